package org.yici.kernel.linking.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Han;
import org.yici.kernel.linking.normalise.Romanised;
import org.yici.kernel.linking.normalise.Text;
import org.yici.kernel.text.NameDots;

/**
 * A name in Chinese characters, of a Han or of any other people, or transliterated in any order and spelling. A name of parts
 * (given name · father's name) is compared part by part. Column: the name.
 */
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
    /** Characters of a Han name with a compound surname. */
    private static final int LONGEST_HAN = 4;

    /** Letters of a whole name. */
    private static final int SHORTEST_LATIN = 5;

    private static final List<String> PARTS = List.of("characters", "sound", "surname", "initial");
    private static final List<String> TOKENS = List.of("characters", "sound");
    /** What is typed where the name is not known. */
    private static final Set<String> NOBODY = Set.of(
            "无名氏", "无名", "佚名", "匿名", "姓名不详", "姓名", "测试", "测试人员", "测试用户", "本人", "户主", "某某", "某某某", "test", "admin",
            "noname");

    /**
     * @param characters simplified, dots left out; empty for a name in Latin letters
     * @param letters folded as {@link Romanised#fold} does
     * @param unordered the same letters in alphabetical order
     * @param given first part of a name of parts; empty if it is of one
     * @param surname folded syllables of the surname, or of the last part: the father's name; empty for a name in Latin letters
     */
    record Name(
            String characters,
            String letters,
            String unordered,
            String given,
            String surname,
            long charactersHash,
            long soundHash) {
        boolean isHan() {
            return !characters.isEmpty();
        }

        boolean isOfParts() {
            return !given.isEmpty();
        }
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
    public @Nullable Name prepare(String[] columns) {
        String text = columns[0];
        if (!Text.hasHan(text)) {
            String letters = Romanised.fold(text);
            return letters.length() < 2 || NOBODY.contains(Text.alphanumeric(Text.lower(text)))
                    ? null
                    : name("", letters, "", "");
        }
        String characters = Han.simplified(Text.alphanumeric(text));
        if (characters.isEmpty() || NOBODY.contains(characters)) {
            return null;
        }
        int mask = characters.indexOf(MASK);
        if (mask >= 1) {
            characters = characters.substring(0, mask) + MASK;
        }
        List<String> parts = parts(text);
        if (parts.size() < 2 || mask >= 1) {
            String surname = Romanised.fold(Han.surnamePinyin(Han.surname(characters)));
            return name(characters, Romanised.fold(Han.pinyin(characters)), "", surname);
        }
        String father = Romanised.fold(Han.syllables(parts.get(parts.size() - 1)));
        return name(characters, Romanised.fold(Han.syllables(characters)), parts.get(0), father);
    }

    /** The parts between dots, simplified; a single one for most names. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            if (NameDots.isDot(c) || NameDots.isFullStop(c)) {
                add(parts, part);
            } else if (Character.isLetterOrDigit(c)) {
                part.appendCodePoint(c);
            }
        }
        add(parts, part);
        return parts;
    }

    private static void add(List<String> parts, StringBuilder part) {
        if (!part.isEmpty()) {
            parts.add(Han.simplified(part.toString()));
            part.setLength(0);
        }
    }

    private static Name name(String characters, String letters, String given, String surname) {
        String unordered = Romanised.unordered(letters);
        return new Name(
                characters,
                letters,
                unordered,
                given,
                surname,
                characters.isEmpty() ? 0 : Text.hash(characters),
                Text.hash(unordered));
    }

    @Override
    public int compare(Name a, Name b) {
        boolean bothHan = a.isHan() && b.isHan();
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
        return name.characters.indexOf(MASK) >= 1;
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
        if (a.isOfParts() && b.isOfParts() && !likeGiven(a, b)) {
            return a.surname.equals(b.surname) ? 7 : 8;
        }
        int lengthA = Text.length(a.characters);
        int lengthB = Text.length(b.characters);
        if (lengthA == lengthB && a.soundHash == b.soundHash) {
            return 3;
        }
        if (lengthA != lengthB) {
            if (isPart(lengthA < lengthB ? a : b, lengthA < lengthB ? b : a)) {
                return 4;
            }
        } else if (lengthA >= 3 && Similarity.edits(a.characters, b.characters, 1) <= 1) {
            return 5;
        }
        return a.surname.equals(b.surname) ? 7 : 8;
    }

    /** The given names of two names of parts: whatever the father is called, a person keeps this one. */
    private static boolean likeGiven(Name a, Name b) {
        return a.given.equals(b.given)
                || Text.length(a.given) >= 3 && Similarity.edits(a.given, b.given, 1) <= 1
                || Romanised.fold(Han.syllables(a.given)).equals(Romanised.fold(Han.syllables(b.given)));
    }

    /** Whether one name is the other with something left out: of a long one no less than half, or its given name. */
    private static boolean isPart(Name less, Name more) {
        int length = Text.length(less.characters);
        int whole = Text.length(more.characters);
        boolean enough =
                length >= 2 && (whole <= LONGEST_HAN || length * 2 >= whole) || less.characters.equals(more.given);
        return enough && Similarity.isSubsequence(less.characters, more.characters);
    }

    /** Two names in characters, neither masked, that have at most the surname in common. */
    @Override
    public boolean contradicts(Name a, Name b) {
        return a.isHan() && b.isHan() && !isMasked(a) && !isMasked(b) && compare(a, b) >= 7;
    }

    /**
     * Two given names of one surname that are neither read nor written alike: 李文华, 李文明; Li Wenhua, Li Wenming; not a part that was heard:
     * 刘明, 刘莉铭. One in letters beside one in characters was heard as well.
     */
    @Override
    public boolean isOfKin(Name a, Name b, int level) {
        if (a.isHan() != b.isHan()) {
            return false;
        }
        if (!a.isHan()) {
            return level == 8 && Math.min(a.letters.length(), b.letters.length()) >= SHORTEST_LATIN;
        }
        if (level != 5 && level != 7 || !a.surname.equals(b.surname)) {
            return false;
        }
        Name less = a.letters.length() < b.letters.length() ? a : b;
        boolean heard = Text.length(a.characters) != Text.length(b.characters)
                && Similarity.isSubsequence(less.letters, (less == a ? b : a).letters);
        return !heard;
    }

    @Override
    public long bearer(Name value) {
        return value.soundHash;
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
            case 3 -> value.characters.isEmpty() ? 0 : value.characters.codePointAt(0);
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public boolean canContradict() {
        return true;
    }

    @Override
    public boolean isPerson() {
        return true;
    }

    @Override
    public String text(Name value) {
        return value.characters.isEmpty() ? value.letters : value.characters;
    }
}
