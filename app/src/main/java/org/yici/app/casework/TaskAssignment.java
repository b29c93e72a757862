package org.yici.app.casework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.TaskService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.CaseTransaction;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.work.TaskDecisions;
import org.yici.app.casework.work.WaitingTasks;
import org.yici.app.casework.work.WaitingTasks.Waiting;
import org.yici.app.identity.Identities;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.InvalidFieldsException;
import org.yici.kernel.resource.Label;
import org.yici.kernel.text.Invisible;

/**
 * Who of a department does a task. Whoever claims it keeps colleagues from doing it at the same time; whoever has the duty may hand it to a
 * colleague of the same duty, or take over what an absent one has claimed. Each is a leaf and an event that officials read.
 */
@Component
public class TaskAssignment {
    private final WaitingTasks waiting;
    private final TaskService work;
    private final Identities identities;
    private final ProposalStore proposals;
    private final CaseLog caseLog;
    private final CaseTransaction transaction;

    TaskAssignment(
            WaitingTasks waiting,
            TaskService work,
            Identities identities,
            ProposalStore proposals,
            CaseLog caseLog,
            CaseTransaction transaction) {
        this.waiting = waiting;
        this.work = work;
        this.identities = identities;
        this.proposals = proposals;
        this.caseLog = caseLog;
        this.transaction = transaction;
    }

    /**
     * The user claims a task; doing so again changes nothing.
     *
     * @throws HeldException if a colleague was faster
     * @throws NotAllowedException if the user may not do it in this case
     */
    public void claim(User user, String taskId) {
        transaction.executeWithoutResult(status -> {
            Waiting task = waiting.lock(taskId, user);
            waiting.requireFree(user, task);
            requireNotProposer(user, task);
            if (!task.isOf(user)) {
                work.setAssignee(taskId, user.username());
                prove(user, task, user, "case.event.claimed", task.step().label());
            }
        });
    }

    /** Colleagues to whom a task can be handed, and the user if somebody else has claimed it. */
    public List<User> candidates(User user, String taskId) {
        return waiting.find(taskId, user).map(task -> candidates(user, task)).orElse(List.of());
    }

    /**
     * Hands a task to a colleague of the same duty, or takes it over from one.
     *
     * @param to name of the account that has it from now on
     * @param reason why; the officials of the case read it
     * @throws InvalidFieldsException if there is no reason, or that account may not do the task
     */
    public void handOver(User user, String taskId, String to, String reason) {
        String why = Invisible.removed(reason);
        Map<String, String> faults = new LinkedHashMap<>();
        transaction.executeWithoutResult(status -> {
            Waiting task = waiting.lock(taskId, user);
            requireNotProposer(user, task);
            Optional<User> colleague = candidates(user, task).stream()
                    .filter(candidate -> candidate.username().equals(to))
                    .findFirst();
            if (colleague.isEmpty()) {
                faults.put("to", "field.error.colleague");
            }
            if (why.isEmpty()) {
                faults.put("reason", "field.error.required");
            } else if (why.length() > TaskDecisions.LONGEST_COMMENT) {
                faults.put("reason", "field.error.too-long");
            }
            User next =
                    colleague.filter(found -> faults.isEmpty()).orElseThrow(() -> new InvalidFieldsException(faults));
            work.setAssignee(taskId, next.username());
            prove(
                    user,
                    task,
                    next,
                    "case.event.handed-over",
                    task.step().label(),
                    Words.same(next.displayName()),
                    Words.same(why));
        });
    }

    private List<User> candidates(User user, Waiting task) {
        return identities.ofDepartment(task.step().department()).stream()
                .filter(task.step()::isDutyOf)
                .filter(one -> !one.username().equals(task.assignee()))
                .filter(one -> task.assignee() != null || !one.username().equals(user.username()))
                .filter(one -> Separation.allows(one, task.file(), task.step()))
                .filter(one -> !isProposer(one, task))
                .toList();
    }

    private void requireNotProposer(User user, Waiting task) {
        if (isProposer(user, task)) {
            throw new NotAllowedException("You proposed what is to be decided here; a colleague must confirm it");
        }
    }

    private boolean isProposer(User user, Waiting task) {
        return proposals
                .find(task.id())
                .filter(proposal -> proposal.account().equals(user.username()))
                .isPresent();
    }

    private void prove(User user, Waiting task, User next, String key, Label... arguments) {
        Map<String, String> details = Map.of("step", task.step().key(), "to", next.actor());
        caseLog.prove(task.file(), Act.Kind.ASSIGNMENT, CaseLog.Actor.of(user), null, details, key, arguments);
    }
}
