package org.yici.app.casework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/**
 * What of a case a viewer does not see, or sees in part. An identifier is as clear in the form as among the parties; what departments hold
 * about one party is not for another; whoever is named as a party and has not consented yet may be somebody else, and sees nothing of the
 * form but the own name. What a party fills in about its household, and who is of it, is that party's and the officials' to know.
 */
final class CaseMasking {
    /** What a viewer reads in the place of something about a party of which the viewer may not know. */
    static final Label OTHERS = new Label("其他当事人的资料", "data of another party");

    /** Such a party. */
    static final Label OTHER = new Label("其他当事人", "another party");

    private static final Label CHECKED = new Label("已核对", "checked");
    private static final Label BY_RULE = new Label(
            "依规则作出，所依据的是其他当事人的资料，理由只告知该当事人",
            "Decided by rule on another party's data; the reason is told to that party alone");
    private static final String ID = "_id";
    private static final String NAME = "_name";
    private static final Set<String> RETRIEVED =
            Set.of("case.event.drawn", "case.event.drawn-none", "case.event.drawn-refused");

    private CaseMasking() {}

    /** A party's identifier: clear to the party, to whoever typed it, and to approvers. */
    static String identifier(User user, CaseFile file, PartyRow party) {
        return isClear(user, file, party) ? party.identifier() : Words.maskIdentifier(party.identifier());
    }

    /** The form's fields. */
    static Map<String, String> fields(User user, CaseFile file) {
        Optional<PartyRow> viewer = file.partyOf(user);
        boolean stranger = viewer.isPresent() && viewer.get().consentedAt() == null && !isApplicant(file, viewer.get());
        Map<String, String> shown = new LinkedHashMap<>();
        file.fields.forEach((name, value) -> {
            Optional<PartyRow> about = file.parties.stream()
                    .filter(party -> name.equals(party.role() + ID) || name.equals(party.role() + NAME))
                    .findFirst();
            boolean own = viewer.isPresent() && about.equals(viewer);
            if (!own && (stranger || isForeign(file, viewer, name))) {
                return;
            }
            boolean masked = name.endsWith(ID)
                    && about.filter(party -> !isClear(user, file, party)).isPresent();
            shown.put(name, masked ? Words.maskIdentifier(value) : value);
        });
        return shown;
    }

    /** Whether a field is not a party's to see: another party's own, or any but the own name to somebody of a household. */
    private static boolean isForeign(CaseFile file, Optional<PartyRow> viewer, String field) {
        return viewer.filter(party -> file.item.householdOf(party.role()).isPresent()
                        || file.item
                                .field(field)
                                .map(ServiceItem.Field::party)
                                .filter(owner -> !owner.equals(party.role()))
                                .isPresent())
                .isPresent();
    }

    /** Whether a party may not know of another one: it is of a third one's household, or was of a former party's. */
    static boolean hides(User user, CaseFile file, @Nullable String role) {
        Optional<PartyRow> viewer = file.partyOf(user);
        if (role == null || viewer.isEmpty()) {
            return false;
        }
        boolean former = file.item.party(role).isEmpty();
        String own = viewer.get().role();
        return former
                || file.item
                        .householdOf(role)
                        .filter(namer -> !own.equals(role) && !own.equals(namer))
                        .isPresent();
    }

    /** Whether a line of the result is for the viewer. */
    static boolean isFor(User user, CaseFile file, CaseFile.Line line) {
        return line.party() == null
                || file.partyOf(user)
                        .map(viewer -> viewer.role().equals(line.party()))
                        .orElse(true);
    }

    /** The form as a viewer sees it: what else there was to choose from is the applicant's alone. */
    static List<ServiceItem.Field> form(User user, CaseFile file) {
        Optional<PartyRow> viewer = file.partyOf(user);
        if (viewer.filter(party -> isApplicant(file, party)).isPresent()) {
            return file.form();
        }
        Map<String, String> shown = fields(user, file);
        return Stream.concat(file.form().stream(), file.item.fields().stream().filter(field -> field.party() != null))
                .filter(field -> shown.containsKey(field.name()) || !isForeign(file, viewer, field.name()))
                .map(field -> file.item.handling().prefill().containsKey(field.name())
                        ? withOptions(field, shown.get(field.name()))
                        : field)
                .toList();
    }

    private static ServiceItem.Field withOptions(ServiceItem.Field field, @Nullable String chosen) {
        return new ServiceItem.Field(
                field.name(),
                field.label(),
                field.hint(),
                field.type(),
                field.required(),
                field.options().stream()
                        .filter(option -> option.value().equals(chosen))
                        .toList(),
                field.party());
    }

    /** Whether a party looks at a material about another one. */
    static boolean isAboutAnotherParty(User user, CaseFile file, String material) {
        return file.partyOf(user)
                .filter(viewer -> file.item
                        .material(material)
                        .filter(found -> !found.party().equals(viewer.role()))
                        .filter(found -> !isCompany(file, found.party()))
                        .isPresent())
                .isPresent();
    }

    /** Whether an event tells a party of one it may not know of, that another one's material was found, or that there is none. */
    static boolean tellsOfAnotherParty(User user, CaseFile file, TimelineStore.Entry entry) {
        if (hides(user, file, entry.about())) {
            return true;
        }
        if (!RETRIEVED.contains(entry.key()) || entry.arguments().isEmpty()) {
            return false;
        }
        Set<Object> others = file.item.materials().stream()
                .filter(material -> isAboutAnotherParty(user, file, material.id()))
                .map(ServiceItem.Material::label)
                .collect(Collectors.toSet());
        return others.contains(entry.arguments().getFirst());
    }

