package org.yici.kernel.masking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yici.kernel.resource.ItemType;

/**
 * Hides most of a value and leaves what a person needs to recognise their own. What remains depends on the item's type; a value
 * that does not look like its type is hidden whole.
 *
 * <ul>
 *   <li>citizen ID: the province's two digits: {@code 51****************}. The other digits are the county, the birth date, a serial number
 *       and a check character; whoever knows the first two from elsewhere would compute the rest from the last four
 *   <li>credit code: first and last four
 *   <li>name: the first character, and the last of three or more: {@code 王*芳}
 *   <li>telephone: {@code 138****5678}
 *   <li>address: up to the division and road: {@code 四川省广安市广安区北辰大道***}
 *   <li>division: the province's two digits and zeros
 *   <li>date and time: the year
 *   <li>everything else: {@code ***}
 * </ul>
 */
public final class Masking {
    /** What stands for a value of which nothing is shown. */
    public static final String HIDDEN = "***";

    // Province, city, county, township, road: each may be absent; a house number is never reached.
    private static final Pattern PLACE = Pattern.compile("^(?:\\p{IsHan}{2,8}?(?:省|自治区))?"
            + "(?:\\p{IsHan}{1,8}?(?:市|州|地区|盟))?"
            + "(?:\\p{IsHan}{1,8}?(?:区|县|旗|市))?"
            + "(?:\\p{IsHan}{1,8}?(?:街道|镇|乡))?"
            + "(?:\\p{IsHan}{1,8}?(?:大道|路|街|巷))?");
    private static final Pattern YEAR = Pattern.compile("^([0-9]{4})-.*");

    private Masking() {}

    /** A value of no known type: a third of it, three characters at most, so that the kind of a mistake can be seen and a person cannot. */
    public static String partly(String value) {
        int kept = Math.min(3, value.length() / 3);
        return value.substring(0, kept) + "*".repeat(Math.min(12, value.length() - kept));
    }

    /** Masks a value in its text form. */
    public static String mask(ItemType type, String value) {
        return switch (type) {
            case CITIZEN_ID -> value.length() == 18 && isAscii(value) ? keep(value, 2, 0) : HIDDEN;
            case CREDIT_CODE -> value.length() == 18 && isAscii(value) ? keep(value, 4, 4) : HIDDEN;
            case NAME -> name(value);
            case PHONE -> value.length() >= 11 && isAscii(value) ? keep(value, 3, 4) : HIDDEN;
            case ADDRESS -> address(value);
            case DIVISION ->
                value.matches("[0-9]{6,12}") ? value.substring(0, 2) + "0".repeat(value.length() - 2) : HIDDEN;
            case DATE, TIMESTAMP -> {
                Matcher year = YEAR.matcher(value);
                yield year.matches() ? year.group(1) : HIDDEN;
            }
            case TEXT, GENDER, CODE, INTEGER, DECIMAL, BOOLEAN -> HIDDEN;
        };
    }

    private static String name(String value) {
        int[] characters = value.codePoints().toArray();
        if (characters.length < 2) {
            return HIDDEN;
        }
        String first = Character.toString(characters[0]);
        return characters.length == 2
                ? first + "*"
                : first + "*".repeat(characters.length - 2) + Character.toString(characters[characters.length - 1]);
    }

    private static String address(String value) {
        Matcher place = PLACE.matcher(value);
        return place.find() ? place.group() + HIDDEN : HIDDEN;
    }

    /** Only then a character is one unit of UTF-16, and what is kept is whole. */
    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c < 0x80);
    }

    private static String keep(String value, int head, int tail) {
        return value.substring(0, head)
                + "*".repeat(value.length() - head - tail)
                + value.substring(value.length() - tail);
    }
}
