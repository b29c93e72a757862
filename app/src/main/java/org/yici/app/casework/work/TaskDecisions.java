package org.yici.app.casework.work;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.Task;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.intake.Confirmation;
import org.yici.app.casework.process.Refusals;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.CaseTime;
import org.yici.app.casework.work.WaitingTasks.Waiting;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;
import org.yici.kernel.text.Invisible;

/** What the window and the departments do with cases. */
@Component
public class TaskDecisions {
    public static final int LONGEST_COMMENT = 500;

    private final CaseStore cases;
    private final WaitingTasks waiting;
    private final TaskReader reader;
    private final CaseLog caseLog;
    private final TaskService work;
    private final RuntimeService processes;
    private final Recheck recheck;
    private final Stops stops;
    private final Claims claims;
    private final Refusals refusals;
    private final CaseTime time;
    private final Clock clock;

    TaskDecisions(
            CaseStore cases,
            WaitingTasks waiting,
            TaskReader reader,
            CaseLog caseLog,
            TaskService work,
            RuntimeService processes,
            Recheck recheck,
            Stops stops,
            Claims claims,
            Refusals refusals,
            CaseTime time,
            Clock clock) {
        this.recheck = recheck;
        this.stops = stops;
        this.claims = claims;
        this.refusals = refusals;
        this.time = time;
        this.cases = cases;
        this.waiting = waiting;
        this.reader = reader;
        this.caseLog = caseLog;
        this.work = work;
        this.processes = processes;
        this.clock = clock;
    }

    Optional<Task> task(User user, String taskId) {
        return waiting.find(taskId, user).flatMap(task -> reader.show(user, task.row()));
    }

    /** What an approval rests on, read now; nothing if there is no such task for the user, or it is not approved. */
    List<EvidenceRow> reread(User user, String taskId, Task.Decision decision) {
        if (decision.verdict() != Task.Verdict.APPROVE) {
            return List.of();
        }
        return waiting.find(taskId, user)
                .map(Waiting::file)
                .filter(file -> file.state() != State.STOPPED)
                .map(file -> {
                    waiting.requireSeen(user, file);
                    return recheck.read(file);
                })
                .orElse(List.of());
    }

    /** Whether a task asks for a second official. */
    boolean hasSecondEyes(User user, String taskId) {
        return waiting.find(taskId, user)
                .filter(task -> task.step().hasSecondEyes())
                .isPresent();
    }

    /**
     * Does a task under the case's lock; whoever comes second learns that it is done.
     *
     * @param read what {@link #reread} gave
     * @return the case; it is stopped, and nothing decided, if what it rests on has changed
     */
    CaseFile decide(User user, String taskId, Task.Decision decision, List<EvidenceRow> read) {
        Waiting task = waiting.lock(taskId, user);
        waiting.requireFree(user, task);
        if (task.step().hasSecondEyes()) {
            // It came to be after somebody had asked what it is.
            throw new IllegalCaseStateException(
                    "This task asks for a second pair of eyes: load it again, and propose your decision");
        }
        return carryOut(user, task, decision, comment(decision), read);
    }

    /** Carries out what was decided, or proposed by one official and confirmed by another. */
    CaseFile carryOut(User user, Waiting task, Task.Decision decision, String comment, List<EvidenceRow> read) {
        CaseFile file = task.file();
        CaseProcess.UserTask step = task.step();
        if (file.state() == State.STOPPED) {
            return stopped(user, file, decision, comment);
        }
        switch (decision.verdict()) {
            case APPROVE -> {
                if (!approve(user, file, step, decision, comment, read)) {
                    return cases.find(file.number).orElseThrow();
                }
            }
            case REFUSE -> {
                file.reason = Words.same(comment);
                prove(user, file, step, decision, "case.event.task-refused", comment);
            }
            case SUPPLEMENT -> sendBack(user, file, step, decision, comment);
        }
        cases.save(file);
        processes.setVariableLocal(
                task.execution(), "verdict", decision.verdict().name());
        work.complete(task.id());
        return cases.find(file.number).orElseThrow();
    }

    private CaseFile stopped(User user, CaseFile file, Task.Decision decision, String comment) {
        if (decision.verdict() == Task.Verdict.REFUSE) {
            refusals.refuseStopped(user, file, comment);
        }
        return cases.find(file.number).orElseThrow();
    }

