package org.yici.kernel.identifier;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A citizen's identity number in its 18-character form (GB 11643), which residence permits of people from Hong Kong, Macao and Taiwan
 * and foreigners' permanent residence cards have as well: six digits of division, eight of birth date, three of
 * sequence (odd: male), one check character.
 *
 * @param value 18 characters whose check character is right and whose birth date exists
 */
public record CitizenId(String value) {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int EARLIEST_YEAR = 1850;
    /** Where a birth is not known programs write this day; who was born earlier has died before numbers were given, or nearly so. */
    private static final LocalDate CENTURY = LocalDate.of(1900, 1, 1);

    public CitizenId {
        fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException("Not a citizen ID: " + fault.code());
        });
        if (value.length() != 18) {
            throw new IllegalArgumentException("A number of 15 digits must be brought to 18 characters first");
        }
    }

    /**
     * Reads an 18-character number, or one of 15 digits as issued before 1999, which is brought to 18 characters. Spaces,
     * full-width characters and a small x must have been normalised before.
     *
     * @return the number, or empty if {@link #fault} finds one
     */
    public static Optional<CitizenId> parse(String text) {
        String candidate = widen(text);
        return fault(candidate).isPresent() ? Optional.empty() : Optional.of(new CitizenId(candidate));
    }

    /** A number of 15 digits brought to 18 characters by century and check; any other text unchanged. */
    public static String widen(String text) {
        if (text.length() != 15 || !digits(text, 15)) {
            return text;
        }
        String id17 = text.substring(0, 6) + "19" + text.substring(6);
        return id17 + check(id17);
    }

    /**
     * Says what is wrong with an 18- or 15-character number, in the order length, characters, placeholder, birth date, check. A
     * birth date must exist and lie in the years 1850 to 2099; {@link #fault(String, LocalDate)} refuses one in the future as well.
     */
    public static Optional<IdentifierFault> fault(String text) {
        return fault(text, LocalDate.MAX);
    }

    /** @param today in China: who bears a number was born on this day or earlier */
    public static Optional<IdentifierFault> fault(String text, LocalDate today) {
        int length = text.length();
        if (length != 18 && length != 15) {
            return Optional.of(IdentifierFault.LENGTH);
        }
        if (!digits(text, length == 15 ? 15 : 17)) {
            return Optional.of(IdentifierFault.CHARACTERS);
        }
        String id = widen(text);
        char last = id.charAt(17);
        if (last != 'X' && (last < '0' || last > '9')) {
            return Optional.of(IdentifierFault.CHARACTERS);
        }
        if (placeholder(text)) {
            return Optional.of(IdentifierFault.PLACEHOLDER);
        }
        if (!birthDateExists(id) || birth(id).isAfter(today)) {
            return Optional.of(IdentifierFault.BIRTH_DATE);
        }
        return last == check(id) ? Optional.empty() : Optional.of(IdentifierFault.CHECK);
    }

    /**
     * Whether digits are what people type where there is no number: one, two or three of them over and over, counting digits, a
     * division of zeros, one digit in all places behind the division. Nothing follows from two records that have the same.
     *
     * @param text 15 or 18 characters
     */
    public static boolean placeholder(String text) {
        String digits = text.substring(0, Math.min(17, text.length()));
        boolean old = text.length() == 15;
        return Typed.idly(digits)
                || digits.startsWith("000000")
                || (old || digits.startsWith("19", 6)) && Typed.one(digits.substring(old ? 6 : 8));
    }

    /**
     * Whether the number names a person by itself: a division that can have given it to somebody born then, a sequence that is given
     * (001 to 999), a birth after 1 January 1900. A number that is not proven is a value like any other, which may be right.
     */
    public boolean proven() {
        return !value.startsWith("000", 14)
                && birthDate().isAfter(CENTURY)
                && Divisions.numbered(division(), birthDate().getYear());
    }

    /** The check character of a number's first 17 digits. */
    public static char check(String id) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (id.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    /**
     * Code of the county-level division that first issued the number, six digits of GB/T 2260; of a foreigner's (permanent residence
     * card of 2023) 9, two digits of the province and three of the country.
     */
    public String division() {
        return value.substring(0, 6);
    }

    public LocalDate birthDate() {
        return birth(value);
    }

    /** GB/T 2261.1: "1" male, "2" female. */
    public String gender() {
        return (value.charAt(16) - '0') % 2 == 1 ? "1" : "2";
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean digits(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static LocalDate birth(String id) {
        return LocalDate.of(number(id, 6, 10), number(id, 10, 12), number(id, 12, 14));
    }

    private static boolean birthDateExists(String id) {
        int year = number(id, 6, 10);
        int month = number(id, 10, 12);
        int day = number(id, 12, 14);
        return year >= EARLIEST_YEAR
                && year < 2100
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static int number(String id, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (id.charAt(i) - '0');
        }
        return number;
    }
}
