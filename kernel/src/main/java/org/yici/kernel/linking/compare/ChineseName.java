package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Han;
import org.yici.kernel.linking.normalise.Romanised;
import org.yici.kernel.linking.normalise.Text;

/** A Chinese person's name, in characters or transliterated in any order and spelling. Column: the name. */
final class ChineseName implements FieldComparison<ChineseName.Name> {
    private static final List<String> LEVELS = List.of(
            "same",
            "homophone",
            "transliterated",
            "near_homophone",
            "part_missing",
            "one_character",
            "masked",
            "surname",
            "other");
    /** As in 李某某, where a name is not to be seen. */
    private static final char MASK = '某';

    private static final List<String> PARTS = List.of("characters", "sound", "surname", "initial");
    private static final List<String> TOKENS = List.of("characters", "sound");

    /**
     * @param characters simplified; empty for a name in Latin letters
     * @param letters folded as {@link Romanised#fold} does
     * @param unordered the same letters in alphabetical order
     * @param surname folded syllable of the first character; empty for a name in Latin letters
     */
    record Name(
            String characters, String letters, String unordered, String surname, long charactersHash, long soundHash) {}

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
    public @Nullable Name prepare(String[] columns) {
        String text = columns[0];
        if (Text.hasHan(text)) {
            String characters = Han.simplified(Text.alphanumeric(text));
            boolean masked = characters.length() > 1 && characters.indexOf(MASK) >= 1;
            if (masked) {
                characters = characters.substring(0, characters.indexOf(MASK)) + MASK;
            }
            if (characters.isEmpty()) {
                return null;
            }
            String letters = Romanised.fold(Han.pinyin(characters));
            String surname = Romanised.fold(Han.syllable(characters.charAt(0), true));
            return name(characters, letters, surname);
        }
        String letters = Romanised.fold(text);
        return letters.length() < 2 ? null : name("", letters, "");
    }

    private static Name name(String characters, String letters, String surname) {
        String unordered = Romanised.unordered(letters);
        return new Name(
                characters,
                letters,
                unordered,
                surname,
                characters.isEmpty() ? 0 : Text.hash(characters),
                Text.hash(unordered));
    }

    @Override
    public int compare(Name a, Name b) {
        boolean bothHan = !a.characters.isEmpty() && !b.characters.isEmpty();
        if (bothHan) {
            return characters(a, b);
        }
        if (a.soundHash == b.soundHash) {
            return 2;
        }
        int edits = Similarity.edits(a.letters, b.letters, 2);
        if (edits <= 1 || Similarity.edits(a.unordered, b.unordered, 1) <= 1) {
            return 3;
        }
        Name latin = a.characters.isEmpty() ? a : b;
        Name other = latin == a ? b : a;
        if (contains(other.letters, latin.letters) || contains(latin.letters, other.letters)) {
            return 4;
        }
        String surname = other.surname;
        boolean same = !surname.isEmpty() && (latin.letters.startsWith(surname) || latin.letters.endsWith(surname));
        return same ? isMasked(other) ? 6 : 7 : 8;
    }

    private static boolean contains(String longer, String shorter) {
        return shorter.length() >= 4 && (longer.startsWith(shorter) || longer.endsWith(shorter));
    }

    private static boolean isMasked(Name name) {
        return name.characters.length() > 1 && name.characters.indexOf(MASK) >= 1;
    }

    private static int characters(Name a, Name b) {
        if (isMasked(a) || isMasked(b)) {
            return a.surname.equals(b.surname) ? 6 : 8;
        }
        if (a.charactersHash == b.charactersHash) {
            return 0;
        }
        if (a.letters.equals(b.letters)) {
            return 1;
        }
        if (a.characters.length() == b.characters.length() && a.soundHash == b.soundHash) {
            return 3;
        }
        if (a.characters.length() != b.characters.length()) {
            boolean shorter = a.characters.length() < b.characters.length();
            String less = shorter ? a.characters : b.characters;
            String more = shorter ? b.characters : a.characters;
            if (less.length() >= 2 && Similarity.isSubsequence(less, more)) {
                return 4;
            }
        } else if (a.characters.length() >= 3 && Similarity.edits(a.characters, b.characters, 1) <= 1) {
            return 5;
        }
        return a.surname.equals(b.surname) ? 7 : 8;
    }

    @Override
    public long token(Name value, int kind) {
        return kind == 0 ? value.charactersHash : value.soundHash;
    }

    @Override
    public long sharedToken(Name a, Name b, int level, int kind) {
        if (level == 0) {
            return kind == 0 ? a.charactersHash : 0;
        }
        return level <= 2 && kind == 1 ? a.soundHash : 0;
    }

    @Override
    public long part(Name value, int part) {
        return switch (part) {
            case 0 -> value.charactersHash;
            case 1 -> value.soundHash;
            case 2 -> value.surname.isEmpty() ? 0 : Text.hash(value.surname);
            case 3 -> value.characters.isEmpty() ? 0 : value.characters.charAt(0);
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public String text(Name value) {
        return value.characters.isEmpty() ? value.letters : value.characters;
    }
}
