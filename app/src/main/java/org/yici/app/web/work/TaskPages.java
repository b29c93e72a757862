package org.yici.app.web.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Cases;
import org.yici.app.casework.ClaimedException;
import org.yici.app.casework.EvidenceChangedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.Task;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.app.store.Page;
import org.yici.app.web.apply.ApplyForm;
import org.yici.app.web.cases.CaseNothingNew;
import org.yici.app.web.cases.CaseTexts;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.cases.CaseViews;
import org.yici.app.web.frame.Paging;

/** What the window's and the departments' task pages have in common; {@code base} is "/window" or "/tasks". */
@Component
class TaskPages {
    private static final int PAGE_SIZE = 20;

    private final Cases cases;
    private final CaseReadings readings;
    private final CaseViews caseViews;
    private final TaskViews taskViews;
    private final CaseTexts texts;

    TaskPages(Cases cases, CaseReadings readings, CaseViews caseViews, TaskViews taskViews, CaseTexts texts) {
        this.cases = cases;
        this.readings = readings;
        this.caseViews = caseViews;
        this.taskViews = taskViews;
        this.texts = texts;
    }

    /** The inbox: what waits, oldest first. */
    Map<String, Object> inbox(User user, String base, int page, Locale locale) {
        Page<Task> waiting = cases.tasks(user, Paging.index(page), PAGE_SIZE);
        readings.ofTasks(user, waiting.content());
        Page<TaskView> tasks = waiting.map(task -> taskViews.of(task, locale));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("page", tasks);
        model.put("base", base);
        model.put("department", texts.department(locale, user.department()));
        model.put(
                "version",
                Integer.toHexString(
                        Objects.hash(tasks.content().stream().map(TaskView::id).toList(), tasks.total())));
        return model;
    }

    /** What refused cases left in the department's register, for its own page of tasks. */
    List<LeftBehindView> leftBehind(User user, Locale locale) {
        return cases.leftBehind(user, 0, PAGE_SIZE).content().stream()
                .map(left -> new LeftBehindView(
                        left.caseNumber(),
                        texts.label(locale, left.item()),
                        texts.label(locale, left.label()),
                        CaseView.Time.of(left.since())))
                .toList();
    }

    /** A result of a refused case in the words of one language. */
    record LeftBehindView(String number, String itemName, String label, CaseView.Time since) {}

    /** Finds a case by its number, as whoever has no task of it may want to. */
    void lookUp(ModelAndView view, User user, String number, Locale locale) {
        view.addObject("number", number);
        if (!number.isBlank()) {
            cases.find(user, number.strip()).ifPresent(found -> {
                readings.ofCase(user, found);
                view.addObject("found", caseViews.of(found, user, locale));
            });
        }
    }

    ModelAndView inboxLive(User user, String base, int page, String seen, Locale locale) {
        Map<String, Object> model = inbox(user, base, page, locale);
        return seen.equals(model.get("version"))
                ? new ModelAndView(new CaseNothingNew())
                : new ModelAndView("casework/live :: inbox", model);
    }

    ModelAndView show(User user, String base, String id, Locale locale) {
        return cases.task(user, id)
                .map(task -> page(user, base, task, taskViews.of(task, locale), Map.of(), "", locale))
                .orElseGet(() -> gone(user, base, locale));
    }

    /** The other departments' findings, or that the task is done by now; nothing while nothing has changed. */
    ModelAndView live(User user, String base, String id, String seen, Locale locale) {
        Optional<Task> task = cases.task(user, id);
        if (task.isEmpty()) {
            return new ModelAndView("casework/live :: taken", Map.of("base", base));
        }
        cases.find(user, task.get().caseNumber()).ifPresent(found -> readings.ofTask(user, task.get(), found));
        TaskView view = taskViews.of(task.get(), locale);
        return view.version().equals(seen)
                ? new ModelAndView(new CaseNothingNew())
                : new ModelAndView("casework/live :: findings", Map.of("task", view, "base", base));
    }

