package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.GivenNames;
import org.yici.kernel.linking.normalise.Text;

/**
 * Two texts that belong together and are sometimes exchanged: given name and surname, two lines of an address. One comparison
 * of both, so that what holds for them together need not be taken for independent. Columns: first, second.
 */
final class NamePair implements FieldComparison<NamePair.Pair> {
    private static final String[] FIRST = {"same", "alias", "similar", "initial", "other", "unknown"};
    private static final String[] SECOND = {"same", "similar", "other", "unknown"};
    private static final List<String> LEVELS = levelNames();
    private static final List<String> PARTS =
            List.of("both", "first", "second", "first_prefix", "second_prefix", "either", "initials");
    private static final List<String> TOKENS = List.of("first", "second");
    private static final int ALIAS = 1;
    private static final int SIMILAR = 2;
    private static final int INITIAL = 3;
    private static final int OTHER = 4;
    private static final int UNKNOWN = 5;
    private static final int GRID = 24;
    private static final int CROSSED = GRID;
    private static final int CROSSED_SIMILAR = GRID + 1;
    private static final int CROSSED_ONE = GRID + 2;
    private static final double LIKE = 0.86;
    private static final int PREFIX = 4;

    record Pair(String first, String second, long firstHash, long secondHash) {}

    private static List<String> levelNames() {
        String[] names = new String[GRID + 3];
        for (int i = 0; i < GRID; i++) {
            names[i] = FIRST[i / 4] + "_" + SECOND[i % 4];
        }
        names[CROSSED] = "exchanged";
        names[CROSSED_SIMILAR] = "exchanged_similar";
        names[CROSSED_ONE] = "exchanged_one";
        return List.of(names);
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public List<String> tokens() {
        return TOKENS;
    }

    @Override
    public @Nullable Pair prepare(String[] columns) {
        String first = Text.lower(columns[0]);
        String second = Text.lower(columns[1]);
        if (first.isEmpty() && second.isEmpty()) {
            return null;
        }
        return new Pair(first, second, hash(first), hash(second));
    }

    private static long hash(String text) {
        return text.isEmpty() ? 0 : Text.hash(text);
    }

    @Override
    public int compare(Pair a, Pair b) {
        int first = first(a.first, b.first);
        int second = second(a.second, b.second);
        boolean good = (first <= INITIAL || first == UNKNOWN) && (second <= 1 || second == 3);
        if (!good) {
            int crossed = crossed(a, b);
            if (crossed >= 0) {
                return crossed;
            }
        }
        int level = first * 4 + second;
        return level == UNKNOWN * 4 + 3 ? SILENT : level;
    }

    private static int crossed(Pair a, Pair b) {
        boolean one = !a.first.isEmpty() && !b.second.isEmpty();
        boolean other = !a.second.isEmpty() && !b.first.isEmpty();
        boolean sameOne = one && a.firstHash == b.secondHash;
        boolean sameOther = other && a.secondHash == b.firstHash;
        if (sameOne && sameOther) {
            return CROSSED;
        }
        if (one && other && second(a.first, b.second) <= 1 && second(a.second, b.first) <= 1) {
            return CROSSED_SIMILAR;
        }
        return (sameOne && !other) || (sameOther && !one) ? CROSSED_ONE : -1;
    }

    private static int first(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return UNKNOWN;
        }
        if (a.equals(b)) {
            return 0;
        }
        if (GivenNames.alias(a, b)) {
            return ALIAS;
        }
        if (like(a, b)) {
            return SIMILAR;
        }
        return initial(a, b) || initial(b, a) ? INITIAL : OTHER;
    }

    private static int second(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 3;
        }
        return a.equals(b) ? 0 : like(a, b) ? 1 : 2;
    }

    private static boolean like(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        return shorter >= 3 && Similarity.edits(a, b, 1) <= 1
                || shorter >= 6 && Similarity.edits(a, b, 2) <= 2
                || Similarity.jaroWinkler(a, b) >= LIKE;
    }

    private static boolean initial(String one, String name) {
        return !one.isEmpty()
                && (one.length() == 1 || one.length() == 2 && one.charAt(1) == '.')
                && one.charAt(0) == name.charAt(0);
    }

    @Override
    public long token(Pair value, int kind) {
        return kind == 0 ? value.firstHash : value.secondHash;
    }

    @Override
    public long sharedToken(Pair a, Pair b, int level, int kind) {
        if (level >= CROSSED) {
            // Which of the two is the given name is not known, and so neither is how rare it is.
            return 0;
        }
        if (kind == 0) {
            return level / 4 == 0 ? a.firstHash : 0;
        }
        return level % 4 == 0 ? a.secondHash : 0;
    }

    @Override
    public long part(Pair value, int part) {
        return switch (part) {
            case 0 -> value.firstHash != 0 && value.secondHash != 0 ? Text.mix(value.firstHash + value.secondHash) : 0;
            case 1 -> value.firstHash;
            case 2 -> value.secondHash;
            case 3 -> prefix(value.first);
            case 4 -> prefix(value.second);
            case 5 -> value.secondHash != 0 ? value.secondHash : value.firstHash;
            case 6 ->
                value.first.isEmpty() || value.second.isEmpty()
                        ? 0
                        : Text.mix((long) value.first.charAt(0) * value.second.charAt(0));
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    private static long prefix(String text) {
        return text.isEmpty() ? 0 : Text.hash(text.substring(0, Math.min(PREFIX, text.length())));
    }

    @Override
    public String text(Pair value) {
        return (value.first + " | " + value.second).strip();
    }
}
