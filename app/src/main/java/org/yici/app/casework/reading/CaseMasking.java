package org.yici.app.casework.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case;
import org.yici.app.casework.evidence.Partners;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.Words;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.Decision;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.WriteBack;
import org.yici.kernel.resource.Label;

/**
 * What of a case a viewer does not see, or sees in part. An identifier is as clear in the form as among the parties; what departments hold
 * about one party is not for another; what a party fills in about its household, and who is of it, is that party's to know and the
 * department's whose step uses it. Whoever is of a household, or is named and has not consented yet, sees itself and who named it.
 */
public final class CaseMasking {
    /** What a viewer reads in the place of something about a party of which the viewer may not know. */
    static final Label OTHERS = new Label("其他当事人的资料", "data of another party");

    /** Such a party. */
    static final Label OTHER = new Label("其他当事人", "another party");

    private static final String ID = "_id";
    private static final String NAME = "_name";

    private CaseMasking() {}

    /** A party's identifier: clear to the party, to whoever typed it, and to approvers; of a household only to those that use its data. */
    static String identifier(Viewer viewer, CaseFile file, PartyRow party) {
        return isClear(viewer, file, party) ? party.identifier() : Words.maskIdentifier(party.identifier());
    }

    /** The form's fields. */
    static Map<String, String> fields(Viewer viewer, CaseFile file) {
        Map<String, String> shown = new LinkedHashMap<>();
        file.fields.forEach((name, value) -> {
            Optional<PartyRow> about = about(file, name);
            boolean own = viewer instanceof Viewer.Party party
                    && about.filter(row -> party.is(row.role())).isPresent();
            if (!own && isForeign(viewer, file, name)) {
                return;
            }
            boolean masked = name.endsWith(ID)
                    && about.filter(party -> !isClear(viewer, file, party)).isPresent();
            shown.put(name, masked ? Words.maskIdentifier(value) : value);
        });
        return shown;
    }

    private static Optional<PartyRow> about(CaseFile file, String field) {
        return file.parties.stream()
                .filter(party -> field.equals(party.role() + ID) || field.equals(party.role() + NAME))
                .findFirst();
    }

    /** Whether a field is not a viewer's to see: another party's own, or one that no step of an official's department uses. */
    private static boolean isForeign(Viewer viewer, CaseFile file, String field) {
        String owner = file.item.field(field).map(ServiceItem.Field::party).orElse(null);
        return switch (viewer) {
            case Viewer.Party party -> owner == null ? party.isNarrow(file.item) : !party.is(owner);
            case Viewer.Official official -> owner != null && !official.uses(file.item, field);
            case Viewer.Nobody nobody -> true;
        };
    }

    /** Whether a party may not know of another one: it is of a third one's household, or was of a former party's. */
    static boolean hides(Viewer viewer, CaseFile file, @Nullable String role) {
        if (role == null || !(viewer instanceof Viewer.Party party)) {
            return false;
        }
        if (file.item.party(role).isEmpty()) {
            return true;
        }
        if (party.isNarrow(file.item)) {
            return !party.is(role) && !party.isNamedBy(file.item, role);
        }
        return file.item
                .householdOf(role)
                .filter(namer -> !party.is(role) && !party.is(namer))
                .isPresent();
    }

    /**
     * Whether a line of the result is for the viewer. What is one party's own is told to that party, to the department whose step brought it
     * and to the one that leads the case.
     */
    static boolean isFor(Viewer viewer, CaseFile file, CaseFile.Line line) {
        return switch (viewer) {
            case Viewer.Party party -> line.party() == null ? !party.isNarrow(file.item) : party.is(line.party());
            case Viewer.Official official ->
                line.party() == null
                        || official.department().equals(file.item.department())
                        || official.department().equals(departmentOf(file, line.step()));
            case Viewer.Nobody nobody -> false;
        };
    }

