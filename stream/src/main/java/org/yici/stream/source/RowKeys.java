package org.yici.stream.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record's key from its columns, so that different records have different keys. A key that no index takes is replaced by its
 * digest.
 */
final class RowKeys {
    /** A PostgreSQL index takes 2,704 bytes an entry, of which ours need some for the resource and the position. */
    private static final int LONGEST = 2_600;
    /** No key that is made of several columns begins so, since there a backslash stands before another or a bar. */
    private static final String DIGEST = "\\#";

    private final int[] columns;
    private final boolean[] padded;

    /**
     * @param columns places of the key columns in a row
     * @param padded whether each is of type char(n)
     */
    RowKeys(int[] columns, boolean[] padded) {
        this.columns = columns;
        this.padded = padded;
    }

    static RowKeys of(List<String> key, List<String> columns, Predicate<String> isPadded) {
        int[] places = new int[key.size()];
        boolean[] padded = new boolean[key.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = columns.indexOf(key.get(i));
            padded[i] = places[i] >= 0 && isPadded.test(key.get(i));
        }
        return new RowKeys(places, padded);
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

    /** Whether a column of the key is at this place of a row. */
    boolean holds(int place) {
        for (int column : columns) {
            if (column == place) {
                return true;
            }
        }
        return false;
    }

    /**
     * The key columns' values joined by {@code |}; within a value, if there are several, a {@code |} and a {@code \} are
     * written with a {@code \} in front. Null if one holds no value.
     */
    @Nullable
    String of(@Nullable String[] row) {
        if (columns.length == 1) {
            String value = value(row, 0);
            return value == null ? null : fitting(value);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            String value = value(row, i);
            if (value == null) {
                return null;
            }
            key.append(i == 0 ? "" : "|").append(escaped(value));
        }
        return fitting(key.toString());
    }

    private static String escaped(String value) {
        return value.indexOf('|') < 0 && value.indexOf('\\') < 0
                ? value
                : value.replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String fitting(String key) {
        if (key.startsWith(DIGEST)
                || key.length() > LONGEST / 4 && key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            try {
                return DIGEST
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256")
                                        .digest(key.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
        return key;
    }

    private @Nullable String value(@Nullable String[] row, int i) {
        String value = row[columns[i]];
        return value != null && padded[i] ? withoutPadding(value) : value;
    }

    /** Of char(n) blanks at the end mean nothing; other white space does. */
    private static String withoutPadding(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == ' ') {
            end--;
        }
        return value.substring(0, end);
    }
}
