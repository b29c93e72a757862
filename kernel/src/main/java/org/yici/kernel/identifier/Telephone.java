package org.yici.kernel.identifier;

import java.util.Optional;

/**
 * The one form of a telephone number of China, whatever signs, country code and trunk prefix it is written with: eleven digits of
 * a mobile; area code with its 0 and number; seven or eight digits without an area code; ten digits of a 400 or 800 service.
 */
public final class Telephone {
    private Telephone() {}

    /** Reads a number whose digits are half-width; empty if it is none. */
    public static Optional<String> normal(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean plus = false;
        int firstBreak = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                kept.append(c);
            } else if (c == '+' && kept.length() == 0 && !plus) {
                plus = true;
            } else if (c == ' ' || c == '-' || c == '(' || c == ')' || c >= 0x2010 && c <= 0x2015 || c == 0x2212) {
                firstBreak = firstBreak == 0 ? kept.length() : firstBreak;
            } else {
                return Optional.empty();
            }
        }
        String digits = kept.toString();
        if (plus) {
            return digits.startsWith("86") ? national(digits.substring(2)) : Optional.empty();
        }
        if (digits.startsWith("0086")) {
            return national(digits.substring(4));
        }
        boolean countryCode = digits.startsWith("86") && (digits.length() >= 13 || firstBreak == 2);
        if (countryCode) {
            Optional<String> number = national(digits.substring(2));
            if (number.isPresent() && number.get().length() > 8) {
                return number;
            }
        }
        return domestic(digits);
    }

    /** After the country code, where the area code has lost its 0. */
    private static Optional<String> national(String digits) {
        if (digits.startsWith("0") || mobile(digits) || service(digits)) {
            return domestic(digits);
        }
        boolean large = digits.startsWith("10") || digits.startsWith("2");
        boolean area =
                large ? digits.length() == 10 : digits.length() >= 9 && digits.length() <= 11 && digits.charAt(0) > '2';
        return area ? domestic("0" + digits) : domestic(digits);
    }

    private static Optional<String> domestic(String digits) {
        if (digits.length() == 12 && digits.startsWith("0") && mobile(digits.substring(1))) {
            return Optional.of(digits.substring(1));
        }
        int length = digits.length();
        boolean area = length >= 10
                && length <= 12
                && digits.startsWith("0")
                && (digits.startsWith("010") || digits.charAt(1) >= '2');
        boolean local = (length == 7 || length == 8) && digits.charAt(0) > '1';
        return mobile(digits) || area || local || service(digits) ? Optional.of(digits) : Optional.empty();
    }

    private static boolean mobile(String digits) {
        return digits.length() == 11 && digits.charAt(0) == '1' && digits.charAt(1) >= '3';
    }

    private static boolean service(String digits) {
        return digits.length() == 10 && (digits.startsWith("400") || digits.startsWith("800"));
    }

    /**
     * Whether a number is one that people type where there is none: a digit repeated, two digits only, or a run of counting
     * digits. Such a number is no evidence of anything.
     */
    public static boolean placeholder(String digits) {
        int length = digits.length();
        if (length < 7) {
            return length > 0 && digits.chars().distinct().count() == 1;
        }
        int same = 1;
        int up = 1;
        int down = 1;
        for (int i = 1; i < length; i++) {
            int step = digits.charAt(i) - digits.charAt(i - 1);
            same = step == 0 ? same + 1 : 1;
            up = step == 1 || step == -9 ? up + 1 : 1;
            down = step == -1 || step == 9 ? down + 1 : 1;
            if (same >= 7 || up >= 8 || down >= 8 || up == length || down == length) {
                return true;
            }
        }
        return digits.chars().distinct().count() <= 2 || digits.endsWith("13800138000");
    }
}
