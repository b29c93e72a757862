package org.yici.app.api;

import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Cases;
import org.yici.app.casework.Task;
import org.yici.app.casework.TaskAssignment;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.store.Page;

/** The window's and the departments' tasks for programs. */
@RestController
@RequestMapping("/api/v1/tasks")
class TasksController {
    private static final int LARGEST_PAGE = 100;

    private final Cases cases;
    private final TaskAssignment assignment;
    private final CaseReadings readings;
    private final CaseViewFactory views;

    TasksController(Cases cases, TaskAssignment assignment, CaseReadings readings, CaseViewFactory views) {
        this.cases = cases;
        this.assignment = assignment;
        this.readings = readings;
        this.views = views;
    }

    @GetMapping
    Page<ApiTask> tasks(
            @CurrentUser User user,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Page<Task> tasks = cases.tasks(user, Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, LARGEST_PAGE));
        readings.ofTasks(user, tasks.content());
        return tasks.map(views::of);
    }

    @GetMapping("/{id}")
    ApiTask task(@CurrentUser User user, @PathVariable String id) {
        Task task = cases.task(user, id).orElseThrow(() -> unknown(id));
        Case seen = cases.find(user, task.caseNumber()).orElseThrow(() -> unknown(id));
        readings.ofTask(user, task, seen);
        return views.of(task);
    }

    private static NoSuchElementException unknown(String id) {
        return new NoSuchElementException("No task " + id + " waits for your department");
    }

    /** @param verdict {@code APPROVE}, {@code REFUSE} or {@code SUPPLEMENT} */
    record Deciding(
            Task.@Nullable Verdict verdict,
            @Nullable String comment,
            @Nullable Map<String, String> values) {}

    @PostMapping("/{id}/decision")
    ApiCase decide(@CurrentUser User user, @PathVariable String id, @RequestBody Deciding deciding) {
        if (deciding.verdict() == null) {
            throw new InvalidFieldsException(Map.of("verdict", "field.error.required"));
        }
        Task.Decision decision = new Task.Decision(
                deciding.verdict(),
                deciding.comment() == null ? "" : deciding.comment(),
                deciding.values() == null ? Map.of() : deciding.values());
        Case decided = cases.decide(user, id, decision);
        readings.ofCase(user, decided);
        return views.of(decided);
    }

    @PostMapping("/{id}/claim")
    ApiTask claim(@CurrentUser User user, @PathVariable String id) {
        assignment.claim(user, id);
        return task(user, id);
    }

    /** @param to name of the colleague's account, or the own one to take a task over */
    record HandingOver(@Nullable String to, @Nullable String reason) {}

    @PostMapping("/{id}/handover")
    ApiTask handOver(@CurrentUser User user, @PathVariable String id, @RequestBody HandingOver handing) {
        assignment.handOver(user, id, text(handing.to()), text(handing.reason()));
        return task(user, id);
    }

    @PostMapping("/{id}/proposal/confirmation")
    ApiCase confirm(@CurrentUser User user, @PathVariable String id) {
        Case decided = cases.confirmProposal(user, id);
        readings.ofCase(user, decided);
        return views.of(decided);
    }

    record Returning(@Nullable String comment) {}

    @PostMapping("/{id}/proposal/return")
    ApiCase giveBack(@CurrentUser User user, @PathVariable String id, @RequestBody Returning returning) {
        Case returned = cases.returnProposal(user, id, text(returning.comment()));
        readings.ofCase(user, returned);
        return views.of(returned);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
