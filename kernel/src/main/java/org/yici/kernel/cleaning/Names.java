package org.yici.kernel.cleaning;

import java.util.regex.Pattern;
import org.yici.kernel.text.HanRepair;
import org.yici.kernel.text.Invisible;
import org.yici.kernel.text.NameDots;

/** Brings the name of a person or a company into one form and refuses one that was damaged on its way. */
final class Names {
    private static final BrokenRuleException FORM = new BrokenRuleException(QuarantineRule.NAME_FORM);
    private static final BrokenRuleException DAMAGED = new BrokenRuleException(QuarantineRule.NAME_DAMAGED);
    /** Characters of HTML, of Java and of addresses of the web that were written down instead of decoded. */
    private static final Pattern ESCAPED =
            Pattern.compile("&#|&(middot|bull|nbsp|ensp|emsp|amp|quot|lt|gt);|\\\\u|(%[0-9A-Fa-f]{2}){2}");
    /** By their names in Unicode, what stands for a character that could not be written. */
    private static final Pattern PLACE_TAKER =
            Pattern.compile(".*(QUESTION MARK|WHITE SQUARE|BLACK SQUARE|LARGE SQUARE|DOTTED SQUARE).*");

    private Names() {}

    /**
     * @param text as {@link Characters#normalise} leaves it
     * @throws BrokenRuleException if characters of it are lost, or it has no letter
     */
    static String name(String text) {
        if (isPlain(text)) {
            return text;
        }
        String repaired = HanRepair.of(text);
        if (damaged(repaired)) {
            throw DAMAGED;
        }
        String name = dotted(Characters.joinChinese(repaired));
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
        return onlyAccents
                || isUndecoded(text)
                || Mojibake.isUtf8(text)
                || ESCAPED.matcher(text).find();
    }

    /** Replacement characters, or filled memory, that were read as GBK. */
    private static boolean isUndecoded(String text) {
        return text.contains("锟斤") || text.contains("斤拷") || text.contains("烫烫") || text.contains("屯屯");
    }

    /** What stands for a character that could not be written: question marks, asterisks, boxes, the geta of printers. */
    private static boolean isPlaceTaker(int c) {
        if (c < 0x80) {
            return c == '?' || c == '*';
        }
        if (c == '¿' || c == '〓' || c >= 0x2500 && c <= 0x25FF) {
            return !NameDots.isDot(c);
        }
        int type = Character.getType(c);
        String title =
                type == Character.OTHER_PUNCTUATION || type == Character.OTHER_SYMBOL ? Character.getName(c) : null;
        return title != null && PLACE_TAKER.matcher(title).matches() && !NameDots.isDot(c);
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
            boolean full = NameDots.isFullStop(c) && between(text, i);
            if (NameDots.isDot(c) || full) {
                dot = true;
            } else if (c != ' ' || !besideDot(text, i)) {
                if (dot && name.length() > 0) {
                    name.append(NameDots.DOT);
                }
                dot = false;
                name.appendCodePoint(c);
            }
        }
        return name.toString();
    }

    private static boolean besideDot(String text, int at) {
        return NameDots.isDot(text.codePointBefore(at)) || NameDots.isDot(text.codePointAt(at + 1));
    }

    /** Whether a full stop, or a row of them, has a Chinese character on both sides. */
    private static boolean between(String text, int at) {
        int from = at;
        while (from > 0 && NameDots.isFullStop(text.charAt(from - 1))) {
            from--;
        }
        int to = at + 1;
        while (to < text.length() && NameDots.isFullStop(text.charAt(to))) {
            to++;
        }
        return from > 0
                && to < text.length()
                && Characters.isChinese(text.codePointBefore(from))
                && Characters.isChinese(text.codePointAt(to));
    }
}
