package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Text;

/**
 * A town and a British postcode, which mostly say the same and so are one comparison. Columns: town, postcode.
 */
final class BritishPlace implements FieldComparison<BritishPlace.Place> {
    private static final String[] CODE = {
        "code_same", "code_near", "code_district", "code_area", "code_other", "code_unknown"
    };
    private static final String[] TOWN = {"town_same", "town_like", "town_other", "town_unknown"};
    private static final List<String> LEVELS = levelNames();
    private static final List<String> PARTS = List.of("code", "district", "town");
    private static final List<String> TOKENS = List.of("code", "town");
    private static final double LIKE = 0.9;

    record Place(String town, String code, String district, String area, long townHash, long codeHash) {}

    private static List<String> levelNames() {
        String[] names = new String[CODE.length * TOWN.length - 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = CODE[i / 4] + "_" + TOWN[i % 4];
        }
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
    public @Nullable Place prepare(String[] columns) {
        String town = Text.lower(columns[0]);
        String code = Text.alphanumeric(Text.lower(columns[1]));
        if (town.isEmpty() && code.isEmpty()) {
            return null;
        }
        String district = code.length() > 4 ? code.substring(0, code.length() - 3) : code;
        int letters = 0;
        while (letters < district.length() && Character.isLetter(district.charAt(letters))) {
            letters++;
        }
        return new Place(town, code, district, district.substring(0, letters), hash(town), hash(code));
    }

    private static long hash(String text) {
        return text.isEmpty() ? 0 : Text.hash(text);
    }

    @Override
    public int compare(Place a, Place b) {
        int level = code(a, b) * 4 + town(a.town, b.town);
        return level == LEVELS.size() ? SILENT : level;
    }

    private static int code(Place a, Place b) {
        if (a.code.isEmpty() || b.code.isEmpty()) {
            return 5;
        }
        if (a.codeHash == b.codeHash) {
            return 0;
        }
        if (Similarity.edits(a.code, b.code, 1) <= 1) {
            return 1;
        }
        return a.district.equals(b.district) ? 2 : a.area.equals(b.area) ? 3 : 4;
    }

    private static int town(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 3;
        }
        if (a.equals(b)) {
            return 0;
        }
        boolean like = Similarity.edits(a, b, 1) <= 1
                || Similarity.jaroWinkler(a, b) >= LIKE
                || a.length() > 4 && b.contains(a)
                || b.length() > 4 && a.contains(b);
        return like ? 1 : 2;
    }

    @Override
    public long token(Place value, int kind) {
        return kind == 0 ? value.codeHash : value.townHash;
    }

    @Override
    public long sharedToken(Place a, Place b, int level, int kind) {
        // Where the postcode agrees the town says nothing more.
        if (level / 4 == 0) {
            return kind == 0 ? a.codeHash : 0;
        }
        return kind == 1 && level % 4 == 0 ? a.townHash : 0;
    }

    @Override
    public long part(Place value, int part) {
        return switch (part) {
            case 0 -> value.codeHash;
            case 1 -> value.district.isEmpty() ? 0 : Text.hash(value.district);
            case 2 -> value.townHash;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public String text(Place value) {
        return (value.town + " " + value.code).strip();
    }
}
