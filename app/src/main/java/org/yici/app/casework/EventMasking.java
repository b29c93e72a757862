package org.yici.app.casework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.ServiceItem.Material;
import org.yici.kernel.resource.Label;

/** Which events of a case's timeline a viewer sees, and in which words. */
final class EventMasking {
    private static final Label CHECKED = new Label("已核对", "checked");
    private static final Set<String> RETRIEVED =
            Set.of("case.event.drawn", "case.event.drawn-none", "case.event.drawn-refused");

    /** Events whose arguments name materials, and no words of people. */
    private static final Set<String> NAMING = Set.of("case.event.stopped", "case.event.data-refused");

    private EventMasking() {}

    static List<TimelineStore.Entry> shown(Viewer viewer, CaseFile file, List<TimelineStore.Entry> timeline) {
        return timeline.stream()
                .filter(entry -> isTold(viewer, file, entry))
                .map(entry -> shown(viewer, file, entry))
                .toList();
    }

    private static boolean isTold(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        return switch (viewer) {
            case Viewer.Nobody nobody -> false;
            case Viewer.Official official -> !Household.OUTWARD.contains(entry.key());
            case Viewer.Party party -> isTold(party, file, entry);
        };
    }

    private static boolean isTold(Viewer.Party party, CaseFile file, TimelineStore.Entry entry) {
        UUID subject = entry.subject();
        String about = entry.about();
        if (party.isNarrow(file.item)) {
            return subject != null && party.isSubject(subject) && !Household.OUTWARD.contains(entry.key());
        }
        if (about == null) {
            return !RETRIEVED.contains(entry.key())
                    || !materials(file, entry)
                            .anyMatch(material -> CaseMasking.isAboutAnotherParty(party, file, material.id()));
        }
        if (CaseMasking.hides(party, file, about) || !concerns(party, file, about, subject)) {
            return false;
        }
        if (RETRIEVED.contains(entry.key())) {
            return party.is(about)
                    || file.item.party(about).filter(ServiceItem.Party::company).isPresent();
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

    private static Stream<Material> materials(CaseFile file, TimelineStore.Entry entry) {
        return file.item.materials().stream()
                .filter(material -> !entry.arguments().isEmpty()
                        && material.label().equals(entry.arguments().getFirst()));
    }

    /**
     * An event as a viewer reads it. Why the rules decided as they did about another party is that party's alone; where findings are a
     * department's own, so is the reason, with its proof.
     */
    private static TimelineStore.Entry shown(Viewer viewer, CaseFile file, TimelineStore.Entry entry) {
        if (Household.OUTWARD.contains(entry.key())) {
            return entry.as(entry.key().replace("household-", ""));
        }
        boolean decided = entry.key().equals("case.event.rules-decided")
                && entry.arguments().size() == 2
                && file.item.handling().decisions().stream()
                        .filter(decision ->
                                decision.label().equals(entry.arguments().getFirst()))
                        .anyMatch(decision -> isAnothers(viewer, file, decision));
        if (decided) {
            return entry.saying(List.of(entry.arguments().getFirst(), CHECKED), null);
        }
        Map<Label, Label> hidden = hidden(viewer, file, NAMING.contains(entry.key()));
        return entry.saying(
                entry.arguments().stream()
                        .map(argument -> replacement(argument, hidden).orElse(argument))
                        .toList(),
                entry.leaf());
    }

    private static boolean isAnothers(Viewer viewer, CaseFile file, Handling.Decision decision) {
        return switch (viewer) {
            case Viewer.Nobody nobody -> true;
            case Viewer.Official official -> !official.department().equals(decision.department()) && decision.isOwn();
            case Viewer.Party party ->
                decision.inputs().values().stream()
                        .flatMap(input -> Template.of(input.value()).materials().stream())
                        .anyMatch(material -> CaseMasking.isAboutAnotherParty(party, file, material));
        };
    }

    /** What tells by its name alone that there is a party of which the viewer may not know, and what is said instead. */
    private static Map<Label, Label> hidden(Viewer viewer, CaseFile file, boolean naming) {
        Map<Label, Label> hidden = new LinkedHashMap<>();
        for (Material material : file.item.materials()) {
            if (naming || CaseMasking.hides(viewer, file, material.party())) {
                CaseMasking.standIn(viewer, file, material).ifPresent(other -> hidden.put(material.label(), other));
            }
        }
        file.item.parties().stream()
                .filter(party -> CaseMasking.hides(viewer, file, party.role()))
                .forEach(party -> hidden.put(party.label(), CaseMasking.OTHERS));
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
