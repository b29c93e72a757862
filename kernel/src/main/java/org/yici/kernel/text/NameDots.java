package org.yici.kernel.text;

import java.util.regex.Pattern;

/** The dot between the parts of a name (GB/T 36339), and the signs that people take for it. */
public final class NameDots {
    /** The one that the household registers have. */
    public static final char DOT = '\u00B7';

    /** By their names in Unicode: dots, bullets, points between words, small and black circles. */
    private static final Pattern TITLE = Pattern.compile(
            "(?!BRAILLE|MUSICAL).*( DOT|BULLET|DOT OPERATOR|BULLET OPERATOR|RING OPERATOR|RING POINT|HYPHENATION POINT"
                    + "|ONE DOT LEADER|SMALL FULL STOP|SPOT|RUNIC SINGLE PUNCTUATION|RAISED SQUARE|BLACK SMALL SQUARE"
                    + "|BLACK CIRCLE|BLACK LARGE CIRCLE|SMALL CIRCLE|SMALL WHITE CIRCLE|CIRCLE FOR RECORD)|DOT ABOVE");

    private NameDots() {}

    /** Whether a character is a dot wherever it stands. A full stop is one only between two Chinese characters. */
    public static boolean isDot(int c) {
        if (c < 0x80 || c >= 0x3400 && c <= 0x9FFF) {
            return false;
        }
        // Letters in Unicode, of Latin, Canadian and Korean keyboards.
        if (c == DOT || c == 0xA78F || c == 0x1427 || c == 0x318D) {
            return true;
        }
        int type = Character.getType(c);
        boolean sign = type == Character.OTHER_PUNCTUATION
                || type == Character.OTHER_SYMBOL
                || type == Character.MATH_SYMBOL
                || type == Character.MODIFIER_SYMBOL
                || type == Character.CONNECTOR_PUNCTUATION;
        String title = sign ? Character.getName(c) : null;
        return title != null && TITLE.matcher(title).matches();
    }

    /** Whether a character is a full stop, which people type for the dot. */
    public static boolean isFullStop(int c) {
        return c == '.' || c == '。' || c == '｡' || c == '．';
    }
}