    /** @return whether it is approved; if not, the case is stopped and saved */
    private boolean approve(
            User user,
            CaseFile file,
            CaseProcess.UserTask step,
            Task.Decision decision,
            String comment,
            List<EvidenceRow> read) {
        if (!Confirmation.byAll(file) || !Confirmation.isAgreed(file)) {
            throw new IllegalCaseStateException("Case " + file.number
                    + " was changed or declined by a party; the other parties must confirm first");
        }
        List<ChangeRow> changes = changes(file, read);
        if (!changes.isEmpty()) {
            stops.stop(file, changes);
            return false;
        }
        new CaseContext(file, clock.instant()).unmet(step.needs()).ifPresent(why -> {
            throw new IllegalCaseStateException(
                    "Case " + file.number + " cannot be approved: " + Words.of(why) + "; it can only be refused");
        });
        claims.hold(file);
        inputs(file, step, decision, comment)
                .forEach((name, value) -> file.stepValues.put("task." + step.key() + "." + name, value));
        Instant now = clock.instant();
        if (!step.accepts()) {
            file.stepValues.put(CaseFile.APPROVED + step.key(), now.toString());
        }
        Separation.done(user, file, step);
        if (step.accepts()) {
            file.move(Lifecycle.Event.ACCEPT);
        }
        if (step.decides()) {
            file.move(Lifecycle.Event.APPROVE);
        }
        prove(user, file, step, decision, "case.event.task-approved", comment);
        if (step.accepts()) {
            time.begin(file);
        }
        caseLog.tell(file, step.key(), step.department(), step.findings(), new CaseContext(file, now));
        return true;
    }

    /**
     * What an approval brings, checked.
     *
     * @throws InvalidFieldsException if something is missing or wrong, or a computed value was changed without saying why
     */
    Map<String, String> inputs(CaseFile file, CaseProcess.UserTask step, Task.Decision decision, String comment) {
        Map<String, String> values = FieldChecks.check(
                step.inputs().stream().map(CaseProcess.Input::field).toList(), decision.values());
        CaseContext context = new CaseContext(file, clock.instant());
        boolean changed = step.inputs().stream()
                .anyMatch(input -> isChanged(
                        TaskReader.suggested(context, input.suggested()),
                        values.getOrDefault(input.field().name(), "")));
        if (changed && comment.isEmpty()) {
            throw new InvalidFieldsException(Map.of("comment", "field.error.changed-value"));
        }
        return values;
    }

    private static boolean isChanged(@Nullable String computed, String entered) {
        if (computed == null || computed.equals(entered)) {
            return false;
        }
        return !isNumber(computed)
                || !isNumber(entered)
                || new BigDecimal(computed).compareTo(new BigDecimal(entered)) != 0;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,10})?");
    }

    private List<ChangeRow> changes(CaseFile file, List<EvidenceRow> read) {
        try {
            return recheck.changes(file, read);
        } catch (EvidenceRefusedException e) {
            if (e.needsConsent()) {
                // The case waits for that consent, which its party is told, instead of an official who tries in vain.
                return List.of(ChangeRow.consent(e.material()));
            }
            throw e.unreadable(file.number);
        }
    }

    private void sendBack(User user, CaseFile file, CaseProcess.UserTask step, Task.Decision decision, String comment) {
        if (!step.supplement()) {
            throw new InvalidFieldsException(Map.of("verdict", "field.error.verdict"));
        }
        if (file.resumesAt == null) {
            file.resumesAt = file.state() == State.SUBMITTED ? State.SUBMITTED : State.IN_PROGRESS;
        }
        file.move(Lifecycle.Event.SEND_BACK);
        file.reason = Words.same(comment);
        prove(user, file, step, decision, "case.event.sent-back", comment);
    }

    private void prove(
            User user, CaseFile file, CaseProcess.UserTask step, Task.Decision decision, String key, String comment) {
        Map<String, String> details =
                Map.of("step", step.key(), "verdict", decision.verdict().name());
        caseLog.prove(
                file, Act.Kind.DECISION, CaseLog.Actor.of(user), null, details, key, step.label(), Words.same(comment));
    }

    static String comment(Task.Decision decision) {
        String comment = decision.comment() == null ? "" : Invisible.removed(decision.comment());
        if (comment.isEmpty() && decision.verdict() != Task.Verdict.APPROVE) {
            throw new InvalidFieldsException(Map.of("comment", "field.error.required"));
        }
        if (comment.length() > LONGEST_COMMENT) {
            throw new InvalidFieldsException(Map.of("comment", "field.error.too-long"));
        }
        return comment;
    }
}
