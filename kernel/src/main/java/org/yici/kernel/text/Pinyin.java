package org.yici.kernel.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.sourceforge.pinyin4j.PinyinHelper;

/**
 * How a Chinese text is spelled in Hanyu Pinyin without tones. A character counts with every reading it has (行 is xing and hang), so
 * no dictionary of words has to guess which one is meant. Characters that are not Chinese spell themselves.
 */
public final class Pinyin {
    private final List<Set<String>> readings;

    private Pinyin(List<Set<String>> readings) {
        this.readings = readings;
    }

    /** Prepares a text in lower case. */
    public static Pinyin of(String text) {
        List<Set<String>> readings = new ArrayList<>(text.length());
        text.codePoints().forEach(character -> readings.add(readings(character)));
        return new Pinyin(List.copyOf(readings));
    }

    private static Set<String> readings(int character) {
        String[] marked =
                Character.isBmpCodePoint(character) ? PinyinHelper.toHanyuPinyinStringArray((char) character) : null;
        if (marked == null) {
            return Set.of(Character.toString(character));
        }
        Set<String> readings = new LinkedHashSet<>();
        for (String reading : marked) {
            // Written lu:3: the tone goes, and ü is typed v or u.
            String plain = reading.replaceAll("\\d", "");
            readings.add(plain.replace("u:", "v"));
            readings.add(plain.replace("u:", "u"));
        }
        return readings;
    }

    /**
     * Where letters spell a part of the text, syllable by syllable; the last syllable may be unfinished, as while typing:
     * {@code ershouf}.
     *
     * @param letters lower case, without gaps
     * @return index of the first character that they spell, or -1
     */
    public int indexOf(String letters) {
        for (int start = 0; start < readings.size(); start++) {
            if (spells(letters, 0, start, start)) {
                return start;
            }
        }
        return -1;
    }

    private boolean spells(String letters, int at, int character, int start) {
        if (at == letters.length()) {
            return true;
        }
        if (character == readings.size()) {
            return false;
        }
        for (String reading : readings.get(character)) {
            if (letters.startsWith(reading, at) && spells(letters, at + reading.length(), character + 1, start)) {
                return true;
            }
            if (character > start && reading.startsWith(letters.substring(at))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where letters are the initials of a part of the text: {@code esf} of 二手房.
     *
     * @param letters lower case, without gaps
     * @return index of the first character of that part, or -1
     */
    public int indexOfInitials(String letters) {
        for (int start = 0; start + letters.length() <= readings.size(); start++) {
            int at = 0;
            while (at < letters.length() && begins(readings.get(start + at), letters.charAt(at))) {
                at++;
            }
            if (at == letters.length()) {
                return start;
            }
        }
        return -1;
    }

    private static boolean begins(Set<String> readings, char letter) {
        return readings.stream().anyMatch(reading -> reading.charAt(0) == letter);
    }

    /** The text spelled with the first reading of each character. */
    public String letters() {
        StringBuilder letters = new StringBuilder();
        readings.forEach(reading -> letters.append(reading.iterator().next()));
        return letters.toString();
    }
}
