package org.yici.app.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.yici.kernel.linking.normalise.Han;
import org.yici.kernel.text.HalfWidth;

/**
 * What somebody typed, in the form in which names are compared: simplified characters, half-width, lower case.
 *
 * @param text with single spaces between words
 * @param words its words
 * @param whole letters and digits alone
 */
record Wanted(String text, List<String> words, String whole) {
    /** What was typed, without what people put around the thing itself. */
    static Wanted of(String typed, List<String> ignored) {
        Wanted all = of(typed);
        // The longest first, or "how to" would leave "do i get" of "how do i get".
        List<String> longestFirst = new ArrayList<>(ignored);
        longestFirst.sort((one, other) -> other.length() - one.length());
        String text = " " + all.text() + " ";
        for (String filler : longestFirst) {
            text = text.replace(isLatin(filler) ? " " + filler + " " : filler, " ");
        }
        Wanted bare = of(text);
        return bare.whole().isEmpty() ? all : bare;
    }

    private static Wanted of(String typed) {
        String text = normal(typed).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        List<String> words =
                Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
        return new Wanted(text, words, String.join("", words));
    }

    /** A name without signs and gaps. */
    static String name(String text) {
        return of(text).whole();
    }

    private static String normal(String text) {
        return Han.simplified(HalfWidth.of(text)).toLowerCase(Locale.ROOT);
    }

    boolean isLatin() {
        return isLatin(whole);
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(c -> c < 0x250);
    }
}
