package org.yici.kernel.identifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form of a telephone number of China, whatever signs, country code and trunk prefix it is written with: eleven digits of
 * a mobile; area code with its 0 and number; seven or eight digits without an area code; ten digits of a 400 or 800 service, five of
 * a bank's or an office's (95588). An extension follows behind a hyphen: {@code 01065529988-803}.
 */
public final class Telephone {
    private static final Pattern EXTENSION = Pattern.compile(
            "(.*[0-9)]) ?(?:[-#*x,\\u2010-\\u2015\\u2212]|转|轉|分机|分機|ext\\.?|extension)[ :]?([0-9]{1,6})",
            Pattern.CASE_INSENSITIVE);
    /** A hyphen may also part the halves of a number: here a whole one stands before it. */
    private static final Pattern HYPHENATED =
            Pattern.compile("((?:.*[^0-9])?(?:[0-9]{7,}(?= ?.[ ]?[0-9]{1,5}$)|[0-9]{3,4} [0-9]{4}(?=.[0-9]{1,3}$)))"
                    + " ?[-\\u2010-\\u2015\\u2212] ?([0-9]{1,5})");
    /** Before a number that is called through a cheaper net. */
    private static final Pattern CARRIER =
            Pattern.compile("(?:179(?:0[019]|[1-6][01589])|12593|11808)[ -]?(?=[0-9+ ()-]{10,})");
    /** Country codes that are also area codes without their 0. */
    private static final Pattern ABROAD = Pattern.compile("852|853|886");

    private static final Pattern SERVICE = Pattern.compile("[48]00[0-9]{7}|9[56][0-9]{3}");
    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\、,，;；|]|或");
    private static final Pattern SPACES = Pattern.compile(" +");

    /** Digits of a number with a carrier's prefix, at least. */
    private static final int SHORTEST_CALLED = 15;
    /** Characters of what can be read. */
    private static final int LONGEST = 100;

    private Telephone() {}

    /** Reads a number whose digits are half-width; empty if it is none, or several. */
    public static Optional<String> normal(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> number = plain(text);
        if (number.filter(whole -> mobile(whole) || service(whole)).isPresent()) {
            return number;
        }
        if (text.length() < SHORTEST_CALLED && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return number;
        }
        Matcher hyphenated = HYPHENATED.matcher(text);
        if (hyphenated.matches()) {
            Optional<String> extended = extended(hyphenated);
            number = extended.isPresent() ? extended : number;
        }
        if (number.isPresent()) {
            return number;
        }
        Matcher carrier = CARRIER.matcher(text);
        if (carrier.lookingAt()) {
            return plain(text.substring(carrier.end()));
        }
        Matcher extension = EXTENSION.matcher(text);
        return extension.matches() ? extended(extension) : Optional.empty();
    }

    /** The numbers of a text in which one or several stand, parted by signs or spaces; empty if anything else stands there. */
    public static List<String> all(String text) {
        Optional<String> one = normal(text);
        if (one.isPresent() || text.length() > LONGEST) {
            return one.stream().toList();
        }
        List<String> numbers = all(SEPARATORS.split(text));
        return numbers.isEmpty() ? all(SPACES.split(text)) : numbers;
    }

    private static List<String> all(String[] parts) {
        if (parts.length < 2) {
            return List.of();
        }
        List<String> numbers = new ArrayList<>();
        for (String part : parts) {
            Optional<String> number = normal(part.trim());
            if (number.isEmpty()) {
                return List.of();
            }
            numbers.add(number.get());
        }
        return numbers;
    }

    private static Optional<String> extended(Matcher matcher) {
        return plain(matcher.group(1)).filter(number -> !mobile(number)).map(number -> number + "-" + matcher.group(2));
    }

    private static Optional<String> plain(String text) {
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
        boolean areaCode = (firstBreak == 2 || firstBreak == 3) && digits.length() - firstBreak >= 7;
        return areaCode && !ABROAD.matcher(digits).lookingAt() ? national(digits) : domestic(digits);
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
        return SERVICE.matcher(digits).matches();
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
