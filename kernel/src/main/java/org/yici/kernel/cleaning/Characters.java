package org.yici.kernel.cleaning;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.text.HalfWidth;
import org.yici.kernel.text.Invisible;
import org.yici.kernel.text.Placeholders;

/** Character level cleaning: one width of signs and letters, one kind of space, nothing invisible. */
final class Characters {
    private static final char REPLACEMENT = 0xFFFD;

    private Characters() {}

    /**
     * Full-width signs and letters made half-width, characters composed (NFC), invisible ones dropped, trimmed, white space folded
     * to one space; null if nothing is left. Nothing that is read differently becomes the same: 10² stays 10². A character that
     * was lost on the way stands as U+FFFD.
     */
    static @Nullable String normalise(String text) {
        int length = text.length();
        char previous = ' ';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean simple = c > ' ' && c < 0x7F || c >= 0x4E00 && c <= 0x9FFF || c == ' ' && previous != ' ';
            if (!simple) {
                return fold(text);
            }
            previous = c;
        }
        if (length == 0) {
            return null;
        }
        return previous == ' ' ? text.substring(0, length - 1) : text;
    }

    /** Whether the text is one of the words and signs that departments type where there is no value. */
    static boolean absent(String text) {
        return Placeholders.noValue(text);
    }

    /** Without spaces and hyphens, capitals only: how identifiers are written down. */
    static String compact(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '-' || c >= 'a' && c <= 'z' || c > 0x7F) {
                return rewriteCompact(text);
            }
        }
        return text;
    }

    /** Drops spaces that touch a Chinese character, where they carry no meaning. */
    static String joinChinese(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return text;
        }
        StringBuilder joined = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' || !(isChinese(text.codePointBefore(i)) || isChinese(text.codePointAt(i + 1)))) {
                joined.append(c);
            }
        }
        return joined.toString();
    }

    static boolean isChinese(int c) {
        return Character.isIdeographic(c) || c == '〇' || c == '々';
    }

    static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String rewriteCompact(String text) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = c == '-' || c >= 0x2010 && c <= 0x2015 || c == 0x2212;
            if (c != ' ' && !dash) {
                compact.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
            }
        }
        return compact.toString();
    }

    private static @Nullable String fold(String raw) {
        String text = HalfWidth.of(raw);
        StringBuilder folded = new StringBuilder(text.length());
        boolean gap = false;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Invisible.space(c)) {
                gap = true;
                continue;
            }
            if (gap && folded.length() > 0) {
                folded.append(' ');
            }
            gap = false;
            int type = Character.getType(c);
            boolean lost = type == Character.CONTROL || type == Character.SURROGATE;
            folded.appendCodePoint(lost ? REPLACEMENT : c);
        }
        return folded.length() == 0 ? null : folded.toString();
    }
}
