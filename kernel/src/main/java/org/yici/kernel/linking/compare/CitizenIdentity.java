package org.yici.kernel.linking.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.linking.normalise.Day;
import org.yici.kernel.linking.normalise.Text;

/**
 * Citizen ID, birth date and sex, which contain each other and so are one comparison: if both records have an ID, the IDs
 * speak; else the birth dates (an ID's own where there is one) together with the sex. Columns: ID, birth date, sex.
 */
final class CitizenIdentity implements FieldComparison<CitizenIdentity.Identity> {
    private static final List<String> LEVELS = List.of(
            "id_same",
            "id_same_unproven",
            "id_masked_same",
            "id_one_edit",
            "id_two_edits",
            "id_other_same_birth",
            "id_other",
            "birth_same",
            "birth_same_other_sex",
            "birth_part_same",
            "birth_part_same_other_sex",
            "birth_near",
            "birth_near_other_sex",
            "birth_other",
            "birth_other_other_sex",
            "sex_same",
            "sex_other");
    private static final List<String> PARTS = List.of("id", "birth", "birth_digits", "tail", "month", "month_day");
    private static final int BIRTH_LEVELS = 7;
    /** Years that a child is younger at least. */
    private static final int GENERATION = 14;
    /** Typed where a birth is not known. */
    private static final Day CENTURY = new Day(1900, 1, 1);

    /**
     * @param id 18 characters, or what is left of them; empty if there is none
     * @param proven whether an 18-character number's check is right; fifteen digits have none
     * @param named whether the number names a person by itself: it is right, and a division that existed gave it
     * @param birth the ID's if it is valid, else the column's, else what the ID has in the place of one
     * @param stated the column's
     * @param sex 'm', 'f' or 0; the ID's if it is valid
     * @param statedSex the column's
     */
    record Identity(
            String id,
            boolean proven,
            boolean named,
            boolean masked,
            Day birth,
            Day stated,
            char sex,
            char statedSex) {}

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public @Nullable Identity prepare(String[] columns) {
        String raw = number(compact(columns[0]));
        boolean masked = raw.indexOf('*') >= 0;
        boolean proven = raw.length() == 18 && CitizenId.fault(raw).isEmpty();
        String id = CitizenId.widen(raw);
        Day stated = born(Day.parse(columns[1]));
        Optional<CitizenId> readable = CitizenId.parse(id);
        Day birth = readable.isPresent() || !stated.isKnown() && !masked ? birthOf(id) : stated;
        char statedSex = sex(columns[2]);
        char sex = readable.isPresent() ? ((id.charAt(16) - '0') % 2 == 1 ? 'm' : 'f') : statedSex;
        if (id.isEmpty() && !birth.isKnown() && sex == 0) {
            return null;
        }
        boolean named = readable.map(CitizenId::proven).orElse(false);
        return new Identity(id, proven, named, masked && !id.isEmpty(), birth, stated, sex, statedSex);
    }

    /**
     * What can be a number: digits, an X and masks. Empty for a placeholder and for what a spreadsheet has left of it; the zeros that
     * it puts in the place of the last three digits are masks.
     */
    private static String number(String raw) {
        boolean length = raw.length() >= 15 && raw.length() <= 20;
        if (!length || !raw.chars().allMatch(c -> c >= '0' && c <= '9' || c == 'X' || c == '*')) {
            return "";
        }
        if (raw.indexOf('*') < 0 && CitizenId.placeholder(raw)) {
            return "";
        }
        boolean cut = raw.length() == 18
                && raw.endsWith("000")
                && CitizenId.fault(raw).isPresent();
        return cut ? raw.substring(0, 15) + "***" : raw;
    }

    /** The day inside 18 characters; a number with a wrong check mostly has it right all the same. */
    private static Day birthOf(String id) {
        if (id.length() != 18) {
            return Day.UNKNOWN;
        }
        Day day = Day.parse(id.substring(6, 14));
        boolean possible =
                day.year() >= 1870 && day.year() <= 2100 && day.month() >= 1 && day.month() <= 12 && day.day() <= 31;
        return possible && day.isWhole() && !day.equals(CENTURY) ? day : Day.UNKNOWN;
    }

    private static Day born(Day day) {
        return day.isPlaceholder() || day.equals(CENTURY) ? Day.UNKNOWN : day;
    }

    @Override
    public int compare(Identity a, Identity b) {
        if (!a.id.isEmpty() && !b.id.isEmpty()) {
            int level = ids(a, b);
            if (level >= 0) {
                return level;
            }
        }
        int birth = births(a, b);
        boolean sexes = a.sex != 0 && b.sex != 0;
        if (birth < 0) {
            return sexes ? BIRTH_LEVELS + 8 + (a.sex == b.sex ? 0 : 1) : SILENT;
        }
        return BIRTH_LEVELS + 2 * birth + (sexes && a.sex != b.sex ? 1 : 0);
    }

    @Override
    public boolean bindsAlone(Identity a, Identity b, int level) {
        return level > 1 || a.named || b.named || births(a.stated, b.stated) == 0;
    }

    @Override
    public long identifier(Identity value) {
        return value.id.length() == 18 && !value.masked ? Text.hash(value.id) : 0;
    }

