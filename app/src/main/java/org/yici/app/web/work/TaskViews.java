package org.yici.app.web.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Task;
import org.yici.app.web.cases.CaseForms;
import org.yici.app.web.cases.CaseTexts;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.cases.FieldView;

/** Puts tasks into words. */
@Component
class TaskViews {
    private final CaseTexts texts;
    private final CaseForms forms;
    private final Clock clock;

    TaskViews(CaseTexts texts, CaseForms forms, Clock clock) {
        this.texts = texts;
        this.forms = forms;
        this.clock = clock;
    }

    TaskView of(Task task, Locale locale) {
        return of(task, Map.of(), Map.of(), locale);
    }

    /** With what was typed and what is wrong with it, field name to message key. */
    TaskView of(Task task, Map<String, String> typed, Map<String, String> faults, Locale locale) {
        Instant now = clock.instant();
        List<FieldView> inputs = task.inputs().stream()
                .map(input -> forms.field(
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
                words(locale, Duration.between(task.createdAt(), now)),
                task.dueAt() != null && task.dueAt().isBefore(now)
                        ? words(locale, Duration.between(task.dueAt(), now))
                        : null,
                task.shown(),
                task.mine(),
                task.holder(),
                task.stopped(),
                task.secondEyes(),
                proposal(task, locale),
                task.findings().stream()
                        .map(finding -> new TaskView.Finding(
                                texts.department(locale, finding.department()),
                                texts.label(locale, finding.label()),
                                texts.told(locale, finding.type(), finding.value())))
                        .toList(),
                inputs,
                Integer.toHexString(Objects.hash(task.findings(), task.holder(), task.stopped(), task.proposal())));
    }

    /** A duration in its largest unit, as people say it. */
    String words(Locale locale, Duration duration) {
        if (duration.toDays() > 0) {
            return texts.text(locale, "duration.days", duration.toDays());
        }
        return duration.toHours() > 0
                ? texts.text(locale, "duration.hours", duration.toHours())
                : texts.text(locale, "duration.minutes", Math.max(0, duration.toMinutes()));
    }

    private TaskView.@Nullable Proposal proposal(Task task, Locale locale) {
        Task.Proposal proposal = task.proposal();
        if (proposal == null) {
            return null;
        }
        List<TaskView.Finding> values = task.inputs().stream()
                .map(Task.Input::field)
                .filter(field -> proposal.decision().values().containsKey(field.name()))
                .map(field -> new TaskView.Finding(
                        "",
                        texts.label(locale, field.label()),
                        texts.entered(
                                locale,
                                field.type(),
                                proposal.decision().values().getOrDefault(field.name(), ""))))
                .toList();
        return new TaskView.Proposal(
                proposal.official(),
                proposal.own(),
                CaseView.Time.of(proposal.at()),
                texts.text(locale, "taskpage.verdict." + proposal.decision().verdict()),
                proposal.decision().comment(),
                values);
    }
}
