package org.yici.kernel.text;

import java.util.EnumSet;
import java.util.Set;

/** Characters that have no form of their own, and those that say that something was lost, by properties of Unicode. */
public final class Invisible {
    private static final Set<Character.UnicodeScript> JOINING = EnumSet.of(
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.SYRIAC,
            Character.UnicodeScript.MONGOLIAN,
            Character.UnicodeScript.PHAGS_PA,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.BENGALI,
            Character.UnicodeScript.GURMUKHI,
            Character.UnicodeScript.GUJARATI,
            Character.UnicodeScript.ORIYA,
            Character.UnicodeScript.TAMIL,
            Character.UnicodeScript.TELUGU,
            Character.UnicodeScript.KANNADA,
            Character.UnicodeScript.MALAYALAM,
            Character.UnicodeScript.SINHALA,
            Character.UnicodeScript.KHMER);

    private Invisible() {}

    /**
     * Whether a character is not seen and carries no text: category format (direction marks, zero-width characters, soft hyphen,
     * byte order mark) or property Default_Ignorable_Code_Point (variation selectors, fillers, joiners). They come along with
     * copy and paste.
     */
    public static boolean ignorable(int c) {
        if (c < 0xAD) {
            return false;
        }
        return Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c >= 0x2060 && c <= 0x206F
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xFFF0 && c <= 0xFFFB
                || c >= 0x1BCA0 && c <= 0x1BCA3
                || c >= 0x1D173 && c <= 0x1D17A
                || c >= 0xE0000 && c <= 0xE0FFF;
    }

    /**
     * Where a text hides something from whoever reads it: the first ignorable character that belongs to no spelling, such as one that
     * turns the direction of what follows (Unicode TR 36).
     *
     * @return its index, -1 if there is none
     */
    public static int hiding(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (hides(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean hides(String text, int at) {
        return ignorable(text.codePointAt(at)) && !shapes(text, at) && !selectsVariant(text, at);
    }

    /** What one person writes for others as they will see it: without what {@linkplain #hiding hides} something, and without white space around it. */
    public static String removed(String text) {
        StringBuilder left = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (!hides(text, at)) {
                left.appendCodePoint(text.codePointAt(at));
            }
        }
        return left.toString().strip();
    }

    /** Whether a variation selector tells which form of the ideograph before it is meant (Unicode TR 37). */
    private static boolean selectsVariant(String text, int at) {
        int c = text.codePointAt(at);
        return (c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF)
                && at > 0
                && Character.isIdeographic(text.codePointBefore(at));
    }

    /**
     * Whether an ignorable character belongs to the spelling where it stands: a joiner between two letters of a script that joins
     * (علی‌رضا, क्‍ष), a selector or vowel separator behind a Mongolian letter.
     */
    public static boolean shapes(String text, int at) {
        int c = text.codePointAt(at);
        boolean joiner = c == 0x200C || c == 0x200D;
        boolean mongolian = c >= 0x180B && c <= 0x180F;
        int next = at + Character.charCount(c);
        if (!joiner && !mongolian || at == 0 || joiner && next == text.length()) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(text.codePointBefore(at));
        return mongolian
                ? script == Character.UnicodeScript.MONGOLIAN
                : JOINING.contains(script) && script == Character.UnicodeScript.of(text.codePointAt(next));
    }

    /** White space of any kind, line ends and tabulators included. */
    public static boolean space(int c) {
        return c == ' ' || c >= 0x09 && c <= 0x0D || c == 0x85 || c > 0x7F && Character.isSpaceChar(c);
    }

    /**
     * Whether a character says that a text was damaged on its way: the replacement characters, control characters that are no
     * white space, half a surrogate pair, private use and unassigned code points.
     */
    public static boolean lost(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> !space(c);
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> !ignorable(c);
            default -> c == 0xFFFD || c == 0xFFFC;
        };
    }
}
