package org.yici.demo.province;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import org.yici.kernel.identifier.CitizenId;

/** Hands out identifiers with right check digits, none twice. */
final class Numbers {
    /** Sequence numbers of one sex on one day in one division. */
    private static final int SEQUENCES = 499;

    private static final int MOST_DRAWS = 2_000;

    private final Set<String> used = new HashSet<>();

    /** @param division six digits of the county that issues it */
    String citizenId(Dice dice, String division, LocalDate birth, boolean male) {
        for (int i = 0; i < MOST_DRAWS; i++) {
            int sequence = dice.below(SEQUENCES) * 2 + (male ? 1 : 2);
            String id17 = id17(division, birth, sequence);
            if (used.add(id17)) {
                return id17 + CitizenId.check(id17);
            }
            // A day of a small county may be full; a sequence number of another county then issues it.
            if (dice.perMille(50)) {
                division = Divisions.HOME_DISTRICT;
            }
        }
        // Hardly anything is free; whatever there still is, is found in order.
        for (int i = 0; i < SEQUENCES; i++) {
            String id17 = id17(division, birth, i * 2 + (male ? 1 : 2));
            if (used.add(id17)) {
                return id17 + CitizenId.check(id17);
            }
        }
        throw new IllegalStateException("All " + SEQUENCES + " numbers of one sex born on " + birth + " in " + division
                + " are given: the province is too large for its divisions");
    }

    private static String id17(String division, LocalDate birth, int sequence) {
        return division + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence);
    }

    /** @param kind "91" a company, "92" a sole trader */
    String creditCode(Dice dice, String kind, String division) {
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            StringBuilder organisation = new StringBuilder("MA");
            for (int i = 0; i < 6; i++) {
                organisation.append("0123456789ABCDEFGHJKLMNPQRTUWXY".charAt(dice.below(31)));
            }
            if (used.add(organisation.toString())) {
                return CreditCodes.of(kind, division, organisation.toString());
            }
        }
        throw new IllegalStateException(
                "No organisation code was free in " + MOST_DRAWS + " draws: the province is too large");
    }
}
