package org.yici.kernel.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A citizen's identity number in its 18-character form (GB 11643): six digits of division, eight of birth date, three of
 * sequence (odd: male), one check character.
 *
 * @param value 18 characters whose check character is right and whose birth date exists
 */
public record CitizenId(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public CitizenId {
        fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException("Not a citizen ID: " + fault.code());
        });
    }

    /**
     * Reads an 18-character number, or one of 15 digits as issued before 1999, which is brought to 18 characters. Spaces,
     * full-width characters and a small x must have been normalised before.
     *
     * @return the number, or empty if {@link #fault} finds one
     */
    public static Optional<CitizenId> parse(String text) {
        String candidate = text.length() == 15 ? upgrade(text) : text;
        return fault(candidate).isPresent() ? Optional.empty() : Optional.of(new CitizenId(candidate));
    }

    /** Says what is wrong with an 18- or 15-character number, in the order length, characters, birth date, check. */
    public static Optional<IdentifierFault> fault(String text) {
        String id = text.length() == 15 ? upgrade(text) : text;
        if (id.length() != 18) {
            return Optional.of(IdentifierFault.LENGTH);
        }
        for (int i = 0; i < 17; i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return Optional.of(IdentifierFault.CHARACTERS);
            }
        }
        if (birthDate(id).isEmpty()) {
            return Optional.of(IdentifierFault.BIRTH_DATE);
        }
        return id.charAt(17) == check(id) ? Optional.empty() : Optional.of(IdentifierFault.CHECK);
    }

    /** The check character of a number's first 17 digits. */
    public static char check(String id) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (id.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    /** Code of the county-level division that first issued the number, six digits of GB/T 2260. */
    public String division() {
        return value.substring(0, 6);
    }

    public LocalDate birthDate() {
        return birthDate(value).orElseThrow();
    }

    /** GB/T 2261.1: "1" male, "2" female. */
    public String gender() {
        return (value.charAt(16) - '0') % 2 == 1 ? "1" : "2";
    }

    @Override
    public String toString() {
        return value;
    }

    private static String upgrade(String id15) {
        for (int i = 0; i < 15; i++) {
            if (id15.charAt(i) < '0' || id15.charAt(i) > '9') {
                return id15;
            }
        }
        String id17 = id15.substring(0, 6) + "19" + id15.substring(6);
        return id17 + check(id17);
    }

    private static Optional<LocalDate> birthDate(String id) {
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(id.substring(6, 10)),
                    Integer.parseInt(id.substring(10, 12)),
                    Integer.parseInt(id.substring(12, 14))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
