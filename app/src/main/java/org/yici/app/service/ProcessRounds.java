package org.yici.app.service;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.UserTask;

/** Finds where a process would go round and round without waiting for anybody. */
final class ProcessRounds {
    private ProcessRounds() {}

    /** Id of a node from which flows lead back to it with nothing to wait for on the way; empty if there is none. */
    static Optional<String> of(Collection<FlowElement> elements) {
        return elements.stream()
                .filter(FlowNode.class::isInstance)
                .map(FlowNode.class::cast)
                .filter(node -> !waits(node) && leadsBack(node))
                .map(FlowElement::getId)
                .sorted()
                .findFirst();
    }

    private static boolean waits(FlowElement node) {
        return node instanceof UserTask || node instanceof ReceiveTask || node instanceof IntermediateCatchEvent;
    }

    private static boolean leadsBack(FlowNode start) {
        Set<FlowElement> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            for (SequenceFlow flow : open.pop().getOutgoingFlows()) {
                FlowElement next = flow.getTargetFlowElement();
                if (next == start) {
                    return true;
                }
                if (next instanceof FlowNode node && !waits(node) && seen.add(node)) {
                    open.push(node);
                }
            }
        }
        return false;
    }
}
