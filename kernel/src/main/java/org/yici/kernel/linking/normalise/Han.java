package org.yici.kernel.linking.normalise;

/** Chinese characters: the simplified form, the syllables, numerals. */
public final class Han {
    private static final String NUMERALS = "零一二三四五六七八九";

    private Han() {}

    /** Traditional characters replaced by simplified ones, character by character. */
    public static String simplified(String text) {
        char[] table = HanTables.SIMPLIFIED;
        for (int i = 0; i < text.length(); i++) {
            if (table[text.charAt(i)] != text.charAt(i)) {
                char[] chars = text.toCharArray();
                for (int j = i; j < chars.length; j++) {
                    chars[j] = table[chars[j]];
                }
                return new String(chars);
            }
        }
        return text;
    }

    /** Hanyu Pinyin without tones or gaps; the first character is read as a surname. Other characters are kept. */
    public static String pinyin(String name) {
        StringBuilder pinyin = new StringBuilder(name.length() * 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            String syllable = i == 0 ? HanTables.SURNAME_SYLLABLE[c] : HanTables.SYLLABLE[c];
            if (syllable == null) {
                pinyin.append(c);
            } else {
                pinyin.append(syllable);
            }
        }
        return pinyin.toString();
    }

    /** The syllable of one character, or the character itself. */
    public static String syllable(char c, boolean surname) {
        String syllable = surname ? HanTables.SURNAME_SYLLABLE[c] : HanTables.SYLLABLE[c];
        return syllable == null ? String.valueOf(c) : syllable;
    }

    /** 0 to 9 of a Chinese numeral as an address writes it, digit by digit, or -1. */
    public static int numeral(char c) {
        return c == '〇' || c == '○' ? 0 : NUMERALS.indexOf(c);
    }
}
