package org.yici.app.casework.reading;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.service.ServiceItem;

/**
 * A party and those whom it named as its own. To everybody outside of it the namer stands for it: has confirmed when all of it have, and is
 * whom a change of its data is about. So it looks alike whether there is anybody behind the namer or not.
 */
public final class Household {
    /** Events that only the household and officials see: the confirmations of its members one by one, and who had to consent again. */
    static final Set<String> INWARD =
            Set.of("case.event.confirmed", "case.event.taken-back", "case.event.consented-again");

    /** Events that the others see in their place: the whole household has confirmed, or has no longer. */
    public static final Set<String> OUTWARD =
            Set.of("case.event.household-confirmed", "case.event.household-taken-back");

    private Household() {}

    /** The role that stands for a role's household: the one that named it, or itself. */
    public static String head(ServiceItem item, String role) {
        return item.householdOf(role).orElse(role);
    }

    /** Whether an item lets a role name a household, whether or not there is one in a case. */
    public static boolean isDeclared(ServiceItem item, String head) {
        return item.parties().stream()
                .anyMatch(party ->
                        item.householdOf(party.role()).filter(head::equals).isPresent());
    }

    public static boolean isWhole(CaseFile file, String head) {
        return confirmedAt(file, head) != null;
    }

    /** Whether a viewer is outside of the household that a role may have, and must not know of it. */
    static boolean isClosedTo(Viewer viewer, CaseFile file, String role) {
        String head = head(file.item, role);
        return viewer instanceof Viewer.Party party
                && isDeclared(file.item, head)
                && !party.isInHouseholdOf(file.item, head);
    }

    /** When a party confirmed, as a viewer may know it. */
    static @Nullable Instant confirmedAt(Viewer viewer, CaseFile file, PartyRow party) {
        return isClosedTo(viewer, file, party.role()) ? confirmedAt(file, party.role()) : party.confirmedAt();
    }

    private static @Nullable Instant confirmedAt(CaseFile file, String head) {
        List<PartyRow> members = file.parties.stream()
                .filter(party -> head(file.item, party.role()).equals(head))
                .toList();
        return members.stream().anyMatch(party -> party.confirmedAt() == null)
                ? null
                : members.stream()
                        .map(PartyRow::confirmedAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    /** Who has agreed to the contract, as a viewer may know it. */
    static List<String> agreed(Viewer viewer, CaseFile file, Agreement contract) {
        return contract.agreed(file).stream()
                .filter(role -> !isClosedTo(viewer, file, role) || isWhole(file, role))
                .toList();
    }
}
