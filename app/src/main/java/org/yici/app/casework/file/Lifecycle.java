package org.yici.app.casework.file;

import static org.yici.app.casework.Case.State.AWAITING_DATA;
import static org.yici.app.casework.Case.State.AWAITING_PARTY;
import static org.yici.app.casework.Case.State.COMPLETED;
import static org.yici.app.casework.Case.State.DRAFT;
import static org.yici.app.casework.Case.State.IN_PROGRESS;
import static org.yici.app.casework.Case.State.REFUSED;
import static org.yici.app.casework.Case.State.REGISTERING;
import static org.yici.app.casework.Case.State.STOPPED;
import static org.yici.app.casework.Case.State.SUBMITTED;
import static org.yici.app.casework.Case.State.SUPPLEMENT;
import static org.yici.app.casework.Case.State.WITHDRAWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;

/** The one graph of a case's states. What is not an edge here cannot happen. */
final class Lifecycle {
    /** Every edge, in the order in which a case usually meets them. */
    static final List<Edge> EDGES = edges();

    private Lifecycle() {}

    /** What happens to a case. */
    enum Event {
        HAND_IN,
        HAND_IN_FOR_CONFIRMATION,
        HAND_IN_BEFORE_DATA,
        HAND_IN_TO_RULES,
        CONFIRM,
        CONFIRM_AGAIN,
        DECLINE,
        DATA_ARRIVED,
        ACCEPT,
        SEND_BACK,
        RESUME,
        APPROVE,
        COMPLETE,
        STOP,
        RENEW,
        GO_ON_CONFIRMING,
        GO_ON_ACCEPTING,
        GO_ON_WORKING,
        GO_ON_SUPPLEMENTING,
        GO_ON_REGISTERING,
        REFUSE,
        WITHDRAW;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    record Edge(State from, Event event, State to) {}

    /**
     * The state after an event.
     *
     * @throws IllegalCaseStateException if the graph has no such edge
     */
    static State next(String number, State from, Event event) {
        return EDGES.stream()
                .filter(edge -> edge.from == from && edge.event == event)
                .map(Edge::to)
                .findFirst()
                .orElseThrow(() -> new IllegalCaseStateException(
                        "Case " + number + " is " + from + "; that does not allow: " + event.text()));
    }

    /** The event that leads a stopped case back to where it was. */
    static Event goingOn(State stoppedIn) {
        return switch (stoppedIn) {
            case AWAITING_PARTY -> Event.GO_ON_CONFIRMING;
            case SUBMITTED -> Event.GO_ON_ACCEPTING;
            case IN_PROGRESS -> Event.GO_ON_WORKING;
            case SUPPLEMENT -> Event.GO_ON_SUPPLEMENTING;
            case REGISTERING -> Event.GO_ON_REGISTERING;
            case DRAFT, AWAITING_DATA, STOPPED, COMPLETED, REFUSED, WITHDRAWN ->
                throw new IllegalStateException("No case is stopped in " + stoppedIn);
        };
    }

    static boolean allows(State from, Event event) {
        return EDGES.stream().anyMatch(edge -> edge.from == from && edge.event == event);
    }

    private static List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        edges.add(new Edge(DRAFT, Event.HAND_IN, SUBMITTED));
        edges.add(new Edge(DRAFT, Event.HAND_IN_FOR_CONFIRMATION, AWAITING_PARTY));
        edges.add(new Edge(DRAFT, Event.HAND_IN_BEFORE_DATA, AWAITING_DATA));
        edges.add(new Edge(DRAFT, Event.HAND_IN_TO_RULES, IN_PROGRESS));
        edges.add(new Edge(AWAITING_PARTY, Event.CONFIRM, SUBMITTED));
        edges.add(new Edge(AWAITING_PARTY, Event.CONFIRM_AGAIN, IN_PROGRESS));
        edges.add(new Edge(AWAITING_PARTY, Event.DECLINE, SUPPLEMENT));
        edges.add(new Edge(AWAITING_DATA, Event.DATA_ARRIVED, IN_PROGRESS));
        edges.add(new Edge(SUBMITTED, Event.ACCEPT, IN_PROGRESS));
        edges.add(new Edge(SUBMITTED, Event.SEND_BACK, SUPPLEMENT));
        edges.add(new Edge(IN_PROGRESS, Event.SEND_BACK, SUPPLEMENT));
        // Two departments that work in parallel may both send it back.
        edges.add(new Edge(SUPPLEMENT, Event.SEND_BACK, SUPPLEMENT));
        edges.add(new Edge(SUPPLEMENT, Event.HAND_IN, SUBMITTED));
        edges.add(new Edge(SUPPLEMENT, Event.HAND_IN_FOR_CONFIRMATION, AWAITING_PARTY));
        edges.add(new Edge(SUPPLEMENT, Event.RESUME, IN_PROGRESS));
        edges.add(new Edge(IN_PROGRESS, Event.APPROVE, REGISTERING));
        edges.add(new Edge(REGISTERING, Event.COMPLETE, COMPLETED));
        for (State from : List.of(AWAITING_PARTY, SUBMITTED, IN_PROGRESS, SUPPLEMENT, REGISTERING)) {
            edges.add(new Edge(from, Event.STOP, STOPPED));
        }
        // With other evidence it is handed in again; if all is as it was once more, it goes on where it was stopped.
        edges.add(new Edge(STOPPED, Event.RENEW, DRAFT));
        edges.add(new Edge(STOPPED, Event.GO_ON_CONFIRMING, AWAITING_PARTY));
        edges.add(new Edge(STOPPED, Event.GO_ON_ACCEPTING, SUBMITTED));
        edges.add(new Edge(STOPPED, Event.GO_ON_WORKING, IN_PROGRESS));
        edges.add(new Edge(STOPPED, Event.GO_ON_SUPPLEMENTING, SUPPLEMENT));
        edges.add(new Edge(STOPPED, Event.GO_ON_REGISTERING, REGISTERING));
        // Whatever a case waits for, and whatever of it is in a register already, a department that works on it may
        // refuse it.
        for (State from :
                List.of(AWAITING_DATA, SUBMITTED, IN_PROGRESS, SUPPLEMENT, AWAITING_PARTY, REGISTERING, STOPPED)) {
            edges.add(new Edge(from, Event.REFUSE, REFUSED));
        }
        for (State from : List.of(DRAFT, AWAITING_PARTY, AWAITING_DATA, SUBMITTED, IN_PROGRESS, SUPPLEMENT, STOPPED)) {
            edges.add(new Edge(from, Event.WITHDRAW, WITHDRAWN));
        }
        return List.copyOf(edges);
    }
}
