package org.yici.app.web.work;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Task;
import org.yici.app.web.cases.CaseTexts;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.cases.CaseViews;

/** Puts tasks into words. */
@Component
class TaskViews {
    private final CaseTexts texts;
    private final CaseViews cases;
    private final Clock clock;

    TaskViews(CaseTexts texts, CaseViews cases, Clock clock) {
        this.texts = texts;
        this.cases = cases;
        this.clock = clock;
    }

    TaskView of(Task task, Locale locale) {
        return of(task, Map.of(), Map.of(), locale);
    }

    /** With what was typed and what is wrong with it, field name to message key. */
    TaskView of(Task task, Map<String, String> typed, Map<String, String> faults, Locale locale) {
        List<CaseView.Field> inputs = task.inputs().stream()
                .map(input -> cases.field(
                        input.field(),
                        typed.getOrDefault(input.field().name(), Objects.requireNonNullElse(input.suggested(), "")),
                        faults.get(input.field().name()),
                        locale))
                .toList();
        return new TaskView(
                task.id(),
                task.key(),
                texts.label(locale, task.label()),
                texts.department(locale, task.department()),
                task.caseNumber(),
                texts.label(locale, task.item()),
                task.applicant(),
                CaseView.Time.of(task.createdAt()),
                CaseView.Time.orNull(task.dueAt()),
                task.dueAt() != null && task.dueAt().isBefore(clock.instant()),
                task.findings().stream()
                        .map(finding -> new TaskView.Finding(
                                texts.department(locale, finding.department()),
                                texts.label(locale, finding.label()),
                                texts.told(locale, texts.label(locale, finding.label()), finding.value())))
                        .toList(),
                inputs,
                Integer.toHexString(Objects.hash(task.findings())));
    }
}
