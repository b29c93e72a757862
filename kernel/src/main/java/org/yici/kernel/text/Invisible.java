package org.yici.kernel.text;

/** Characters that have no form of their own, and those that say that something was lost, by properties of Unicode. */
public final class Invisible {
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
