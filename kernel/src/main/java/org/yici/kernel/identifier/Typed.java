package org.yici.kernel.identifier;

/** Characters that people type where there is no identifier. */
final class Typed {
    private static final int LONGEST_BLOCK = 3;

    private Typed() {}

    /** Whether a text is one character, a pair or three of them over and over, or counts up or down: 1111, 1212, 123123, 8901, 3210. */
    static boolean idly(String text) {
        for (int block = 1; block <= LONGEST_BLOCK && 2 * block <= text.length(); block++) {
            if (repeats(text, block)) {
                return true;
            }
        }
        return counts(text, 1) || counts(text, 9);
    }

    /** Whether a text is one character over and over. */
    static boolean one(String text) {
        return repeats(text, 1);
    }

    private static boolean repeats(String text, int block) {
        for (int i = block; i < text.length(); i++) {
            if (text.charAt(i) != text.charAt(i - block)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether each digit is the one before it and a step, without carry. */
    private static boolean counts(String text, int step) {
        for (int i = 1; i < text.length(); i++) {
            if ((text.charAt(i) - text.charAt(i - 1) + 10) % 10 != step) {
                return false;
            }
        }
        return text.length() > 1 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
