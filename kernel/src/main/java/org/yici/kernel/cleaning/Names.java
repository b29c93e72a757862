package org.yici.kernel.cleaning;

import java.util.regex.Pattern;
import org.yici.kernel.text.HanRepair;
import org.yici.kernel.text.Invisible;

/** Brings the name of a person or a company into one form and refuses one that was damaged on its way. */
final class Names {
    private static final BrokenRuleException FORM = new BrokenRuleException("name.form");
    private static final BrokenRuleException DAMAGED = new BrokenRuleException("name.damaged");
    /** The dot between the parts of a minority's name: GB/T 36339 and the household registers. */
    private static final char DOT = '\u00B7';

    /** Names of characters that people take for that dot. */
    private static final Pattern DOT_TITLE = Pattern.compile(
            "(?!BRAILLE|MUSICAL).*( DOT|BULLET|DOT OPERATOR|BULLET OPERATOR|RING OPERATOR|RING POINT|HYPHENATION POINT"
                    + "|ONE DOT LEADER|SMALL FULL STOP|SPOT|RUNIC SINGLE PUNCTUATION|RAISED SQUARE|BLACK SMALL SQUARE"
                    + "|BLACK CIRCLE|BLACK LARGE CIRCLE|SMALL CIRCLE|SMALL WHITE CIRCLE|CIRCLE FOR RECORD)");

    private Names() {}

    /**
     * @param text as {@link Characters#normalise} leaves it
     * @throws BrokenRuleException if characters of it are lost, or it has no letter
     */
    static String name(String text) {
        if (isPlain(text)) {
            return text;
        }
        String repaired = HanRepair.name(text);
        if (damaged(repaired)) {
            throw DAMAGED;
        }
        String name = repaired.codePoints().anyMatch(Characters::isChinese)
                ? dotted(Characters.joinChinese(repaired))
                : repaired;
        if (name.codePoints().noneMatch(Character::isLetter)) {
            throw FORM;
        }
        return name;
    }

    /** Chinese characters of the basic block and nothing else. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x4E00 || c > 0x9FFF) {
                return false;
            }
        }
        return !isUndecoded(text);
    }

    private static boolean damaged(String text) {
        int latin = 0;
        boolean ascii = false;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Invisible.lost(c) || isPlaceTaker(c) || isWrongCharset(c)) {
                return true;
            }
            ascii |= c < 0x80 && Character.isLetter(c);
            latin += c >= 0xC0 && c <= 0xFF ? 1 : 0;
        }
        boolean onlyAccents = latin >= 2 && !ascii && latin == text.codePointCount(0, text.length());
        return onlyAccents || text.contains("&#") || text.contains("\\u") || isUndecoded(text);
    }

    /** Replacement characters, or filled memory, that were read as GBK. */
    private static boolean isUndecoded(String text) {
        return text.contains("锟斤") || text.contains("斤拷") || text.contains("烫烫") || text.contains("屯屯");
    }

    /** What stands for a character that could not be written: question marks, asterisks, boxes, the geta of printers. */
    private static boolean isPlaceTaker(int c) {
        return c == '?' || c == '*' || c == '¿' || c == '〓' || c >= 0x2500 && c <= 0x25FF && !isDot(c);
    }

    /** Signs of Latin-1 that no name has, but GBK or UTF-8 read as Latin-1. */
    private static boolean isWrongCharset(int c) {
        return c >= 0xA1 && c <= 0xBE && "ª«®·º»©".indexOf(c) < 0 || c == '×' || c == '÷';
    }

    /** Dots between two parts made one of one kind, with no space beside it; none at an end. */
    private static String dotted(String text) {
        StringBuilder name = new StringBuilder(text.length());
        boolean dot = false;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            boolean full = isFullStop(c) && between(text, i);
            if (isDot(c) || full) {
                dot = true;
            } else if (c != ' ' || !besideDot(text, i)) {
                if (dot && name.length() > 0) {
                    name.append(DOT);
                }
                dot = false;
                name.appendCodePoint(c);
            }
        }
        return name.toString();
    }

    private static boolean besideDot(String text, int at) {
        return isDot(text.codePointBefore(at)) || isDot(text.codePointAt(at + 1));
    }

    private static boolean isFullStop(int c) {
        return c == '.' || c == '。' || c == '｡';
    }

    /** Whether a full stop, or a row of them, has a Chinese character on both sides. */
    private static boolean between(String text, int at) {
        int from = at;
        while (from > 0 && isFullStop(text.charAt(from - 1))) {
            from--;
        }
        int to = at + 1;
        while (to < text.length() && isFullStop(text.charAt(to))) {
            to++;
        }
        return from > 0
                && to < text.length()
                && Characters.isChinese(text.codePointBefore(from))
                && Characters.isChinese(text.codePointAt(to));
    }

    /** Any sign that Unicode calls a dot, a bullet, a point between words or a small or black circle. */
    private static boolean isDot(int c) {
        if (c == DOT || c == 0xA78F || c == 0x1427) {
            return true;
        }
        int type = Character.getType(c);
        boolean sign = type == Character.OTHER_PUNCTUATION
                || type == Character.OTHER_SYMBOL
                || type == Character.MATH_SYMBOL
                || type == Character.CONNECTOR_PUNCTUATION;
        String title = c > 0x7F && sign ? Character.getName(c) : null;
        return title != null && DOT_TITLE.matcher(title).matches();
    }
}
