package org.yici.app.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowableListener;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.UserTask;
import org.yici.kernel.resource.Label;

/**
 * What does not fit between an item's declaration and its process, each as a sentence that says what to change.
 *
 * @param ofDeclaration what the declaration has and the process has not
 * @param ofProcess what the process has, and may not or not so
 */
record ProcessValidation(List<Label> ofDeclaration, List<Label> ofProcess) {
    private static final String CLOSE = "${close}";
    private static final String AWAIT = "${await}";

    static ProcessValidation of(ServiceItem item, BpmnModel model) {
        ProcessValidation faults = new ProcessValidation(new ArrayList<>(), new ArrayList<>());
        Process process = model.getProcessById(item.process());
        if (process == null) {
            faults.ofDeclaration.add(Label.of("BPMN 文件中没有流程 %s", "the BPMN file has no process %s", item.process()));
        } else {
            if (model.getProcesses().size() > 1) {
                faults.ofProcess.add(Label.of("文件中只能有一个流程", "the file may have one process only"));
            }
            faults.compare(item.handling(), process.getFlowElements());
            faults.listeners(process.getFlowElements());
            ProcessRounds.of(process.getFlowElements())
                    .ifPresent(id -> faults.ofProcess.add(Label.of(
                            "从 %s 出发可以不经过任何用户任务和接收任务又回到它：办件会永远转下去",
                            "from %s one gets back to it without a user task or a receive task: a case would go round for ever",
                            id)));
        }
        return faults;
    }

    private void compare(CaseProcess handling, Collection<FlowElement> elements) {
        fit(
                Label.of("用户任务", "user task"),
                ids(elements, UserTask.class),
                handling.tasks().stream().map(CaseProcess.UserTask::key));
        fit(
                Label.of("带 ${decide} 的任务", "task with ${decide}"),
                ids(elements, "${decide}"),
                handling.decisions().stream().map(Decision::id));
        fit(
                Label.of("带 ${writeBack} 的任务", "task with ${writeBack}"),
                ids(elements, "${writeBack}"),
                handling.writeBacks().stream().map(WriteBack::id));
        fit(
                Label.of("接收任务", "receive task"),
                ids(elements, ReceiveTask.class),
                handling.waits().stream().map(Wait::id));
        elements.stream()
                .filter(UserTask.class::isInstance)
                .map(UserTask.class::cast)
                .filter(task -> handling.task(task.getId())
                        .filter(work -> !task.getCandidateGroups().equals(List.of(work.department())))
                        .isPresent())
                .forEach(task -> ofProcess.add(Label.of(
                        "用户任务 %s 的候选组须只有它的部门，现在是 [%s]",
                        "user task %s must have its department as its one candidate group, not [%s]",
                        task.getId(),
                        task.getCandidateGroups())));
        ids(elements, EndEvent.class).stream()
                .filter(id -> !id.equals(CaseProcess.COMPLETED) && !id.equals(CaseProcess.REFUSED))
                .forEach(id -> ofProcess.add(Label.of(
                        "结束事件 %s 须命名为 completed 或 refused", "end event %s must be called completed or refused", id)));
    }

    /** An end closes the case, who waits is awaited, and nothing else listens. */
    private void listeners(Collection<FlowElement> elements) {
        for (FlowElement element : elements) {
            boolean end = element instanceof EndEvent;
            boolean waits = element instanceof ReceiveTask || element instanceof IntermediateCatchEvent;
            List<String> steps = element.getExecutionListeners().stream()
                    .map(FlowableListener::getImplementation)
                    .toList();
            if (end && !steps.equals(List.of(CLOSE))) {
                ofProcess.add(Label.of(
                        "结束事件 %s 须有一个 ${close} 的执行监听器",
                        "end event %s must have one execution listener, ${close}", element.getId()));
            } else if (!end && !(waits ? List.of(AWAIT) : List.of()).containsAll(steps)) {
                ofProcess.add(Label.of(
                        "%s 的执行监听器只能是：结束事件用 ${close}，接收任务用 ${await}",
                        "%s may not have these execution listeners: ${close} is for end events, ${await} for receive tasks",
                        element.getId()));
            }
        }
    }

    private void fit(Label what, Set<String> inProcess, Stream<String> declared) {
        Set<String> known = declared.collect(Collectors.toSet());
        inProcess.stream()
                .filter(id -> !known.contains(id))
                .sorted()
                .forEach(id -> ofProcess.add(Label.of(
                        "流程中的%s %s 没有在 handling 中声明",
                        "the process has a %s %s that the handling does not declare", what, id)));
        known.stream()
                .filter(id -> !inProcess.contains(id))
                .sorted()
                .forEach(id -> ofDeclaration.add(Label.of(
                        "handling 声明了 %2$s，但流程中没有这个%1$s",
                        "the handling declares %2$s, but the process has no such %1$s", what, id)));
    }

    private static Set<String> ids(Collection<FlowElement> elements, Class<? extends FlowElement> type) {
        return elements.stream()
                .filter(type::isInstance)
                .map(FlowElement::getId)
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(Collection<FlowElement> elements, String delegate) {
        return elements.stream()
                .filter(ServiceTask.class::isInstance)
                .map(ServiceTask.class::cast)
                .filter(task -> delegate.equals(task.getImplementation()))
                .map(FlowElement::getId)
                .collect(Collectors.toSet());
    }
}
