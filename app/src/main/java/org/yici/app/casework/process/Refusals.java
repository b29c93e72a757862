package org.yici.app.casework.process;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.Viewer;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.CaseProcess;

/**
 * Refuses cases wherever they stand: whatever a case waits for, a department that works on it can end it. Its process ends with all that
 * waits, its claims are released, its consents end; what is in registers stays, and the timeline names whose it is to correct that.
 */
@Component
class Refusals {
    private final CloseStep close;
    private final CaseLog journal;
    private final RuntimeService processes;
    private final TaskService work;

    Refusals(CloseStep close, CaseLog journal, RuntimeService processes, TaskService work) {
        this.close = close;
        this.journal = journal;
        this.processes = processes;
        this.work = work;
    }

    /** Whether somebody may refuse a case as it stands. Where a task of the own waits, it is refused by that. */
    boolean isPossible(User user, CaseFile file) {
        return Lifecycle.allows(file.state(), Lifecycle.Event.REFUSE)
                && isDuty(user, file)
                && !Separation.takesPart(user, file)
                && (file.state() == State.STOPPED || !hasTask(user, file));
    }

    /** An approver of a department that works on the case refuses it. */
    void refuse(User user, CaseFile file, String comment) {
        if (!isDuty(user, file)) {
            throw new NotAllowedException(
                    "Only an approver of a department that works on case " + file.number + " may refuse it");
        }
        Separation.requireStranger(user, file);
        Lifecycle.next(file.number, file.state(), Lifecycle.Event.REFUSE);
        if (file.state() != State.STOPPED && hasTask(user, file)) {
            throw new IllegalCaseStateException(
                    "A task of case " + file.number + " waits for you; refuse the case by that task");
        }
        decide(user, file, comment);
    }

    /** Refuses a case on the decision of an official who may. */
    void decide(User user, CaseFile file, String comment) {
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

    private static boolean isDuty(User user, CaseFile file) {
        return user.is(Role.APPROVER) && Viewer.worksOn(user, file.item);
    }

    private boolean hasTask(User user, CaseFile file) {
        Set<String> duties = file.item.handling().tasks().stream()
                .filter(task -> task.isDutyOf(user))
                .map(CaseProcess.UserTask::key)
                .collect(Collectors.toSet());
        return file.process != null
                && !duties.isEmpty()
                && work.createTaskQuery()
                                .processInstanceId(file.process)
                                .taskDefinitionKeys(duties)
                                .count()
                        > 0;
    }
}
