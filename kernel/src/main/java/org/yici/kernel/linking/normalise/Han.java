package org.yici.kernel.linking.normalise;

/** Chinese characters: the simplified form, the syllables, numerals. */
public final class Han {
    private static final String NUMERALS = "零一二三四五六七八九";

    private Han() {}

    /** Traditional characters replaced by simplified ones, character by character. */
    public static String simplified(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (HanTables.simplified(text.codePointAt(i)) != text.codePointAt(i)) {
                StringBuilder simplified = new StringBuilder(text.length());
                text.codePoints().map(HanTables::simplified).forEach(simplified::appendCodePoint);
                return simplified.toString();
            }
        }
        return text;
    }

    /** Hanyu Pinyin without tones or gaps; the name begins with a surname, read as one. Other characters are kept. */
    public static String pinyin(String name) {
        String surname = surname(name);
        return surnamePinyin(surname) + syllables(name.substring(surname.length()));
    }

    /** Hanyu Pinyin of characters of which none is a surname. */
    public static String syllables(String text) {
        StringBuilder pinyin = new StringBuilder(text.length() * 4);
        text.codePoints().forEach(c -> pinyin.append(HanTables.syllable(c)));
        return pinyin.toString();
    }

    /** The syllable of one character, read as a surname or not, or the character itself. */
    public static String syllable(int c, boolean surname) {
        return surname ? surnamePinyin(Character.toString(c)) : HanTables.syllable(c);
    }

    /** The surname that a name begins with: two characters where they are a compound surname and a given name follows, else one. */
    public static String surname(String name) {
        if (name.isEmpty()) {
            return name;
        }
        int first = name.offsetByCodePoints(0, 1);
        if (name.length() > first) {
            int second = name.offsetByCodePoints(first, 1);
            if (name.length() > second && HanTables.COMPOUND.containsKey(name.substring(0, second))) {
                return name.substring(0, second);
            }
        }
        return name.substring(0, first);
    }

    /** How a surname is read, which may be otherwise than its characters are elsewhere: 单 shan, 尉迟 yuchi. */
    public static String surnamePinyin(String surname) {
        String compound = HanTables.COMPOUND.get(surname);
        if (compound != null) {
            return compound;
        }
        String single = HanTables.SURNAME.get(surname);
        return single != null ? single : syllables(surname);
    }

    /** 0 to 9 of a Chinese numeral as an address writes it, digit by digit, or -1. */
    public static int numeral(char c) {
        return c == '〇' || c == '○' ? 0 : NUMERALS.indexOf(c);
    }
}