    /** With the birth date and sex that stand beside it: those inside it may be another's. */
    @Override
    public @Nullable Identity withoutIdentifier(Identity value) {
        if (!value.stated.isKnown() && value.statedSex == 0) {
            return null;
        }
        return new Identity("", false, false, false, value.stated, value.stated, value.statedSex, value.statedSex);
    }

    @Override
    public boolean contradicts(Identity a, Identity b) {
        boolean sexes = a.statedSex != 0 && b.statedSex != 0 && a.statedSex != b.statedSex;
        return sexes || births(a.stated, b.stated) == 3;
    }

    @Override
    public boolean isIdentifier(int level) {
        return level <= 3;
    }

    @Override
    public boolean bearsOne(Identity a, Identity b) {
        return a.named && a.id.equals(b.id);
    }

    /** Births of two generations. */
    @Override
    public boolean isOfKin(Identity a, Identity b, int level) {
        return level >= BIRTH_LEVELS && births(a, b) == 3 && Math.abs(a.birth.year() - b.birth.year()) >= GENERATION;
    }

    @Override
    public boolean forbids(Identity a, Identity b) {
        return a.proven && b.proven && !a.id.equals(b.id);
    }

    @Override
    public long part(Identity value, int part) {
        boolean whole = value.id.length() == 18 && !value.masked;
        return switch (part) {
            case 0 -> whole ? Text.hash(value.id) : 0;
            case 1 -> value.birth.isWhole() ? Text.mix(value.birth.number()) : 0;
            case 2 -> value.birth.isWhole() ? sortedDigits(value.birth.number()) : 0;
            case 3 -> value.id.length() >= 8 ? Text.hash(value.id.substring(value.id.length() - 4)) : 0;
            case 4 -> value.birth.month() != 0 ? Text.mix(value.birth.number() / 100) : 0;
            case 5 -> value.birth.isWhole() ? Text.mix(value.birth.number() % 10_000) : 0;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public boolean canContradict() {
        return true;
    }

    @Override
    public String text(Identity value) {
        String birth = value.birth.isKnown() ? String.valueOf(value.birth.number()) : "";
        String sex = value.sex == 0 ? "" : value.sex == 'm' ? "男" : "女";
        return (value.id + " " + birth + " " + sex).strip();
    }

    /** The level of two IDs, or -1 if one is masked and the other's visible part does not settle it. */
    private static int ids(Identity a, Identity b) {
        if (a.masked || b.masked) {
            return masked(a, b);
        }
        if (a.id.equals(b.id)) {
            return a.proven ? 0 : 1;
        }
        int edits = a.proven && b.proven ? 3 : Similarity.edits(a.id, b.id, 2);
        if (edits <= 2) {
            return 2 + edits;
        }
        return a.birth.isWhole() && a.birth.equals(b.birth) ? 5 : 6;
    }

    private static int masked(Identity a, Identity b) {
        if (a.id.length() != b.id.length()) {
            return -1;
        }
        int differing = 0;
        int seen = 0;
        for (int i = 0; i < a.id.length(); i++) {
            char x = a.id.charAt(i);
            char y = b.id.charAt(i);
            if (x != '*' && y != '*') {
                seen++;
                differing += x == y ? 0 : 1;
            }
        }
        if (seen < 6) {
            return -1;
        }
        return differing == 0 ? births(a, b) == 3 ? 3 : 2 : differing == 1 ? 4 : births(a, b) == 0 ? 5 : 6;
    }

    /** 0 same, 1 as far as it is given the same, 2 near, 3 other, -1 unknown. */
    private static int births(Identity a, Identity b) {
        int best = births(a.birth, b.birth);
        if (best > 0 && !a.stated.equals(a.birth)) {
            best = better(best, births(a.stated, b.birth));
        }
        if (best > 0 && !b.stated.equals(b.birth)) {
            best = better(best, births(a.birth, b.stated));
        }
        return best;
    }

    private static int better(int one, int other) {
        return other < 0 ? one : Math.min(one, other);
    }

    private static int births(Day a, Day b) {
        if (!a.isKnown() || !b.isKnown()) {
            return -1;
        }
        if (a.equals(b)) {
            return a.isWhole() ? 0 : 1;
        }
        boolean partial = !a.isWhole() || !b.isWhole();
        if (partial) {
            boolean month = a.month() == 0 || b.month() == 0 || a.month() == b.month();
            return a.year() == b.year() && month ? 1 : 3;
        }
        int apart = a.digitsApart(b);
        boolean shifted = apart == 2 && sortedDigits(a.number()) == sortedDigits(b.number());
        return apart == 1 || shifted || a.isSwapOf(b) ? 2 : 3;
    }

    private static long sortedDigits(int number) {
        long counts = 0;
        for (int rest = number; rest > 0; rest /= 10) {
            counts += 1L << 4 * (rest % 10);
        }
        return Text.mix(counts);
    }

    private static String compact(String text) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c != '-') {
                compact.append(c == 'x' ? 'X' : c == '＊' ? '*' : c);
            }
        }
        return compact.toString();
    }

    private static char sex(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "男", "1", "m", "male", "男性" -> 'm';
            case "女", "2", "f", "female", "女性" -> 'f';
            default -> 0;
        };
    }
}