    /**
     * An event as a viewer reads it. What a rule or a check found in another party's evidence is told to that party and to officials, with its
     * proof; who else takes part reads that it was so, not why. Nothing names a party of which the viewer may not know.
     */
    static TimelineStore.Entry shown(User user, CaseFile file, TimelineStore.Entry entry) {
        TimelineStore.Entry told = withoutReason(user, file, entry);
        List<Label> hidden = hiddenLabels(user, file);
        boolean named = told.arguments().stream().anyMatch(argument -> names(argument, hidden));
        return named
                ? told.saying(told.arguments().stream()
                        .map(argument -> names(argument, hidden) ? OTHERS : argument)
                        .toList())
                : told;
    }

    private static TimelineStore.Entry withoutReason(User user, CaseFile file, TimelineStore.Entry entry) {
        List<Label> said = entry.arguments();
        return switch (entry.key()) {
            case "case.event.rules-decided" ->
                said.size() == 2
                                && file.item.handling().decisions().stream()
                                        .filter(decision -> decision.label().equals(said.getFirst()))
                                        .anyMatch(decision -> restsOnAnother(user, file, decision))
                        ? entry.saying(List.of(said.getFirst(), CHECKED)).unproven()
                        : entry;
            case "case.event.refused" ->
                said.size() == 1 && isRulesAboutAnother(user, file, said.getFirst())
                        ? entry.saying(List.of(BY_RULE))
                        : entry;
            case "case.event.stopped", "case.event.data-refused" ->
                !said.isEmpty() && namesAnothers(user, file, said.getFirst())
                        ? entry.saying(said.stream().map(ignored -> OTHERS).toList())
                        : entry;
            default -> entry;
        };
    }

    /** Why a case was refused, or what must be supplemented, as a viewer reads it. */
    static @Nullable Label reason(User user, CaseFile file) {
        Label reason = file.reason;
        return reason != null && isRulesAboutAnother(user, file, reason) ? BY_RULE : reason;
    }

    /** Whether a decision by rule rests on what departments hold about another party than the viewer. */
    static boolean restsOnAnother(User user, CaseFile file, Handling.Decision decision) {
        return decision.materials(file.item.handling()).stream()
                .anyMatch(material -> isAboutAnotherParty(user, file, material));
    }

    /** Whether every party may read what a decision found: it rests on nothing about one person among several parties. */
    static boolean isForAllParties(ServiceItem item, Handling.Decision decision) {
        return decision.materials(item.handling()).stream()
                .flatMap(material -> item.material(material).stream())
                .map(ServiceItem.Material::party)
                .allMatch(role -> item.parties().size() == 1
                        || item.party(role).filter(ServiceItem.Party::company).isPresent());
    }

    private static boolean isRulesAboutAnother(User user, CaseFile file, Label reason) {
        Map<String, Label> reasons = file.item.handling().reasons();
        return file.item.handling().decisions().stream()
                .filter(decision -> {
                    String code = file.facts.get("rule." + decision.id() + ".reason");
                    return code != null && reason.equals(reasons.getOrDefault(code, Words.same(code)));
                })
                .anyMatch(decision -> restsOnAnother(user, file, decision));
    }

    private static boolean namesAnothers(User user, CaseFile file, Label said) {
        return file.item.materials().stream()
                .filter(material -> said.zh().contains(material.label().zh()))
                .anyMatch(material -> isAboutAnotherParty(user, file, material.id()));
    }

    /** What tells by its name alone that there is a party of which the viewer may not know. */
    private static List<Label> hiddenLabels(User user, CaseFile file) {
        return Stream.concat(
                        file.item.parties().stream()
                                .filter(party -> hides(user, file, party.role()))
                                .map(ServiceItem.Party::label),
                        file.item.materials().stream()
                                .filter(material -> hides(user, file, material.party()))
                                .map(ServiceItem.Material::label))
                .toList();
    }

    private static boolean names(Label argument, List<Label> hidden) {
        return hidden.stream()
                .anyMatch(label ->
                        argument.zh().contains(label.zh()) || argument.en().contains(label.en()));
    }

    private static boolean isClear(User user, CaseFile file, PartyRow party) {
        Optional<PartyRow> viewer = file.partyOf(user);
        return party.company()
                || viewer.filter(own -> own.equals(party) || typed(file, own, party))
                        .isPresent()
                || (viewer.isEmpty() && user.is(Role.APPROVER));
    }

    /** Whether one party typed the other one's identifier. */
    private static boolean typed(CaseFile file, PartyRow one, PartyRow other) {
        return file.item.householdOf(other.role()).map(one.role()::equals).orElseGet(() -> isApplicant(file, one));
    }

    /** A company's data is its representative's to see. */
    private static boolean isCompany(CaseFile file, String role) {
        return file.item.party(role).filter(ServiceItem.Party::company).isPresent();
    }

    private static boolean isApplicant(CaseFile file, PartyRow party) {
        return !file.parties.isEmpty()
                && party.role().equals(file.parties.getFirst().role());
    }
}
