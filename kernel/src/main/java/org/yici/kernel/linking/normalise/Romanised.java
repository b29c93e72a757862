package org.yici.kernel.linking.normalise;

/**
 * Names in Latin letters, folded so that Hanyu Pinyin, Wade–Giles without its apostrophes and their common mixtures come out
 * alike: {@code Hsü Chien-ch'i}, {@code Xu Jianqi} and {@code XU JIANQI} are {@code XuCianCi}. Coarse on purpose; what it
 * confuses, the other fields tell apart.
 */
public final class Romanised {
    private Romanised() {}

    /** Folds the letters of a name; anything that is no letter is dropped. */
    public static String fold(String name) {
        String text = letters(name);
        StringBuilder folded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            at = step(text, at, folded);
        }
        return folded.toString();
    }

    /** The folded letters in alphabetical order: the same for every order of surname and given name. */
    public static String unordered(String folded) {
        int[] letters = folded.codePoints().sorted().toArray();
        return new String(letters, 0, letters.length);
    }

    private static int step(String text, int at, StringBuilder folded) {
        if (text.startsWith("tsh", at)) {
            folded.append('C');
            return at + 3;
        }
        if (text.startsWith("zh", at) || text.startsWith("ch", at)) {
            folded.append('C');
            return at + 2;
        }
        if (text.startsWith("hs", at)) {
            folded.append('X');
            return at + 2;
        }
        if (text.startsWith("sh", at)) {
            folded.append('S');
            return at + 2;
        }
        if (text.startsWith("ts", at) || text.startsWith("tz", at)) {
            folded.append('Z');
            return at + 2;
        }
        if (text.startsWith("ien", at)) {
            folded.append("ian");
            return at + 3;
        }
        if (text.startsWith("ung", at)) {
            folded.append("onk");
            return at + 3;
        }
        folded.append(single(text.charAt(at)));
        return at + 1;
    }

    private static char single(char c) {
        return switch (c) {
            case 'x' -> 'X';
            case 'j', 'q', 'r' -> 'C';
            case 'z', 'c' -> 'Z';
            case 'b' -> 'p';
            case 'd' -> 't';
            case 'g' -> 'k';
            case 'v', 'ü' -> 'u';
            default -> c;
        };
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.codePoints()
                .map(Character::toLowerCase)
                .filter(Character::isLetter)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
