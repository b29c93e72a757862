package org.yici.app.web.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseEvent;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;

/** The departments of a joint case side by side, read from its timeline. */
@Component
class CaseLanes {
    private static final String WINDOW = "window";
    private static final String APPROVED = "case.event.task-approved";
    private static final String RULES_DECIDED = "case.event.rules-decided";
    private static final String WRITTEN_BACK = "case.event.written-back";

    private final CaseTexts texts;

    CaseLanes(CaseTexts texts) {
        this.texts = texts;
    }

    List<CaseView.Lane> of(Case found, Locale locale) {
        if (found.item().isDecidedByRules() || found.state() == State.DRAFT) {
            return List.of();
        }
        List<CaseView.Lane> lanes = new ArrayList<>();
        for (String department : departments(found.item())) {
            lanes.add(lane(found, department, locale));
        }
        return lanes;
    }

    /** The departments that have a task, in the order of the tasks; the one that answers for the item last. */
    private static Set<String> departments(ServiceItem item) {
        Set<String> departments = new LinkedHashSet<>();
        item.handling().tasks().stream()
                .map(CaseProcess.UserTask::department)
                .filter(department -> !department.equals(WINDOW))
                .forEach(departments::add);
        departments.remove(item.department());
        departments.add(item.department());
        return departments;
    }

    private CaseView.Lane lane(Case found, String department, Locale locale) {
        List<CaseEvent> own = found.timeline().stream()
                .filter(event -> department.equals(event.department()) && !event.routine())
                .toList();
        String state = state(found, department, own);
        return new CaseView.Lane(
                department,
                texts.department(locale, department),
                state,
                texts.text(locale, "casepage.lane." + state),
                own.stream()
                        .map(event -> new CaseView.Row(
                                event.key(),
                                texts.text(
                                        locale, event.key(), event.arguments().toArray()),
                                CaseTexts.clock(event.at()),
                                false))
                        .toList());
    }

    /** A department has done its part when all its tasks are approved and what it wrote has arrived. */
    private static String state(Case found, String department, List<CaseEvent> own) {
        if (found.state() == State.COMPLETED) {
            return "done";
        }
        Set<String> approved = own.stream()
                .filter(event -> event.key().equals(APPROVED))
                .flatMap(event -> Optional.ofNullable(event.step()).stream())
                .collect(Collectors.toSet());
        boolean all = found.item().handling().tasks().stream()
                .filter(task -> task.department().equals(department))
                .allMatch(task -> approved.contains(task.key()));
        String last = own.isEmpty() ? "" : own.getLast().key();
        if (all) {
            return last.equals(WRITTEN_BACK) && !found.state().isClosed() && found.state() != State.STOPPED
                    ? "working"
                    : "done";
        }
        if (found.state().isClosed() || found.state() == State.STOPPED) {
            return "stopped";
        }
        return last.equals(RULES_DECIDED) ? "working" : "waiting";
    }
}
