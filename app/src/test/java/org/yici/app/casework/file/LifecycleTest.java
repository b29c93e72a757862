package org.yici.app.casework.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.ServiceTask;
import org.junit.jupiter.api.Test;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.TestProvince;
import org.yici.app.casework.file.Lifecycle.Edge;
import org.yici.app.casework.file.Lifecycle.Event;
import org.yici.app.casework.reading.Exits;

class LifecycleTest {
    private static final Path DRAWING = Path.of("..", "docs", "case-states.md");

    @Test
    void anEventLeadsFromAStateToOneStateOnly() {
        assertThat(Lifecycle.EDGES).doesNotHaveDuplicates();
        assertThat(Lifecycle.EDGES.stream()
                        .map(edge -> List.of(edge.from(), edge.event()))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyStateIsReachedFromADraft() {
        Set<State> reached = EnumSet.of(State.DRAFT);
        for (int before = 0; before != reached.size(); ) {
            before = reached.size();
            Lifecycle.EDGES.stream()
                    .filter(edge -> reached.contains(edge.from()))
                    .forEach(edge -> reached.add(edge.to()));
        }
        assertThat(reached).containsExactlyInAnyOrder(State.values());
    }

    @Test
    void aClosedCaseStaysClosedAndAnyOtherCanGoOn() {
        for (State state : State.values()) {
            assertThat(Lifecycle.EDGES.stream().anyMatch(edge -> edge.from() == state))
                    .as("%s goes on", state)
                    .isEqualTo(!state.isClosed());
        }
    }

    /** Whatever a process waits for, be it for ever, a department that works on the case can end it. */
    @Test
    void everyElementOfEveryProcessHasAnExitThatAPersonCanTake() throws Exception {
        List<State> open = Arrays.stream(State.values())
                .filter(state -> !state.isClosed() && state != State.DRAFT)
                .toList();
        assertThat(open).allMatch(state -> Lifecycle.allows(state, Event.REFUSE));
        assertThat(Lifecycle.allows(State.DRAFT, Event.WITHDRAW)).isTrue();
        try (Stream<Path> items = Files.list(TestProvince.PACK.resolve("service-items"))) {
            for (Path file :
                    items.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                String slug = file.getFileName().toString().replace(".yaml", "");
                List<String> waiting = waiting(slug);
                assertThat(waiting).as("what %s waits for", slug).isNotEmpty();
                assertThat(Exits.departments(TestProvince.item(slug)))
                        .as("who can end a case of %s while it stands at one of %s", slug, waiting)
                        .isNotEmpty()
                        .doesNotContain("window");
            }
        }
    }

    /** Where a case can stand without a task of anybody. */
    private static List<String> waiting(String slug) throws Exception {
        XMLStreamReader xml = XMLInputFactory.newFactory()
                .createXMLStreamReader(new StringReader(TestProvince.files(slug).process()));
        return new BpmnXMLConverter()
                .convertToBpmnModel(xml).getMainProcess().getFlowElements().stream()
                        .filter(element -> element instanceof ReceiveTask
                                || element instanceof ServiceTask
                                || element instanceof IntermediateCatchEvent)
                        .map(FlowElement::getId)
                        .toList();
    }

    @Test
    void whatIsNotAnEdgeIsRefusedAndSaysWhereTheCaseStands() {
        assertThatThrownBy(() -> Lifecycle.next("5116022026112200001", State.COMPLETED, Event.WITHDRAW))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("5116022026112200001")
                .hasMessageContaining("COMPLETED");
    }

    /** To draw it anew: run this test with the environment variable YICI_DRAW=1. */
    @Test
    void theDrawingInTheDocsIsThisGraph() throws IOException {
        if ("1".equals(System.getenv("YICI_DRAW"))) {
            Files.createDirectories(DRAWING.getParent());
            Files.writeString(DRAWING, drawing());
        }
        assertThat(DRAWING).content().as("docs/case-states.md is out of date").isEqualTo(drawing());
    }

    private static String drawing() {
        String edges = Lifecycle.EDGES.stream().map(LifecycleTest::line).collect(Collectors.joining("\n"));
        String ends = Arrays.stream(State.values())
                .filter(State::isClosed)
                .map(state -> "    " + state + " --> [*]")
                .collect(Collectors.joining("\n"));
        return """
                # States of a case

                Drawn by `LifecycleTest` from the one graph in `org.yici.app.casework.file.Lifecycle`; what is not an edge here cannot happen.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT
                %s
                %s
                ```
                """.formatted(edges, ends);
    }

    private static String line(Edge edge) {
        return "    " + edge.from() + " --> " + edge.to() + ": " + edge.event().text();
    }
}
