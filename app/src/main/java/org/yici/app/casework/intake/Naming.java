package org.yici.app.casework.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.evidence.Partners;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.ItemType;

/** Who the other parties are, as a form names them; whoever is new there has neither consented nor confirmed. */
@Component
class Naming {
    private final Partners partners;
    private final TypedIdentities identities;
    private final PartyReplacement replacements;
    private final Subjects subjects;

    Naming(Partners partners, TypedIdentities identities, PartyReplacement replacements, Subjects subjects) {
        this.partners = partners;
        this.identities = identities;
        this.replacements = replacements;
        this.subjects = subjects;
    }

    /**
     * Takes over the parties that somebody names.
     *
     * @param namer role of the party whose form it is, null for the applicant's
     * @throws InvalidFieldsException if one is missing or the wrong person
     */
    void name(User user, CaseFile file, @Nullable String namer, Map<String, String> values) {
        name(user, file, namer, values, old -> replacements.dismiss(user, file, old));
    }

    /**
     * Looks whether the applicant could name these. The file, which is not to be saved, has them afterwards.
     *
     * @throws InvalidFieldsException if one is missing or the wrong person
     */
    void compare(User user, CaseFile file, Map<String, String> values) {
        name(user, file, null, values, old -> {});
    }

    private void name(
            User user,
            CaseFile file,
            @Nullable String namer,
            Map<String, String> values,
            Consumer<PartyRow> dismissal) {
        Map<String, String> faults = new HashMap<>();
        List<ServiceItem.Party> roles = file.item.parties();
        for (int i = 1; i < roles.size(); i++) {
            ServiceItem.Party party = roles.get(i);
            if (file.item.householdOf(party.role()).equals(Optional.ofNullable(namer))) {
                name(user, file, party, i, values, dismissal, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidFieldsException(faults);
        }
    }

    private void name(
            User user,
            CaseFile file,
            ServiceItem.Party party,
            int ordinal,
            Map<String, String> values,
            Consumer<PartyRow> dismissal,
            Map<String, String> faults) {
        String role = party.role();
        String identifier = values.getOrDefault(role + "_id", "");
        String name = values.getOrDefault(role + "_name", "");
        Optional<PartyRow> known =
                file.parties.stream().filter(other -> other.role().equals(role)).findFirst();
        // First of all: nothing else is asked about somebody before it is known that the two belong together.
        Optional<String> wrong = identifier.isEmpty() || name.isEmpty() || isAnother(file, role, identifier)
                ? Optional.empty()
                : identities.fault(user, file, role, identifier, name);
        if (wrong.isPresent()) {
            faults.put(role + "_id", wrong.get());
            return;
        }
        boolean partner = identifier.isEmpty() && partners.takesPart(file, role, values);
        Optional<String> fault = partner ? Optional.empty() : partners.fault(file, role, identifier, values);
        if (fault.isPresent()) {
            faults.put(role + "_id", fault.get());
        } else if (identifier.isEmpty() && party.isOptional()) {
            known.ifPresent(old -> {
                dismissal.accept(old);
                file.parties.remove(old);
            });
        } else if (name.isEmpty()) {
            faults.put(role + "_name", "field.error.required");
        } else if (isAnother(file, role, identifier)) {
            faults.put(role + "_id", "field.error.same-person");
        } else if (known.filter(old -> old.identifier().equals(identifier)).isPresent()) {
            file.put(known.get().called(name));
        } else {
            known.ifPresent(dismissal);
            file.put(new PartyRow(
                    role, ordinal, identifier, name, subjects.of(ItemType.CITIZEN_ID, identifier), false, null, null));
        }
    }

    /**
     * Whether the person is another one of those who agree to the contract, or of the same household. One of a household may be of the
     * contract too: the buyer's spouse may have been married to the seller. Neither namer learns so from the other's.
     */
    private static boolean isAnother(CaseFile file, String role, String identifier) {
        Optional<String> namer = file.item.householdOf(role);
        return file.parties.stream()
                .filter(party -> !party.role().equals(role))
                .filter(party -> file.item.householdOf(party.role()).equals(namer)
                        || namer.filter(party.role()::equals).isPresent())
                .anyMatch(party -> party.identifier().equals(identifier));
    }
}
