package org.yici.kernel.cleaning;

import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Character level cleaning: one width, one kind of space, nothing invisible. */
final class Characters {
    private static final Set<String> ABSENT =
            Set.of("-", "--", "---", "/", "\\", ".", "无", "暂无", "不详", "空", "null", "NULL", "Null", "N/A", "n/a", "NA");

    private Characters() {}

    /** NFKC (which makes full-width characters half-width), trimmed, white space folded to one space; null if nothing is left. */
    static @Nullable String normalise(String text) {
        int length = text.length();
        boolean simple = true;
        boolean composed = true;
        char previous = ' ';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7F || c >= 0x4E00 && c <= 0x9FFF) {
                previous = c;
            } else if (c == ' ' && previous != ' ') {
                previous = c;
            } else {
                simple = false;
                composed &= c <= ' ' || c == 0x3000 || c >= 0xFF01 && c <= 0xFF5E;
                previous = c;
            }
        }
        if (simple) {
            if (length == 0) {
                return null;
            }
            return previous == ' ' ? text.substring(0, length - 1) : text;
        }
        return fold(composed ? text : Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** Whether the text is one of the words and signs that departments type where there is no value. */
    static boolean absent(String text) {
        return text.length() <= 4 && ABSENT.contains(text);
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
            if (c != ' ' || !(isChinese(text.charAt(i - 1)) || isChinese(text.charAt(i + 1)))) {
                joined.append(c);
            }
        }
        return joined.toString();
    }

    /** A name: spaces in Chinese names dropped, the many dots of minorities' names made the one of GB/T (U+00B7). */
    static String name(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c != ' ' && c != '.' && (c < 0x80 || c >= 0x4E00 && c <= 0x9FFF);
        }
        if (plain) {
            return text;
        }
        StringBuilder name = new StringBuilder(text.length());
        String joined = joinChinese(text);
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            boolean inside = i > 0 && i < joined.length() - 1;
            if (inside
                    && (isDot(c) || c == '.' && isChinese(joined.charAt(i - 1)) && isChinese(joined.charAt(i + 1)))) {
                c = '·';
            }
            boolean besideDot =
                    c == ' ' && (isDot(joined.charAt(i - 1)) || isDot(joined.charAt(i + 1))) && isChineseName(joined);
            if (!besideDot) {
                name.append(c);
            }
        }
        return name.toString();
    }

    static boolean isChinese(char c) {
        return c >= 0x3400 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFAFF || Character.isSurrogate(c) || c == '〇';
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

    private static boolean isChineseName(String text) {
        return text.chars().anyMatch(c -> isChinese((char) c));
    }

    private static boolean isDot(char c) {
        return switch (c) {
            case '·', '•', '・', '‧', '∙', '⋅', '●', '᛫', '⸱' -> true;
            default -> false;
        };
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

    private static @Nullable String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isInvisible(c)) {
                continue;
            }
            if (c <= ' ' || c == 0x7F || c == 0x85 || Character.isSpaceChar(c)) {
                gap = true;
                continue;
            }
            if (gap && folded.length() > 0) {
                folded.append(' ');
            }
            gap = false;
            folded.append(c >= 0xFF01 && c <= 0xFF5E ? (char) (c - 0xFEE0) : c);
        }
        return folded.length() == 0 ? null : folded.toString();
    }

    /** Zero-width characters, soft hyphen, direction and byte order marks: they come along with copy and paste. */
    private static boolean isInvisible(char c) {
        return c == 0xAD
                || c >= 0x200B && c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x2064
                || c == 0xFEFF;
    }
}
