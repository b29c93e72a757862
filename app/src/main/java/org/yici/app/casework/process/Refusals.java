package org.yici.app.casework.process;

import java.util.Map;
import org.flowable.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.Exits;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;

/**
 * Refuses cases wherever they stand: whatever a case waits for, a department that works on it can end it. Its process ends with all that
 * waits, its claims are released, its consents end; what is in registers stays, and the timeline names whose it is to correct that.
 */
@Component
public class Refusals {
    private final CloseStep close;
    private final CaseLog journal;
    private final RuntimeService processes;
    private final Exits exits;
    private final WriteBacks writeBacks;

    Refusals(CloseStep close, CaseLog journal, RuntimeService processes, Exits exits, WriteBacks writeBacks) {
        this.writeBacks = writeBacks;
        this.close = close;
        this.journal = journal;
        this.processes = processes;
        this.exits = exits;
    }

    /** An approver of a department that works on the case refuses it. */
    public void refuse(User user, CaseFile file, String comment) {
        if (!Exits.isDuty(user, file)) {
            throw new NotAllowedException(
                    "Only an approver of a department that works on case " + file.number + " may refuse it");
        }
        Separation.requireStranger(user, file);
        Lifecycle.next(file.number, file.state(), Lifecycle.Event.REFUSE);
        if (file.state() != State.STOPPED && exits.hasTask(user, file)) {
            throw new IllegalCaseStateException(
                    "A task of case " + file.number + " waits for you; refuse the case by that task");
        }
        decide(user, file, comment);
    }

    /** Refuses a case on the decision of an official who may, unless it is decided and its result is in another department's register. */
    public void decide(User user, CaseFile file, String comment) {
        writeBacks.requireRefusable(file, user.department());
        boolean stopped = file.state() == State.STOPPED;
        journal.prove(
                file,
                Act.Kind.DECISION,
                CaseLog.Actor.of(user),
                null,
                Map.of("step", stopped ? "stopped" : "case", "verdict", Task.Verdict.REFUSE.name()),
                stopped ? "case.event.stopped-refused" : "case.event.case-refused",
                Words.same(comment));
        file.reason = Words.same(comment);
        end(file);
    }

    /** Ends a case, which has its reason, as refused, with its process. */
    void end(CaseFile file) {
        if (file.process != null) {
            processes.deleteProcessInstance(file.process, "refused");
        }
        close.refuseWithoutProcess(file);
    }
}
