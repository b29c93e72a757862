package org.yici.stream.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a record's key from its columns. */
final class Keys {
    private final int[] columns;
    private final boolean[] padded;

    /**
     * @param columns places of the key columns in a row
     * @param padded whether each is of type char(n)
     */
    Keys(int[] columns, boolean[] padded) {
        this.columns = columns;
        this.padded = padded;
    }

    static Keys of(List<String> key, List<String> columns, java.util.function.Predicate<String> isPadded) {
        int[] places = new int[key.size()];
        boolean[] padded = new boolean[key.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = columns.indexOf(key.get(i));
            padded[i] = isPadded.test(key.get(i));
        }
        return new Keys(places, padded);
    }

    /** Whether every key column is among the row's columns. */
    boolean complete() {
        for (int column : columns) {
            if (column < 0) {
                return false;
            }
        }
        return true;
    }

    /** The key columns' values joined by {@code |}; null if one holds no value. */
    @Nullable
    String of(@Nullable String[] row) {
        if (columns.length == 1) {
            return value(row, 0);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            String value = value(row, i);
            if (value == null) {
                return null;
            }
            key.append(i == 0 ? "" : "|").append(value);
        }
        return key.toString();
    }

    private @Nullable String value(@Nullable String[] row, int i) {
        String value = row[columns[i]];
        return value != null && padded[i] ? value.stripTrailing() : value;
    }
}
