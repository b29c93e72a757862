package org.yici.app.casework.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/** Which events of a case's timeline a viewer sees, and in which words. */
public final class EventMasking {
    private static final Label CHECKED = new Label("已核对", "checked");
    private static final Set<String> RETRIEVED =
            Set.of("case.event.retrieved", "case.event.retrieved-none", "case.event.retrieved-refused");

    private static final Set<String> CLOCK = keys("time-paused time-resumed");

    /** What everybody who takes part is told, with its proof: the entry says nothing of any party. */
    private static final Set<String> PROVEN = keys(
            "opened submitted supplemented supplemented-changed renewed sent-back confirmed taken-back declined task-approved"
                    + " task-refused rules-decided written-back stopped stopped-consent stopped-refused case-refused corrected completed"
                    + " refused withdrawn");

    /** What everybody who takes part is told, without a proof: the entry, if there is one, is about one party's data. */
    private static final Set<String> TOLD = keys(
            "consented consented-again party-replaced data-arrived data-late data-refused consent-given goes-on"
                    + " claimed-elsewhere write-back-delayed write-back-hindered left-behind accepted time-paused time-resumed household-confirmed household-taken-back");

    /** How departments share their work among officials, with what these say to each other: not for parties. */
    private static final Set<String> INTERNAL = Set.of(
            "case.event.claimed", "case.event.handed-over", "case.event.proposed", "case.event.proposal-returned");

    /** What says in which role it was done: one person may have several in a case. */
    private static final Set<String> IN_ROLE = keys("confirmed taken-back");

    /** What only those whom it is about are told, beside officials. */
    private static final Set<String> OWN = keys("retrieved-by-law");

    /** What a household does is told to others as if its namer had done it. */
    private static final Map<String, String> INWARDLY = Map.of(
            "case.event.household-confirmed", "case.event.confirmed",
            "case.event.household-taken-back", "case.event.taken-back");

    private EventMasking() {}

    /** Whether somebody has decided who is told of an event. */
    static boolean isDecided(String key) {
        return isForAll(key)
                || RETRIEVED.contains(key)
                || INTERNAL.contains(key)
                || OWN.contains(key)
                || Household.INWARD.contains(key)
                || Household.OUTWARD.contains(key);
    }

    /** Whether an event is the platform's own work, which a page may show smaller. */
    static boolean isRoutine(String key) {
        return RETRIEVED.contains(key) || CLOCK.contains(key);
    }

    private static Set<String> keys(String names) {
        return Stream.of(names.split(" ")).map("case.event."::concat).collect(Collectors.toUnmodifiableSet());
    }

    public static List<TimelineStore.Entry> shown(Viewer viewer, CaseFile file, List<TimelineStore.Entry> timeline) {
        return timeline.stream()
                .filter(entry -> isTold(viewer, file, entry))
                .map(entry -> shown(viewer, file, entry))
                .toList();
    }

    private static boolean isTold(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        return switch (viewer) {
            case Viewer.Nobody nobody -> false;
            case Viewer.Official official -> !Household.OUTWARD.contains(entry.key());
            case Viewer.Party party -> !INTERNAL.contains(entry.key()) && isTold(party, file, entry);
        };
    }

    private static boolean isTold(Viewer.Party party, CaseFile file, TimelineStore.Entry entry) {
        UUID subject = entry.subject();
        String about = entry.about();
        if (party.isNarrow(file.item)) {
            return subject != null && party.isSubject(subject) && !Household.OUTWARD.contains(entry.key());
        }
        if (about == null) {
            return isForAll(entry.key());
        }
        if (CaseMasking.hides(party, file, about) || !concerns(party, file, about, subject)) {
            return false;
        }
        if (RETRIEVED.contains(entry.key())) {
            return party.is(about) || isOfCompany(file, about);
        }
        if (!isForAll(entry.key()) && !isAbout(party, entry)) {
            return false;
        }
        boolean closed = Household.isClosedTo(party, file, about);
        return closed ? !Household.INWARD.contains(entry.key()) : !Household.OUTWARD.contains(entry.key());
    }

    /** Who takes somebody's place does not read about the one before; whoever named both does. */
    private static boolean concerns(Viewer.Party party, CaseFile file, String about, @Nullable UUID subject) {
        return subject == null
                || party.isSubject(subject)
                || party.isNamerOf(file.item, about)
                || file.parties.stream()
                        .anyMatch(
                                row -> row.role().equals(about) && row.subject().equals(subject));
    }

    /** Closed by default: an event that is in neither list is told to nobody but whom it is about. */
    private static boolean isForAll(String key) {
        return PROVEN.contains(key) || TOLD.contains(key);
    }

