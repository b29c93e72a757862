package org.yici.app.casework.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.task.api.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.SeenVersion;
import org.yici.app.casework.Task;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.ExpressionContext;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.intake.Confirmation;
import org.yici.app.casework.intake.Submission;
import org.yici.app.casework.process.Refusals;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.CaseTime;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.ServiceItem;
import org.yici.app.store.Page;

/** What the window and the departments do with cases. */
@Component
public class TaskDecisions {
    private static final int LONGEST_COMMENT = 500;

    private final CaseStore cases;
    private final TimelineStore timeline;
    private final CaseLog journal;
    private final TaskService work;
    private final RuntimeService processes;
    private final ItemShelf shelf;
    private final Recheck recheck;
    private final Stops stops;
    private final Claims claims;
    private final Refusals refusals;
    private final CaseTime time;
    private final Clock clock;

    TaskDecisions(
            CaseStore cases,
            TimelineStore timeline,
            CaseLog journal,
            TaskService work,
            RuntimeService processes,
            ItemShelf shelf,
            Recheck recheck,
            Stops stops,
            Claims claims,
            Refusals refusals,
            CaseTime time,
            Clock clock) {
        this.shelf = shelf;
        this.recheck = recheck;
        this.stops = stops;
        this.claims = claims;
        this.refusals = refusals;
        this.time = time;
        this.cases = cases;
        this.timeline = timeline;
        this.journal = journal;
        this.work = work;
        this.processes = processes;
        this.clock = clock;
    }

    Page<Task> tasks(User user, int page, int size) {
        Optional<String> department = department(user);
        if (department.isEmpty()) {
            return new Page<>(List.of(), page, size, 0);
        }
        Set<String> duties = shelf.all().stream()
                .flatMap(item -> item.handling().tasks().stream())
                .filter(task -> task.isDutyOf(user))
                .map(CaseProcess.UserTask::key)
                .collect(Collectors.toSet());
        if (duties.isEmpty()) {
            return new Page<>(List.of(), page, size, 0);
        }
        TaskQuery query = work.createTaskQuery()
                .taskCandidateGroup(department.get())
                .taskDefinitionKeys(duties)
                .active();
        long total = query.count();
        List<Task> content = query.orderByTaskCreateTime().asc().listPage(page * size, size).stream()
                .flatMap(task -> show(user, task).stream())
                .toList();
        return new Page<>(content, page, size, total);
    }

    Optional<Task> task(User user, String taskId) {
        return waiting(taskId, user).flatMap(task -> show(user, task));
    }

    /** What an approval rests on, read now; nothing if there is no such task for the user, or it is not approved. */
    List<EvidenceRow> reread(User user, String taskId, Task.Decision decision) {
        if (decision.verdict() != Task.Verdict.APPROVE) {
            return List.of();
        }
        return waiting(taskId, user)
                .flatMap(task -> cases.numberOf(task.getProcessInstanceId()))
                .flatMap(cases::find)
                .filter(file -> file.state() != State.STOPPED)
                .map(file -> {
                    SeenVersion.require(file.number, file.version);
                    return recheck.read(file);
                })
                .orElse(List.of());
    }