    ModelAndView decide(
            User user,
            String base,
            String id,
            Map<String, String> request,
            RedirectAttributes redirect,
            Locale locale) {
        Optional<Task> found = cases.task(user, id);
        if (found.isEmpty()) {
            return gone(user, base, locale);
        }
        Task task = found.get();
        Map<String, String> typed = new LinkedHashMap<>();
        for (Task.Input input : task.inputs()) {
            ServiceItem.Field field = input.field();
            typed.put(field.name(), ApplyForm.tidy(field.type(), request.getOrDefault(field.name(), "")));
        }
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<Task.Verdict> verdict = verdict(request.get("verdict"));
        String comment = request.getOrDefault("comment", "").strip();
        if (verdict.isEmpty()) {
            faults.put("verdict", "taskpage.error.verdict");
        } else if (verdict.get() != Task.Verdict.APPROVE && comment.isEmpty()) {
            faults.put("comment", "taskpage.error.comment");
        }
        if (faults.isEmpty()) {
            try {
                cases.decide(user, id, new Task.Decision(verdict.orElseThrow(), comment, typed));
                redirect.addFlashAttribute("notice", "taskpage.done." + verdict.get());
                redirect.addFlashAttribute("noticeNumber", task.caseNumber());
                return new ModelAndView("redirect:" + next(user, base));
            } catch (EvidenceChangedException | ClaimedException told) {
                throw told;
            } catch (IllegalCaseStateException problem) {
                if (cases.task(user, id).isPresent()) {
                    // Still there, so nobody was faster: it says what is in the way.
                    throw problem;
                }
                return gone(user, base, locale);
            } catch (InvalidFieldsException problem) {
                faults.putAll(problem.faults());
            }
        }
        ModelAndView page = page(user, base, task, taskViews.of(task, typed, faults, locale), faults, comment, locale);
        page.addObject("verdict", verdict.map(Enum::name).orElse(""));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            User user,
            String base,
            Task task,
            TaskView view,
            Map<String, String> faults,
            String comment,
            Locale locale) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("task", view);
        model.put("base", base);
        model.put("faults", faults);
        model.put("comment", comment);
        model.put("verdict", "");
        Optional<Case> found = cases.find(user, task.caseNumber());
        found.ifPresent(known -> readings.ofTask(user, task, known));
        found.ifPresent(known -> model.put("case", caseViews.of(known, user, locale)));
        model.put("verdicts", verdicts(found, task));
        model.put("waiting", cases.tasks(user, 0, 1).total());
        return new ModelAndView("casework/task", model);
    }

    /** What can be decided; not every task may send a case back. */
    private static List<String> verdicts(Optional<Case> found, Task task) {
        boolean supplement = found.flatMap(known -> known.item().handling().task(task.key()))
                .map(CaseProcess.UserTask::supplement)
                .orElse(true);
        return Stream.of(Task.Verdict.APPROVE, Task.Verdict.SUPPLEMENT, Task.Verdict.REFUSE)
                .filter(verdict -> supplement || verdict != Task.Verdict.SUPPLEMENT)
                .map(Enum::name)
                .toList();
    }

    /** Somebody else was faster, or the case was taken back. */
    private ModelAndView gone(User user, String base, Locale locale) {
        ModelAndView page = new ModelAndView("casework/task-gone", Map.of("base", base));
        page.addObject("next", next(user, base));
        page.addObject("waiting", cases.tasks(user, 0, 1).total());
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    /** The task that has waited longest, else the empty inbox. */
    private String next(User user, String base) {
        return cases.tasks(user, 0, 1).content().stream()
                .findFirst()
                .map(task -> path(base, task.id()))
                .orElse(base);
    }

    private static String path(String base, String id) {
        return base.equals("/window") ? "/window/tasks/" + id : "/tasks/" + id;
    }

    private static Optional<Task.Verdict> verdict(@Nullable String name) {
        for (Task.Verdict verdict : Task.Verdict.values()) {
            if (verdict.name().equals(name)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}
