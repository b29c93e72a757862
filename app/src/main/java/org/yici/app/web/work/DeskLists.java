package org.yici.app.web.work;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Task;
import org.yici.app.casework.WorkLists;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.app.web.cases.CaseNothingNew;
import org.yici.app.web.cases.CaseTexts;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.frame.Paging;

/** The lists of the window and of the departments' desks, and their look-up; {@code base} is "/window" or "/tasks". */
@Component
class DeskLists {
    private static final int PAGE_SIZE = 20;

    private final WorkLists lists;
    private final CaseReadings readings;
    private final TaskViews taskViews;
    private final CaseTexts texts;

    DeskLists(WorkLists lists, CaseReadings readings, TaskViews taskViews, CaseTexts texts) {
        this.lists = lists;
        this.readings = readings;
        this.taskViews = taskViews;
        this.texts = texts;
    }

    /** One of the desk's lists, with how long each is. */
    Map<String, Object> show(User user, String base, String list, int page, Locale locale) {
        WorkLists.Counts counts = lists.counts(user);
        TaskList chosen = TaskList.of(list, counts.mine());
        int index = Paging.index(page);
        Page<?> rows = switch (chosen) {
            case MINE -> tasks(user, lists.mine(user, index, PAGE_SIZE), locale);
            case DEPARTMENT -> tasks(user, lists.department(user, index, PAGE_SIZE), locale);
            case DONE -> lists.done(user, index, PAGE_SIZE).map(done -> done(done, locale));
        };
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("page", rows);
        model.put("base", base);
        model.put("list", chosen);
        model.put("lists", TaskList.values());
        model.put(
                "counts",
                Map.of(
                        TaskList.MINE,
                        counts.mine(),
                        TaskList.DEPARTMENT,
                        counts.department(),
                        TaskList.DONE,
                        counts.done()));
        model.put("department", texts.department(locale, user.department()));
        model.put("version", Integer.toHexString(Objects.hash(rows.content(), counts)));
        return model;
    }

    private Page<TaskView> tasks(User user, Page<Task> tasks, Locale locale) {
        readings.ofTasks(user, tasks.content());
        return tasks.map(task -> taskViews.of(task, locale));
    }

    /** A line of what the reader did. */
    record Done(String text, String number, String itemName, CaseView.Time at) {}

    private Done done(WorkLists.Done done, Locale locale) {
        Object[] arguments = done.arguments().stream()
                .map(argument -> texts.label(locale, argument))
                .toArray();
        return new Done(
                texts.text(locale, done.key(), arguments),
                done.caseNumber(),
                texts.label(locale, done.item()),
                CaseView.Time.of(done.at()));
    }

    /** A case that was found. */
    record Found(String number, String itemName, String stateText, String applicant, CaseView.Time submittedAt) {}

    /**
     * What a form looks for.
     *
     * @param number of a case, or the name or identifier of somebody in it; null if nobody asked
     * @param found the page of what is found, from 1
     * @param list the desk's list that stays beside it
     */
    record Sought(
            @Nullable String number,
            @Nullable Integer found,
            @Nullable String list) {
        static Sought nothing(String list) {
            return new Sought(null, 1, list);
        }

        String text() {
            return number == null ? "" : number.strip();
        }

        int page() {
            return found == null ? 1 : found;
        }

        String tab() {
            return list == null ? "" : list;
        }
    }

    /** Finds cases by what people know of them, as whoever has no task of them may want to. */
    void lookUp(ModelAndView view, User user, Sought sought, Locale locale) {
        Page<WorkLists.Found> found = lists.search(user, sought.text(), Paging.index(sought.page()), PAGE_SIZE);
        readings.ofList(
                user, found.content().stream().map(WorkLists.Found::caseNumber).toList());
        view.addObject("number", sought.text());
        view.addObject("asked", sought.number() != null);
        view.addObject("most", WorkLists.MOST_FOUND);
        view.addObject(
                "found",
                found.map(one -> new Found(
                        one.caseNumber(),
                        texts.label(locale, one.item()),
                        texts.text(locale, "casepage.state." + one.state()),
                        one.applicant(),
                        CaseView.Time.of(one.submittedAt()))));
    }

    ModelAndView live(User user, String base, String list, int page, String seen, Locale locale) {
        Map<String, Object> model = show(user, base, list, page, locale);
        return seen.equals(model.get("version"))
                ? new ModelAndView(new CaseNothingNew())
                : new ModelAndView("casework/live :: inbox", model);
    }
}
