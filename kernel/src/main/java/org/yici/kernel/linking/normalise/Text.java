package org.yici.kernel.linking.normalise;

import java.util.Locale;
import org.yici.kernel.text.HalfWidth;
import org.yici.kernel.text.HanRepair;

/** Character level forms that every comparison starts from, and the hash that keys are made of. */
public final class Text {
    private Text() {}

    /**
     * Full-width letters made half-width, characters of older encodings and radicals put right, outer and repeated white space
     * dropped.
     */
    public static String clean(String text) {
        String normal = isPlain(text) ? text : HanRepair.of(HalfWidth.of(text));
        return normal.isBlank() ? "" : squeeze(normal);
    }

    /** {@link #clean}, in small letters. */
    public static String lower(String text) {
        return clean(text).toLowerCase(Locale.ROOT);
    }

    /** Only the letters and digits of a text. */
    public static String alphanumeric(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** How many characters a text has: code points, not units of UTF-16. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Only the digits of a text. */
    public static String digits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    public static boolean hasHan(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHan(Character.isHighSurrogate(c) ? text.codePointAt(i) : c)) {
                return true;
            }
        }
        return false;
    }

    public static boolean isHan(int c) {
        return c >= 0x3400 && (c <= 0x9FFF || Character.isIdeographic(c));
    }

    /** A 64-bit hash (FNV-1a, then the finaliser of MurmurHash3), never 0: 0 stands for "no key". */
    public static long hash(CharSequence text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    /** Spreads a number over 64 bits; never 0. */
    public static long mix(long value) {
        long hash = value;
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && !(c >= 0x4E00 && c <= 0x9FFF)) {
                return false;
            }
        }
        return true;
    }

    private static String squeeze(String text) {
        boolean same = text.charAt(0) > ' ' && text.charAt(text.length() - 1) > ' ';
        for (int i = 0; i < text.length() && same; i++) {
            char c = text.charAt(i);
            same = c > ' ' || c == ' ' && text.charAt(i - 1) != ' ';
        }
        if (same) {
            return text;
        }
        StringBuilder squeezed = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || Character.isSpaceChar(c)) {
                gap = squeezed.length() > 0;
            } else {
                if (gap) {
                    squeezed.append(' ');
                }
                gap = false;
                squeezed.append(c);
            }
        }
        return squeezed.toString();
    }
}
