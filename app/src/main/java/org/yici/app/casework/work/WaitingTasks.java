package org.yici.app.casework.work;

import java.util.Optional;
import org.flowable.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.HeldException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;

/** Finds the engine's tasks that are among somebody's duties. */
@Component
public class WaitingTasks {
    private final CaseStore cases;
    private final TaskService work;
    private final TaskReader reader;
    private final CaseReader shown;

    WaitingTasks(CaseStore cases, TaskService work, TaskReader reader, CaseReader shown) {
        this.cases = cases;
        this.work = work;
        this.reader = reader;
        this.shown = shown;
    }

    /**
     * A task that waits.
     *
     * @param file its case, as it was when the task was found
     * @param step what is to be done
     * @param execution where in the process it stands
     * @param assignee name of the account that has claimed it
     */
    public record Waiting(
            CaseFile file,
            CaseProcess.UserTask step,
            String id,
            String execution,
            @Nullable String assignee,
            TaskStore.Row row) {
        public boolean isOf(User user) {
            return user.username().equals(assignee);
        }
    }

    public Optional<Waiting> find(String taskId, User user) {
        String department = user.department();
        if (department == null || !(user.is(Role.CLERK) || user.is(Role.APPROVER))) {
            return Optional.empty();
        }
        return Optional.ofNullable(work.createTaskQuery()
                        .taskId(taskId)
                        .taskCandidateGroup(department)
                        .ignoreAssigneeValue()
                        .singleResult())
                .flatMap(task -> cases.numberOf(task.getProcessInstanceId())
                        .flatMap(cases::find)
                        .map(file -> waiting(file, task)))
                .filter(waiting -> waiting.step().isDutyOf(user));
    }

    /**
     * The task under its case's lock; whoever comes second learns that it is done.
     *
     * @throws IllegalCaseStateException if it does not wait any more
     * @throws NotAllowedException if the user may not do it in this case
     */
    public Waiting lock(String taskId, User user) {
        if (!user.is(Role.CLERK) && !user.is(Role.APPROVER)) {
            throw new NotAllowedException("Only a clerk or an approver may do a task");
        }
        String number = find(taskId, user).orElseThrow(WaitingTasks::gone).file().number;
        CaseFile file = cases.lock(number);
        Waiting waiting = find(taskId, user).orElseThrow(WaitingTasks::gone);
        shown.requireSeen(user, file);
        Separation.require(user, file, waiting.step());
        return new Waiting(file, waiting.step(), waiting.id(), waiting.execution(), waiting.assignee(), waiting.row());
    }

    /** @throws org.yici.app.casework.VersionChangedException if the user has seen another version of its case */
    void requireSeen(User user, CaseFile file) {
        shown.requireSeen(user, file);
    }

    /** @throws HeldException if a colleague has claimed it */
    public void requireFree(User user, Waiting task) {
        String holder = task.assignee();
        if (holder != null && !task.isOf(user)) {
            throw new HeldException(String.valueOf(reader.name(holder)));
        }
    }

    private static Waiting waiting(CaseFile file, org.flowable.task.api.Task task) {
        String key = task.getTaskDefinitionKey();
        TaskStore.Row row = new TaskStore.Row(
                task.getId(),
                file.item.slug(),
                file.item.edition(),
                key,
                file.number,
                task.getAssignee(),
                task.getCreateTime().toInstant());
        return new Waiting(
                file, TaskReader.step(file, key), task.getId(), task.getExecutionId(), task.getAssignee(), row);
    }

    private static IllegalCaseStateException gone() {
        return new IllegalCaseStateException(
                "This task is not waiting for your department; perhaps somebody has done it");
    }
}
