package org.yici.app.web.work;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
import org.yici.app.casework.HeldException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.SeenVersion;
import org.yici.app.casework.Task;
import org.yici.app.casework.TaskAssignment;
import org.yici.app.casework.VersionChangedException;
import org.yici.app.casework.WorkLists;
import org.yici.app.identity.User;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.app.web.cases.CaseNothingNew;
import org.yici.app.web.cases.CaseTexts;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.cases.CaseViews;

/** The page of a task at the window and at the departments' desks; {@code base} is "/window" or "/tasks". */
@Component
class TaskPages {
    static final String WINDOW = "/window";
    static final String DEPARTMENT = "/tasks";

    private static final int MOST_LEFT_BEHIND = 20;

    private final Cases cases;
    private final WorkLists lists;
    private final TaskAssignment assignment;
    private final CaseReadings readings;
    private final CaseViews caseViews;
    private final TaskViews taskViews;
    private final CaseTexts texts;

    TaskPages(
            Cases cases,
            WorkLists lists,
            TaskAssignment assignment,
            CaseReadings readings,
            CaseViews caseViews,
            TaskViews taskViews,
            CaseTexts texts) {
        this.cases = cases;
        this.lists = lists;
        this.assignment = assignment;
        this.readings = readings;
        this.caseViews = caseViews;
        this.taskViews = taskViews;
        this.texts = texts;
    }

    /** What refused cases left in the department's register, for its own page of tasks. */
    List<LeftBehindView> leftBehind(User user, Locale locale) {
        return cases.leftBehind(user, 0, MOST_LEFT_BEHIND).content().stream()
                .map(left -> new LeftBehindView(
                        left.caseNumber(),
                        texts.label(locale, left.item()),
                        texts.label(locale, left.label()),
                        CaseView.Time.of(left.since())))
                .toList();
    }

    /** A result of a refused case in the words of one language. */
    record LeftBehindView(String number, String itemName, String label, CaseView.Time since) {}

    /** Hands a task to a colleague; what is wrong is said on the task's page. */
    ModelAndView handOver(
            User user, String base, String id, String to, String reason, RedirectAttributes redirect, Locale locale) {
        try {
            assignment.handOver(user, id, to, reason);
        } catch (InvalidFieldsException problem) {
            ModelAndView page = show(user, base, id, locale);
            page.addObject("handing", Map.of("to", to, "reason", reason));
            page.addObject("handFaults", problem.faults());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        redirect.addFlashAttribute("notice", "taskpage.handed");
        return new ModelAndView("redirect:" + base);
    }

    ModelAndView show(User user, String base, String id, Locale locale) {
        return cases.task(user, id)
                .map(task -> page(user, base, task, taskViews.of(task, locale), Map.of(), "", locale))
                .orElseGet(() -> gone(user, base, null, locale));
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

    /**
     * Does something on what the page showed, or nothing: what was changed meanwhile is to be read first.
     *
     * @param shown as the page's form sends it back; null if whoever asks read no page
     */
    private <T> T asShown(User user, Task task, @Nullable String shown, Supplier<T> act) {
        if (shown == null) {
            return act.get();
        }
        long version = cases.find(user, task.caseNumber()).map(Case::version).orElse(0L);
        if (cases.task(user, task.id()).filter(now -> now.shown().equals(shown)).isEmpty()) {
            throw new VersionChangedException(task.caseNumber(), version);
        }
        try (SeenVersion ignored = SeenVersion.of(Set.of(version))) {
            return act.get();
        }
    }

    /** A second official confirms or returns what the page showed as proposed. */
    Case onProposal(User user, String id, @Nullable String shown, Supplier<Case> act) {
        return cases.task(user, id).map(task -> asShown(user, task, shown, act)).orElseGet(act);
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
            return gone(user, base, request.get("number"), locale);
        }
        Task task = found.get();
        List<ServiceItem.Field> fields =
                task.inputs().stream().map(Task.Input::field).toList();
        Map<String, String> typed = FieldChecks.read(fields, request);
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<Task.Verdict> verdict = verdict(request.get("verdict"));
        String comment = request.getOrDefault("comment", "").strip();
        if (verdict.isEmpty()) {
            faults.put("verdict", "taskpage.error.verdict");
            // What is missing depends on the decision; what was typed is right or wrong in any case.
            FieldChecks.faults(fields, typed).forEach((name, fault) -> {
                if (!typed.getOrDefault(name, "").isEmpty()) {
                    faults.put(name, fault);
                }
            });
        } else if (verdict.get() != Task.Verdict.APPROVE && comment.isEmpty()) {
            faults.put("comment", "taskpage.error.comment");
        }
        if (faults.isEmpty()) {
            try {
                Task.Decision decision = new Task.Decision(verdict.orElseThrow(), comment, typed);
                asShown(user, task, request.get("shown"), () -> cases.decide(user, id, decision));
                redirect.addFlashAttribute(
                        "notice", "taskpage.done." + (task.secondEyes() ? "PROPOSED" : verdict.get()));
                redirect.addFlashAttribute("noticeNumber", task.caseNumber());
                return new ModelAndView("redirect:" + next(user, base));
            } catch (EvidenceChangedException | ClaimedException | HeldException told) {
                throw told;
            } catch (IllegalCaseStateException problem) {
                if (cases.task(user, id).isPresent()) {
                    // Still there, so nobody was faster: it says what is in the way.
                    throw problem;
                }
                return gone(user, base, task.caseNumber(), locale);
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
        found.ifPresent(known -> model.put("case", caseViews.of(known, locale)));
        model.put("verdicts", task.verdicts().stream().map(Enum::name).toList());
        model.put("waiting", lists.open(user));
        model.put("candidates", assignment.candidates(user, task.id()));
        model.put("handing", Map.of());
        model.put("handFaults", Map.of());
        return new ModelAndView("casework/task", model);
    }

    /** Somebody else was faster, or the case was taken back: where the case is known, what was done last and by whom. */
    private ModelAndView gone(User user, String base, @Nullable String number, Locale locale) {
        ModelAndView page = new ModelAndView("casework/task-gone", new LinkedHashMap<>(Map.of("base", base)));
        page.addObject("next", next(user, base));
        page.addObject("waiting", lists.open(user));
        page.addObject("last", number == null ? null : last(user, number, locale));
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    private CaseView.@Nullable Event last(User user, String number, Locale locale) {
        return cases.find(user, number)
                .flatMap(found -> {
                    readings.ofCase(user, found);
                    return found.timeline().reversed().stream()
                            .filter(event -> event.department() != null
                                    && event.department().equals(user.department()))
                            .findFirst();
                })
                .map(event -> caseViews.event(event, locale))
                .orElse(null);
    }

    /** The task that has waited longest, else the empty inbox. */
    private String next(User user, String base) {
        return lists.open(user, 1).stream()
                .findFirst()
                .map(task -> path(base, task.id()))
                .orElse(base);
    }

    static String path(String base, String id) {
        return base.equals(WINDOW) ? WINDOW + "/tasks/" + id : DEPARTMENT + "/" + id;
    }

    /** The list that a request's task or line belongs to. */
    static String base(HttpServletRequest request) {
        return request.getRequestURI().startsWith(WINDOW + "/") ? WINDOW : DEPARTMENT;
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