    /**
     * Does a task under the case's lock; whoever comes second learns that it is done.
     *
     * @param read what {@link #reread} gave
     * @return the case; it is stopped, and nothing decided, if what it rests on has changed
     */
    CaseFile decide(User user, String taskId, Task.Decision decision, List<EvidenceRow> read) {
        if (department(user).isEmpty()) {
            throw new NotAllowedException("Only a clerk or an approver may do a task");
        }
        CaseFile file = waiting(taskId, user)
                .flatMap(task -> cases.numberOf(task.getProcessInstanceId()))
                .map(cases::lock)
                .orElseThrow(TaskDecisions::gone);
        org.flowable.task.api.Task task = waiting(taskId, user).orElseThrow(TaskDecisions::gone);
        CaseProcess.UserTask step = step(file, task);
        SeenVersion.require(file.number, file.version);
        Separation.require(user, file, step);
        String comment = comment(decision);
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
                task.getExecutionId(), "verdict", decision.verdict().name());
        work.complete(taskId);
        return cases.find(file.number).orElseThrow();
    }

    private CaseFile stopped(User user, CaseFile file, Task.Decision decision, String comment) {
        if (decision.verdict() == Task.Verdict.REFUSE) {
            refusals.decide(user, file, comment);
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
        new ExpressionContext(file, clock.instant(), Map.of())
                .unmet(step.needs())
                .ifPresent(why -> {
                    throw new IllegalCaseStateException("Case " + file.number + " cannot be approved: " + Words.of(why)
                            + "; it can only be refused");
                });
        claims.hold(file);
        List<ServiceItem.Field> form =
                step.inputs().stream().map(CaseProcess.Input::field).toList();
        FieldChecks.check(form, decision.values())
                .forEach((name, value) -> file.facts.put("task." + step.key() + "." + name, value));
        Instant now = clock.instant();
        if (!step.accepts()) {
            file.facts.put(Submission.APPROVED + step.key(), now.toString());
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
        journal.tell(file, step.key(), step.department(), step.findings(), new ExpressionContext(file, now, Map.of()));
        return true;
    }

    private List<ChangeRow> changes(CaseFile file, List<EvidenceRow> read) {
        try {
            return recheck.changes(file, read);
        } catch (EvidenceRefusedException e) {
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
        journal.prove(
                file, Act.Kind.DECISION, CaseLog.Actor.of(user), null, details, key, step.label(), Words.same(comment));
    }

    static String comment(Task.Decision decision) {
        String comment = decision.comment() == null ? "" : decision.comment().strip();
        if (comment.isEmpty() && decision.verdict() != Task.Verdict.APPROVE) {
            throw new InvalidFieldsException(Map.of("comment", "field.error.required"));
        }
        if (comment.length() > LONGEST_COMMENT) {
            throw new InvalidFieldsException(Map.of("comment", "field.error.too-long"));
        }
        return comment;
    }

    /** A task that waits for the user's department and is among the user's duties. */
    private Optional<org.flowable.task.api.Task> waiting(String taskId, User user) {
        return department(user)
                .map(department -> work.createTaskQuery()
                        .taskId(taskId)
                        .taskCandidateGroup(department)
                        .singleResult())
                .filter(task -> cases.numberOf(task.getProcessInstanceId())
                        .flatMap(cases::find)
                        .filter(file -> step(file, task).isDutyOf(user))
                        .isPresent());
    }

    private Optional<Task> show(User user, org.flowable.task.api.Task task) {
        return cases.numberOf(task.getProcessInstanceId()).flatMap(cases::find).map(file -> show(user, task, file));
    }

    /** Whoever takes part in the case is not told what departments found: that official may not do the task either. */
    private Task show(User user, org.flowable.task.api.Task task, CaseFile file) {
        boolean stranger = !Separation.takesPart(user, file);
        CaseProcess.UserTask step = step(file, task);
        ExpressionContext facts = new ExpressionContext(file, clock.instant(), Map.of());
        Instant created = task.getCreateTime().toInstant();
        return new Task(
                task.getId(),
                step.key(),
                step.label(),
                step.department(),
                file.number,
                file.item.label(),
                Words.mask(file.parties.getFirst().name()),
                created,
                step.minutes() == 0 ? null : created.plus(Duration.ofMinutes(step.minutes())),
                timeline.told(file.number).stream()
                        .filter(told -> stranger)
                        .filter(told -> !told.own() || told.department().equals(step.department()))
                        .map(told -> new Task.Finding(told.department(), told.label(), Words.of(told.value())))
                        .toList(),
                step.inputs().stream()
                        .map(input ->
                                new Task.Input(input.field(), stranger ? suggested(facts, input.suggested()) : null))
                        .toList());
    }

    private static @Nullable String suggested(ExpressionContext facts, @Nullable String template) {
        return template == null ? null : facts.value(template).orElse(null);
    }

    private static CaseProcess.UserTask step(CaseFile file, org.flowable.task.api.Task task) {
        return file.item
                .handling()
                .task(task.getTaskDefinitionKey())
                .orElseThrow(() -> new IllegalStateException("The service item " + file.item.slug()
                        + " no longer declares the task " + task.getTaskDefinitionKey()));
    }

    private static Optional<String> department(User user) {
        return user.is(Role.CLERK) || user.is(Role.APPROVER)
                ? Optional.ofNullable(user.department())
                : Optional.empty();
    }

    private static IllegalCaseStateException gone() {
        return new IllegalCaseStateException(
                "This task is not waiting for your department; perhaps somebody has done it");
    }
}