    private static @Nullable String departmentOf(CaseFile file, @Nullable String step) {
        CaseProcess handling = file.item.handling();
        return Optional.ofNullable(step)
                .flatMap(id -> handling.task(id)
                        .map(CaseProcess.UserTask::department)
                        .or(() -> handling.writeBack(id).map(WriteBack::department))
                        .or(() -> handling.decision(id).map(Decision::department))
                        .or(() -> handling.waiting(id)
                                .flatMap(wait -> Optional.ofNullable(wait.written()))
                                .flatMap(written -> handling.writeBack(written.step()))
                                .map(WriteBack::department)))
                .orElse(null);
    }

    /**
     * What the case is about, for a party that has still to consent and agrees to the contract afterwards; somebody of a household agrees to
     * nothing and is told nothing.
     */
    static List<Case.Detail> about(Viewer viewer, CaseFile file) {
        boolean asked = viewer instanceof Viewer.Party party
                && !party.applicant()
                && party.rows().stream()
                        .anyMatch(row -> row.consentedAt() == null && Agreement.isOfTheContract(file, row));
        CaseContext context = new CaseContext(file);
        return asked && file.state() != Case.State.DRAFT
                ? file.item.handling().about().stream()
                        .flatMap(
                                line -> context
                                        .value(line.value())
                                        .map(value -> new Case.Detail(line.label(), value, line.type()))
                                        .stream())
                        .toList()
                : List.of();
    }

    /** Which optional fields for a husband or wife must be filled in as things stand, and which need not, for whoever fills them in. */
    static Map<String, Boolean> needed(Viewer viewer, CaseFile file) {
        Map<String, Boolean> needed = new LinkedHashMap<>();
        if (viewer instanceof Viewer.Party party) {
            for (ServiceItem.Party role : file.item.parties()) {
                Partners.isNeeded(file, role.role())
                        .filter(known -> party.isNamerOf(file.item, role.role()))
                        .ifPresent(must -> Stream.of(ID, NAME).forEach(part -> needed.put(role.role() + part, must)));
            }
        }
        return needed;
    }

    /** The form as a viewer sees it: what else there was to choose from is the applicant's alone. */
    static List<ServiceItem.Field> form(Viewer viewer, CaseFile file) {
        if (viewer instanceof Viewer.Party party && party.applicant()) {
            return file.form();
        }
        Map<String, String> shown = fields(viewer, file);
        return Stream.concat(file.form().stream(), file.item.fields().stream().filter(field -> field.party() != null))
                .filter(field -> shown.containsKey(field.name()) || !isForeign(viewer, file, field.name()))
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

    /** Whether a party looks at a material about another one; a company's data is its representative's to see. */
    static boolean isAboutAnotherParty(Viewer viewer, CaseFile file, String material) {
        return viewer instanceof Viewer.Party party
                && file.item
                        .material(material)
                        .filter(found -> !party.is(found.party()))
                        .filter(found -> party.isNarrow(file.item) || !isCompany(file, found.party()))
                        .isPresent();
    }

    /** Whether a viewer may see a material's values: the party that it is about, and the department that retrieved it. */
    static boolean seesValues(Viewer viewer, Material material) {
        return switch (viewer) {
            case Viewer.Party party -> party.is(material.party());
            case Viewer.Official official -> official.department().equals(material.consumer());
            case Viewer.Nobody nobody -> false;
        };
    }

    /**
     * How a material is told to whoever may not know what departments hold about its party: alike for all others, so that nobody learns
     * whether there is a household behind one. Empty if it is told by its name.
     */
    public static Optional<Label> standIn(Viewer viewer, CaseFile file, Material material) {
        return isAboutAnotherParty(viewer, file, material.id()) || hides(viewer, file, material.party())
                ? Optional.of(OTHERS)
                : Optional.empty();
    }

    private static boolean isClear(Viewer viewer, CaseFile file, PartyRow party) {
        if (party.company()) {
            return true;
        }
        return switch (viewer) {
            case Viewer.Party own -> own.is(party.role()) || own.isNamerOf(file.item, party.role());
            case Viewer.Official official ->
                official.approver()
                        && (file.item.householdOf(party.role()).isEmpty()
                                || official.usesDataOf(file.item, party.role()));
            case Viewer.Nobody nobody -> false;
        };
    }

    private static boolean isCompany(CaseFile file, String role) {
        return file.item.party(role).filter(ServiceItem.Party::company).isPresent();
    }
}
