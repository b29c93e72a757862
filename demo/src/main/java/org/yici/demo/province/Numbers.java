package org.yici.demo.province;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import org.yici.kernel.identifier.CitizenId;

/** Hands out identifiers with right check digits, none twice. */
final class Numbers {
    private final Set<String> used = new HashSet<>();

    /** @param division six digits of the county that issues it */
    String citizenId(Dice dice, String division, LocalDate birth, boolean male) {
        while (true) {
            int sequence = dice.below(499) * 2 + (male ? 1 : 2);
            String id17 = division + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence);
            if (used.add(id17)) {
                return id17 + CitizenId.check(id17);
            }
            // A day of a small county may be full; a sequence number of another county then issues it.
            if (dice.perMille(50)) {
                division = Divisions.HOME_DISTRICT;
            }
        }
    }

    /** @param kind "91" a company, "92" a sole trader */
    String creditCode(Dice dice, String kind, String division) {
        while (true) {
            StringBuilder organisation = new StringBuilder("MA");
            for (int i = 0; i < 6; i++) {
                organisation.append("0123456789ABCDEFGHJKLMNPQRTUWXY".charAt(dice.below(31)));
            }
            if (used.add(organisation.toString())) {
                return CreditCodes.of(kind, division, organisation.toString());
            }
        }
    }
}
