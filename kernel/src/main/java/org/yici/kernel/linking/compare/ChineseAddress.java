package org.yici.kernel.linking.compare;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Address;
import org.yici.kernel.linking.normalise.Han;
import org.yici.kernel.linking.normalise.Text;

/** A Chinese address in free text: road and numbers of house, building, unit and room. Column: the address. */
final class ChineseAddress implements FieldComparison<ChineseAddress.Place> {
    private static final List<String> LEVELS =
            List.of("same_room", "same_house", "same_as_far", "one_number", "road", "other");
    private static final List<String> PARTS = List.of("room", "house", "building");
    private static final List<String> TOKENS = List.of("room");
    private static final int ROOM = 4;
    /** What is typed where the address is said to stand elsewhere. */
    private static final Set<String> NOWHERE = Set.of("同上", "同户籍地", "同户籍地址", "同户籍", "户籍地", "户籍所在地", "本市", "本地", "外地");

    /** @param hash of road and numbers, 0 unless all are given */
    record Place(Address address, long roadHash, long hash) {}

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
        if (columns[0].isEmpty() || NOWHERE.contains(columns[0])) {
            return null;
        }
        Address address = Address.parse(Han.simplified(columns[0]));
        if (address.isEmpty() || address.count() == 0 && address.road().length() < 2) {
            return null;
        }
        long road = Text.hash(address.road());
        return new Place(address, road, address.count() == ROOM ? numbers(address, ROOM, road) : 0);
    }

    @Override
    public int compare(Place a, Place b) {
        if (a.hash != 0 && a.hash == b.hash) {
            return 0;
        }
        boolean road = sameRoad(a, b);
        int common = a.address.commonNumbers(b.address);
        if (common > 0) {
            boolean roadKnown = !a.address.road().isEmpty() && !b.address.road().isEmpty();
            if (road || !roadKnown) {
                return common == ROOM ? 0 : common >= 2 ? 1 : 2;
            }
            return common == ROOM ? 3 : 5;
        }
        if (common == 0) {
            return road ? 4 : SILENT;
        }
        return road ? oneNumber(a.address, b.address) ? 3 : 4 : 5;
    }

    /** The same road, or one cut off at its beginning. */
    private static boolean sameRoad(Place a, Place b) {
        if (a.roadHash == b.roadHash) {
            return true;
        }
        String x = a.address.road();
        String y = b.address.road();
        if (x.isEmpty() || y.isEmpty()) {
            return false;
        }
        return x.length() >= 2 && y.endsWith(x)
                || y.length() >= 2 && x.endsWith(y)
                || a.address.count() == 0 && x.length() >= 2 && y.startsWith(x)
                || b.address.count() == 0 && y.length() >= 2 && x.startsWith(y)
                || Math.min(x.length(), y.length()) >= 4 && Similarity.edits(x, y, 1) <= 1;
    }

    private static boolean oneNumber(Address a, Address b) {
        int shared = Math.min(a.count(), b.count());
        int same = 0;
        for (int i = 0; i < shared; i++) {
            same += a.numbers()[i] == b.numbers()[i] ? 1 : 0;
        }
        return shared >= 3 && same >= shared - 1;
    }

    private static long numbers(Address address, int count, long road) {
        long hash = road;
        for (int i = 0; i < count; i++) {
            hash = Text.mix(hash * 31 + address.numbers()[i]);
        }
        return hash;
    }

    @Override
    public long token(Place value, int kind) {
        return value.hash;
    }

    @Override
    public long sharedToken(Place a, Place b, int level, int kind) {
        return level == 0 && a.hash == b.hash ? a.hash : 0;
    }

    @Override
    public long part(Place value, int part) {
        int count = value.address.count();
        boolean road = !value.address.road().isEmpty();
        return switch (part) {
            case 0 -> road ? value.hash : 0;
            case 1 ->
                road && count >= 1 && !(count == 1 && value.address.open())
                        ? numbers(value.address, 1, value.roadHash)
                        : 0;
            case 2 -> road && count >= 3 ? numbers(value.address, 2, value.roadHash) : 0;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public long contact(Place value) {
        return numbers(value.address, value.address.count(), value.roadHash);
    }

    @Override
    public boolean isContact() {
        return true;
    }

    @Override
    public String text(Place value) {
        StringBuilder text = new StringBuilder(value.address.road());
        for (int i = 0; i < value.address.count(); i++) {
            text.append(i == 0 ? " " : "-").append(value.address.numbers()[i]);
        }
        return text.toString();
    }
}