    private static boolean isAbout(Viewer.Party party, TimelineStore.Entry entry) {
        return entry.subject() != null && party.isSubject(entry.subject());
    }

    /** Whether a viewer may read the entry that proves an event. */
    private static boolean isProvenTo(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        return !(viewer instanceof Viewer.Party party)
                || PROVEN.contains(entry.key())
                || isAbout(party, entry)
                || isOfCompany(file, entry.about());
    }

    private static boolean isOfCompany(CaseFile file, @Nullable String role) {
        return role != null
                && file.item.party(role).filter(ServiceItem.Party::company).isPresent();
    }

    /**
     * An event as a viewer reads it. What a rule or a check found in another party's evidence is told to that party and to officials, with its
     * proof; who else takes part reads that it was so, not why. Nothing names a party of which the viewer may not know.
     */
    private static TimelineStore.Entry shown(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        String inwardly = INWARDLY.get(entry.key());
        if (inwardly != null) {
            return inRole(file, entry.as(inwardly));
        }
        TimelineStore.Entry told =
                inRole(file, withoutReason(viewer, file, isProvenTo(viewer, file, entry) ? entry : entry.unproven()));
        Map<Label, Label> hidden = hidden(viewer, file);
        return told.saying(told.arguments().stream()
                .map(argument -> replacement(argument, hidden).orElse(argument))
                .toList());
    }

    private static TimelineStore.Entry inRole(CaseFile file, TimelineStore.Entry entry) {
        return IN_ROLE.contains(entry.key())
                ? entry.saying(List.of(Optional.ofNullable(entry.about())
                        .flatMap(file.item::party)
                        .map(ServiceItem.Party::label)
                        .orElse(CaseMasking.OTHER)))
                : entry;
    }

    private static TimelineStore.Entry withoutReason(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        List<Label> said = entry.arguments();
        return switch (entry.key()) {
            case "case.event.rules-decided" ->
                said.size() == 2
                                && Optional.ofNullable(entry.step())
                                        .flatMap(file.item.handling()::decision)
                                        .map(decision -> ReasonMasking.isAnothers(viewer, file, decision))
                                        .orElse(viewer instanceof Viewer.Party)
                        ? entry.saying(List.of(said.getFirst(), CHECKED)).unproven()
                        : entry;
            case "case.event.refused" ->
                said.size() == 1
                        ? entry.saying(List.of(ReasonMasking.standIn(viewer, file, said.getFirst())
                                .orElse(said.getFirst())))
                        : entry;
            case "case.event.stopped", "case.event.data-refused" ->
                namesAnothers(viewer, file, entry)
                        ? entry.saying(
                                said.stream().map(ignored -> CaseMasking.OTHERS).toList())
                        : entry;
            case "case.event.stopped-consent" ->
                namesClosed(viewer, file, entry) ? entry.saying(List.of(CaseMasking.OTHER)) : entry;
            default -> entry;
        };
    }

    /** Whether an event names a material whose name is not for the viewer; of one that is not known to name none it is taken to. */
    private static boolean namesAnothers(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        return named(file, entry)
                .map(materials -> materials.anyMatch(
                        material -> CaseMasking.standIn(viewer, file, material).isPresent()))
                .orElse(viewer instanceof Viewer.Party);
    }

    /** Whether it is about somebody of whose household the viewer must not know, be there one or not. */
    private static boolean namesClosed(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        return named(file, entry)
                .map(materials -> materials.anyMatch(material -> Household.isClosedTo(viewer, file, material.party())))
                .orElse(viewer instanceof Viewer.Party);
    }

    /** The materials that an event names; empty if that was not written down. */
    private static Optional<Stream<ServiceItem.Material>> named(CaseFile file, TimelineStore.Entry entry) {
        return Optional.ofNullable(entry.materials())
                .map(ids -> ids.stream().flatMap(id -> file.item.material(id).stream()));
    }

    /** What tells by its name alone that there is a party of which the viewer may not know, and what is said instead. */
    private static Map<Label, Label> hidden(Viewer viewer, CaseFile file) {
        Map<Label, Label> hidden = new LinkedHashMap<>();
        file.item.materials().stream()
                .filter(material -> CaseMasking.hides(viewer, file, material.party()))
                .forEach(material -> hidden.put(material.label(), CaseMasking.OTHERS));
        file.item.parties().stream()
                .filter(party -> CaseMasking.hides(viewer, file, party.role()))
                .forEach(party -> hidden.put(party.label(), CaseMasking.OTHER));
        return hidden;
    }

    private static Optional<Label> replacement(Label argument, Map<Label, Label> hidden) {
        return hidden.entrySet().stream()
                .filter(label -> argument.zh().contains(label.getKey().zh())
                        || argument.en().contains(label.getKey().en()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
