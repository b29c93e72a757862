package org.yici.app.casework.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.expression.Expression;
import org.yici.app.identity.Identities;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;

/** Shows a task to an official. */
@Component
public class TaskReader {
    private final CaseStore cases;
    private final TimelineStore timeline;
    private final ProposalStore proposals;
    private final Identities identities;
    private final Clock clock;

    TaskReader(CaseStore cases, TimelineStore timeline, ProposalStore proposals, Identities identities, Clock clock) {
        this.cases = cases;
        this.timeline = timeline;
        this.proposals = proposals;
        this.identities = identities;
        this.clock = clock;
    }

    public Optional<Task> show(User user, TaskStore.Row row) {
        return cases.find(row.number()).map(file -> show(user, row, file));
    }

    /** Whoever takes part in the case is not told what departments found: that official may not do the task either. */
    private Task show(User user, TaskStore.Row row, CaseFile file) {
        boolean stranger = !Separation.takesPart(user, file);
        CaseProcess.UserTask step = step(file, row.key());
        CaseContext context = new CaseContext(file, clock.instant());
        Instant created = row.createdAt();
        return new Task(
                row.id(),
                step.key(),
                step.label(),
                step.department(),
                file.number,
                file.item.label(),
                Words.mask(file.parties.getFirst().name()),
                created,
                step.minutes() == 0 ? null : created.plus(Duration.ofMinutes(step.minutes())),
                shown(row.id(), file),
                user.username().equals(row.assignee()),
                name(row.assignee()),
                file.state() == State.STOPPED,
                step.supplement(),
                step.hasSecondEyes(),
                stranger ? proposal(user, row.id()) : null,
                timeline.told(file.number).stream()
                        .filter(told -> stranger)
                        .filter(told -> !told.own() || told.department().equals(step.department()))
                        .map(told -> new Task.Finding(
                                told.department(), told.step(), told.label(), Words.of(told.value()), told.type()))
                        .toList(),
                step.inputs().stream()
                        .map(input ->
                                new Task.Input(input.field(), stranger ? suggested(context, input.suggested()) : null))
                        .toList());
    }

    /** Not what other departments found: they work at the same time, and each decides on its own. */
    private String shown(String task, CaseFile file) {
        String proposed = proposals
                .find(task)
                .map(found -> found.at() + "|" + found.account() + "|" + found.decision())
                .orElse("");
        return Integer.toHexString(new TreeMap<>(file.fields).hashCode())
                + "-"
                + Integer.toHexString(file.parties.stream()
                        .map(party -> party.role() + party.identifier() + party.name())
                        .toList()
                        .hashCode())
                + "-" + Integer.toHexString(proposed.hashCode());
    }

    private Task.@Nullable Proposal proposal(User user, String task) {
        return proposals.find(task).map(found -> found.seenBy(user)).orElse(null);
    }

    /** Who has claimed it, as colleagues know them. */
    @Nullable
    String name(@Nullable String account) {
        return account == null
                ? null
                : identities.user(account).map(User::displayName).orElse(account);
    }

    static @Nullable String suggested(CaseContext context, @Nullable Expression expression) {
        return expression == null ? null : context.value(expression).orElse(null);
    }

    static CaseProcess.UserTask step(CaseFile file, String key) {
        return file.item
                .handling()
                .task(key)
                .orElseThrow(() -> new IllegalStateException(
                        "The service item " + file.item.slug() + " no longer declares the task " + key));
    }
}
