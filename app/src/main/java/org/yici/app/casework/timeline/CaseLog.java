package org.yici.app.casework.timeline;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yici.app.casework.CaseChanges;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.Words;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.service.CaseProcess;
import org.yici.kernel.resource.Label;

/**
 * Writes down what happens to a case: the act in the ledger, the event on the timeline. The leaf of an act whose transaction then fails is
 * voided by another; the timeline names the leaf of the one that counted.
 */
@Component
public class CaseLog {
    /** How the ledger names casework's own steps. */
    public static final String PLATFORM = "system:casework";

    private final Ledger ledger;
    private final TimelineStore timeline;
    private final CaseChanges changes;
    private final Clock clock;

    CaseLog(Ledger ledger, TimelineStore timeline, CaseChanges changes, Clock clock) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Who did it: for the ledger, for people, and for which department.
     *
     * @param about role of the party that it is about, whom not every party may know of; null if it is about the case
     * @param subject who has that role
     * @param account name of the account, if it is an official's
     * @param materials ids of the materials that the event names
     */
    public record Actor(
            String act,
            Label name,
            @Nullable String department,
            @Nullable String about,
            @Nullable UUID subject,
            @Nullable String account,
            List<String> materials) {
        public Actor(String act, Label name, @Nullable String department) {
            this(act, name, department, null, null, null, List.of());
        }

        public Actor about(PartyRow party) {
            return new Actor(act, name, department, party.role(), party.subject(), account, materials);
        }

        /** What the event says names these materials. */
        public Actor naming(List<String> ids) {
            return new Actor(act, name, department, about, subject, account, List.copyOf(ids));
        }

        public static Actor of(User user) {
            String account = user.department() == null ? null : user.username();
            return new Actor(
                    user.actor(), Words.same(user.displayName()), user.department(), null, null, account, List.of());
        }

        public static Actor platform() {
            return new Actor(PLATFORM, Words.PLATFORM, null);
        }

        public static Actor rules(String department) {
            return new Actor(PLATFORM, Words.RULES, department);
        }
    }

    /** An act with its event; the act's details say what, in words for machines. */
    public void prove(
            CaseFile file,
            Act.Kind kind,
            Actor actor,
            @Nullable UUID subject,
            Map<String, String> details,
            String key,
            Label... arguments) {
        long leaf = ledger.append(new Act(kind, actor.act(), actor.department(), subject, file.number, details))
                .index();
        add(file.number, actor, details.get("step"), leaf, key, arguments);
    }

    /** An event, with the leaf that proves it if something else has made one. */
    public void note(String number, Actor actor, @Nullable Long leaf, String key, Label... arguments) {
        add(number, actor, null, leaf, key, arguments);
    }

    private void add(
            String number, Actor actor, @Nullable String step, @Nullable Long leaf, String key, Label... arguments) {
        timeline.add(
                number,
                new TimelineStore.Entry(
                        clock.instant(),
                        key,
                        Arrays.asList(arguments),
                        actor.name(),
                        actor.department(),
                        leaf,
                        actor.about(),
                        actor.subject(),
                        step,
                        actor.materials()),
                actor.account());
        announce(number);
    }

    /** What happened about a household is not for whoever comes after the one who named it; officials still read it. */
    public void close(String number, String role) {
        timeline.close(number, role);
    }

    /** What a step tells the departments after it; lines without a value are left out. */
    public void tell(
            CaseFile file, String step, String department, List<CaseProcess.Finding> findings, CaseContext context) {
        timeline.tell(
                file.number,
                step,
                findings.stream()
                        .map(finding -> new TimelineStore.Told(
                                step,
                                department,
                                finding.label(),
                                context.text(finding.value()),
                                Boolean.TRUE.equals(finding.own()),
                                finding.type()))
                        .filter(told -> !told.value().zh().isBlank())
                        .toList());
    }

    private void announce(String number) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            changes.publish(number);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.publish(number);
            }
        });
    }
}
