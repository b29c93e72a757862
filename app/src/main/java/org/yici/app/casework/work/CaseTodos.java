package org.yici.app.casework.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Awaited;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.reading.AwaitedActs;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.reading.Viewer;
import org.yici.app.casework.reading.Waits;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** What cases wait for from a party: a confirmation, a consent, a supplement, new evidence, something to be done elsewhere such as a payment. */
@Component
class CaseTodos implements InboxSource {
    /** What happens when a case begins to wait for its applicant. */
    private static final Set<String> TURNS =
            Set.of("case.event.sent-back", "case.event.declined", "case.event.stopped", "case.event.renewed");

    private final CaseStore cases;
    private final TimelineStore timeline;
    private final CaseReader reader;
    private final CaseAccess access;
    private final AwaitedActs awaited;
    private final Waits waits;

    CaseTodos(
            CaseStore cases,
            TimelineStore timeline,
            CaseReader reader,
            CaseAccess access,
            AwaitedActs awaited,
            Waits waits) {
        this.cases = cases;
        this.timeline = timeline;
        this.reader = reader;
        this.access = access;
        this.awaited = awaited;
        this.waits = waits;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        String citizenId = user.citizenId();
        if (citizenId == null) {
            return List.of();
        }
        return cases.liveNumbersOf(citizenId).stream()
                .flatMap(number -> cases.find(number).stream())
                .flatMap(file -> of(user, file).stream())
                .sorted(Comparator.comparing(InboxEntry::at).thenComparing(InboxEntry::id))
                .limit(limit)
                .toList();
    }

    private List<InboxEntry> of(User user, CaseFile file) {
        List<InboxEntry> entries = new ArrayList<>();
        if (Viewer.of(user, file) instanceof Viewer.Party party) {
            asked(user, party, file).ifPresent(entries::add);
            waits.of(party, file).forEach(waiting -> elsewhere(file, waiting).ifPresent(entries::add));
        }
        // Asked last, for it may ask the register of companies.
        return entries.isEmpty() || access.mayList(user, file) ? entries : List.of();
    }

    private Optional<InboxEntry> asked(User user, Viewer.Party party, CaseFile file) {
        if (file.state() != State.AWAITING_PARTY
                && party.rows().stream().anyMatch(row -> reader.mustConsentAgain(party, file, row))) {
            return Optional.of(asked(file, "consent", "/cases/" + file.number));
        }
        return awaited.of(user, party, file).stream()
                .filter(Awaited::mine)
                .flatMap(act -> entry(file, act.duty()).stream())
                .findFirst();
    }

    private Optional<InboxEntry> entry(CaseFile file, Awaited.Duty duty) {
        String page = "/cases/" + file.number;
        String form = "/apply/" + file.number;
        return Optional.ofNullable(
                switch (duty) {
                    // A draft that was never handed in waits for nobody's answer.
                    case FILL_IN -> file.submittedAt == null ? null : entry(file, "again", form);
                    case CONFIRM -> asked(file, "confirm", form);
                    case SUPPLEMENT -> entry(file, "supplement", page + "#supplement-request");
                    case RENEW -> entry(file, "renew", page);
                    case CONSENT, ACT, DECIDE, DATA, WORK -> null;
                });
    }

    private static Optional<InboxEntry> elsewhere(CaseFile file, Case.Waiting waiting) {
        Case.Action action = waiting.action();
        return action == null
                ? Optional.empty()
                : Optional.of(entry(
                        file,
                        "elsewhere",
                        waiting.step(),
                        waiting.since(),
                        action.href(),
                        List.of(waiting.label(), action.label())));
    }

    /** Asked of whoever may know no more of the case: not even when something happened to it. */
    private static InboxEntry asked(CaseFile file, String what, String href) {
        return entry(file, what, null, handedIn(file), href, List.of());
    }

    private InboxEntry entry(CaseFile file, String what, String href) {
        Instant since = timeline.lastOf(file.number, TURNS).orElseGet(() -> handedIn(file));
        return entry(file, what, null, since, href, List.of());
    }

    private static Instant handedIn(CaseFile file) {
        return Objects.requireNonNullElse(file.submittedAt, file.openedAt);
    }

    private static InboxEntry entry(
            CaseFile file, String what, @Nullable String step, Instant since, String href, List<Label> arguments) {
        return new InboxEntry(
                "case:" + file.number + ":" + Objects.requireNonNullElse(step, what),
                since,
                "inbox.todo." + what,
                arguments,
                file.item.label(),
                file.number,
                null,
                href,
                "inbox.go." + what);
    }
}
