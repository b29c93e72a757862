package org.yici.kernel.identifier;

import java.util.Optional;

/**
 * The unified social credit code of a legal entity (GB 32100): registering authority 1, kind 1, division 6, organisation
 * code 9 (GB 11714), check 1.
 *
 * @param value 18 characters of the standard's alphabet whose check character is right
 */
public record CreditCode(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /** Who registers, by the first character: table 1 of GB 32100. */
    private static final String AUTHORITIES = "123456789ANY";
    /** Registered at the State Council's department itself. */
    private static final String NATIONAL = "100000";

    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    public CreditCode {
        fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException("Not a credit code: " + fault.code());
        });
    }

    /** Reads a code that is already trimmed, half-width and in capitals; empty if {@link #fault} finds a fault. */
    public static Optional<CreditCode> parse(String text) {
        return fault(text).isPresent() ? Optional.empty() : Optional.of(new CreditCode(text));
    }

    /** Says what is wrong with a code, in the order length, characters, placeholder, check. */
    public static Optional<IdentifierFault> fault(String text) {
        if (text.length() != 18) {
            return Optional.of(IdentifierFault.LENGTH);
        }
        for (int i = 0; i < 18; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return Optional.of(IdentifierFault.CHARACTERS);
            }
        }
        if (placeholder(text)) {
            return Optional.of(IdentifierFault.PLACEHOLDER);
        }
        return text.charAt(17) == check(text) ? Optional.empty() : Optional.of(IdentifierFault.CHECK);
    }

    /**
     * Whether characters are what people type where there is no code, in the whole or in its serial part: one, two or three of them over
     * and over, counting digits; or a division of zeros.
     *
     * @param text a code of 18 characters, an organisation code of nine or a registration number of fifteen
     */
    public static boolean placeholder(String text) {
        int last = text.length() - 1;
        if (Typed.idly(text.substring(0, last))) {
            return true;
        }
        return switch (text.length()) {
            case 18 -> text.startsWith("000000", 2) || Typed.idly(text.substring(8, 16));
            case 15 -> Typed.one(text.substring(6, 14));
            default -> false;
        };
    }

    /**
     * Whether the code names a legal entity by itself: an authority and a division that exist gave it. A code that is not proven
     * is a value like any other, which may be right.
     */
    public boolean proven() {
        String division = value.substring(2, 8);
        return AUTHORITIES.indexOf(value.charAt(0)) >= 0
                && division.chars().allMatch(c -> c >= '0' && c <= '9')
                && (division.equals(NATIONAL) || Divisions.known(division));
    }

    /** The check character of a code's first 17 characters. */
    public static char check(String code) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * WEIGHTS[i];
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** The check character of an organisation code's first eight characters (GB 11714). */
    public static char organisationCheck(String eight) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(eight.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }

    /** The nine characters of the organisation code, without a hyphen. */
    public String organisationCode() {
        return value.substring(8, 17);
    }

    @Override
    public String toString() {
        return value;
    }
}
