package org.yici.app.directory;

import org.jspecify.annotations.Nullable;

/** Words that are nearly the same: one character is wrong, missing, too many, or two neighbours are swapped. */
final class Typos {
    private static final int LEAST = 3;

    private Typos() {}

    /** Whether two words are apart by one such error. Of two characters only a swap is told from another word. */
    static boolean near(String one, String other) {
        if (one.length() > other.length()) {
            return near(other, one);
        }
        int same = 0;
        while (same < one.length() && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        if (same == other.length()) {
            return false;
        }
        String rest = one.substring(same);
        String otherRest = other.substring(same);
        if (one.length() < other.length()) {
            return one.length() >= LEAST - 1 && other.length() >= LEAST && rest.equals(otherRest.substring(1));
        }
        boolean swapped = rest.length() > 1
                && rest.charAt(0) == otherRest.charAt(1)
                && rest.charAt(1) == otherRest.charAt(0)
                && rest.substring(2).equals(otherRest.substring(2));
        return swapped || one.length() >= LEAST && rest.substring(1).equals(otherRest.substring(1));
    }

    /** The part of a text that a word is near to, or null. */
    static @Nullable String part(String text, String word) {
        for (int length : lengths(word)) {
            for (int start = 0; length > 1 && start + length <= text.length(); start++) {
                String part = text.substring(start, start + length);
                if (near(part, word)) {
                    return part;
                }
            }
        }
        return null;
    }

    /** The beginning of a text that a word is near to, or null. */
    static @Nullable String beginning(String text, String word) {
        for (int length : lengths(word)) {
            if (length <= text.length() && near(text.substring(0, length), word)) {
                return text.substring(0, length);
            }
        }
        return null;
    }

    private static int[] lengths(String word) {
        return new int[] {word.length(), word.length() + 1, word.length() - 1};
    }
}
