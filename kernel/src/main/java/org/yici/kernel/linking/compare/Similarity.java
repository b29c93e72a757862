package org.yici.kernel.linking.compare;

import java.util.HashMap;
import java.util.Map;

/** Measures of likeness of two texts, character by character, never by units of UTF-16. */
public final class Similarity {
    private static final double PREFIX_SCALE = 0.1;
    private static final int PREFIX = 4;

    private static final char PRIVATE_USE = 0xE000;

    private Similarity() {}

    /**
     * Edit distance with adjacent transpositions (optimal string alignment), given up beyond a limit.
     *
     * @return the distance, or limit + 1 if it is larger than the limit
     */
    public static int edits(String one, String other, int limit) {
        String a = one;
        String b = other;
        if (hasPairs(one) || hasPairs(other)) {
            Map<Integer, Character> units = new HashMap<>();
            a = flat(one, units);
            b = flat(other, units);
        }
        int n = a.length();
        int m = b.length();
        if (Math.abs(n - m) > limit) {
            return limit + 1;
        }
        if (n == m && limit == 1) {
            return sameLength(a, b);
        }
        int[] before = new int[m + 1];
        int[] last = new int[m + 1];
        int[] row = new int[m + 1];
        for (int j = 0; j <= m; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= n; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= m; j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, before[j - 2] + 1);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return Math.min(last[m], limit + 1);
    }

    /** Zero or one edit between texts of one length: a substitution or an adjacent transposition, else 2. */
    private static int sameLength(String a, String b) {
        int n = a.length();
        int i = 0;
        while (i < n && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == n) {
            return 0;
        }
        int j = n - 1;
        while (a.charAt(j) == b.charAt(j)) {
            j--;
        }
        boolean swapped = j == i + 1 && a.charAt(i) == b.charAt(j) && a.charAt(j) == b.charAt(i);
        if (i == j || swapped) {
            return 1;
        }
        // An insertion and a deletion are two edits, whatever their place.
        return 2;
    }

    /** Jaro–Winkler similarity, 0 to 1 (Winkler 1990). */
    static double jaroWinkler(String one, String other) {
        if (hasPairs(one) || hasPairs(other)) {
            Map<Integer, Character> units = new HashMap<>();
            return jaroWinkler(flat(one, units), flat(other, units));
        }
        String a = one;
        String b = other;
        // Letters are matched greedily, so the outcome may depend on which text comes first.
        return a.compareTo(b) <= 0 ? ordered(a, b) : ordered(b, a);
    }

    private static double ordered(String a, String b) {
        int n = a.length();
        int m = b.length();
        if (n == 0 || m == 0) {
            return 0;
        }
        if (n > 64 || m > 64) {
            return a.equals(b) ? 1 : 0;
        }
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        long matchedA = 0;
        long matchedB = 0;
        int matches = 0;
        for (int i = 0; i < n; i++) {
            int to = Math.min(m - 1, i + window);
            for (int j = Math.max(0, i - window); j <= to; j++) {
                if ((matchedB >>> j & 1) == 0 && a.charAt(i) == b.charAt(j)) {
                    matchedA |= 1L << i;
                    matchedB |= 1L << j;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int halfTranspositions = 0;
        int j = 0;
        for (int i = 0; i < n; i++) {
            if ((matchedA >>> i & 1) != 0) {
                while ((matchedB >>> j & 1) == 0) {
                    j++;
                }
                halfTranspositions += a.charAt(i) == b.charAt(j++) ? 0 : 1;
            }
        }
        double common = matches;
        double jaro = (common / n + common / m + (common - halfTranspositions / 2) / common) / 3;
        int prefix = 0;
        while (prefix < Math.min(PREFIX, Math.min(n, m)) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_SCALE * (1 - jaro);
    }

    /** Whether the characters of the shorter stand in the longer in the same order. */
    static boolean isSubsequence(String shorter, String longer) {
        int at = 0;
        int c;
        for (int i = 0; i < longer.length() && at < shorter.length(); i += Character.charCount(c)) {
            c = longer.codePointAt(i);
            if (c == shorter.codePointAt(at)) {
                at += Character.charCount(c);
            }
        }
        return at == shorter.length();
    }

    /** Whether a text has characters beyond the basic plane, which are two units of UTF-16 each. */
    private static boolean hasPairs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** A text with one unit for each character: those beyond the basic plane get one of the private use area, the same in both texts. */
    private static String flat(String text, Map<Integer, Character> units) {
        StringBuilder flat = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> flat.append(
                        c > Character.MAX_VALUE
                                ? units.computeIfAbsent(c, absent -> (char) (PRIVATE_USE + units.size()))
                                        .charValue()
                                : (char) c));
        return flat.toString();
    }
}
