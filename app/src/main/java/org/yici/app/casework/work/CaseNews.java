package org.yici.app.casework.work;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.reading.EventMasking;
import org.yici.app.casework.reading.Household;
import org.yici.app.casework.reading.Viewer;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;

/** Tells the parties of cases what others did: the events of the timeline that each may see, in the words in which that party reads them. */
@Component
class CaseNews implements InboxSource {
    private static final Set<String> FOR_ALL = Set.of(
            "case.event.task-approved",
            "case.event.completed",
            "case.event.refused",
            "case.event.left-behind",
            "case.event.goes-on",
            "case.event.consent-given",
            "case.event.data-refused");

    /** What others read about a party: its own acts are no news to it. */
    private static final Set<String> OF_A_PARTY =
            Set.of("case.event.confirmed", "case.event.taken-back", "case.event.declined", "case.event.party-replaced");

    /** What the applicant did, or is asked to do something about, which stands among what waits. */
    private static final Set<String> FOR_OTHERS_THAN_THE_APPLICANT = Set.of(
            "case.event.supplemented-changed",
            "case.event.renewed",
            "case.event.withdrawn",
            "case.event.sent-back",
            "case.event.stopped",
            "case.event.stopped-consent");

    /** As they are stored: what a household does is told to others under keys of its own. */
    private static final List<String> STORED = Stream.of(
                    FOR_ALL, OF_A_PARTY, FOR_OTHERS_THAN_THE_APPLICANT, Household.OUTWARD)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableList());

    private final CaseStore cases;
    private final TimelineStore timeline;
    private final CaseAccess access;

    CaseNews(CaseStore cases, TimelineStore timeline, CaseAccess access) {
        this.cases = cases;
        this.timeline = timeline;
        this.access = access;
    }

    @Override
    public List<InboxEntry> news(User user, Instant since) {
        String citizenId = user.citizenId();
        if (citizenId == null) {
            return List.of();
        }
        return timeline.numbersWith(STORED, citizenId, since).stream()
                .flatMap(number -> cases.find(number).stream())
                .flatMap(file -> of(user, file, since).stream())
                .toList();
    }

    private List<InboxEntry> of(User user, CaseFile file, Instant since) {
        if (!(Viewer.of(user, file) instanceof Viewer.Party party)) {
            return List.of();
        }
        List<InboxEntry> entries = EventMasking.shown(party, file, timeline.of(file.number)).stream()
                .filter(event -> event.at().isAfter(since) && isNews(party, event))
                .map(event -> entry(file, event))
                .toList();
        return entries.isEmpty() || access.mayList(user, file) ? entries : List.of();
    }

    private static boolean isNews(Viewer.Party party, TimelineStore.Entry event) {
        if (OF_A_PARTY.contains(event.key())) {
            UUID subject = event.subject();
            return subject == null || !party.isSubject(subject);
        }
        return FOR_ALL.contains(event.key())
                || (!party.applicant() && FOR_OTHERS_THAN_THE_APPLICANT.contains(event.key()));
    }

    private static InboxEntry entry(CaseFile file, TimelineStore.Entry event) {
        return new InboxEntry(
                "event:" + file.number + ":" + event.key() + ":" + event.at(),
                event.at(),
                event.key(),
                event.arguments(),
                file.item.label(),
                file.number,
                event.department(),
                "/cases/" + file.number,
                "inbox.go.case");
    }
}
