package org.yici.stream.change;

import org.jspecify.annotations.Nullable;

/**
 * One record of a department as it stood after a commit, or its end.
 *
 * @param kind how it came about
 * @param shape table and columns
 * @param key the record's key; several key columns are joined by {@code |}, and a {@code |} or a
 *     backslash in a value has a backslash in front
 * @param values raw text in the order of the shape's columns; of a deletion the key alone counts
 * @param position the commit's place in the source's log (its LSN); of a first load the position that the load shows
 * @param sequence the change's place in its commit, from 1; 0 in a load
 * @param time when the source committed it, in microseconds since 1970-01-01 UTC; of a first load when it was read
 * @param unreadable whether a value is no text; it stands as {@code \\x} and its bytes in hexadecimal
 */
public record RowChange(
        Kind kind,
        Shape shape,
        String key,
        @Nullable String[] values,
        long position,
        int sequence,
        long time,
        boolean unreadable) {
    /** How a change came about. */
    public enum Kind {
        /** Read by a load. */
        LOAD,
        /** Inserted or updated. */
        UPSERT,
        /** Deleted, or its key became another. */
        DELETE,
        /** Inserted, or given this key, in a table that does not itself keep keys apart: nothing of this key should be there. */
        INSERT
    }

    /** Bytes of memory that the values take, about. */
    public long size() {
        long size = 128 + 2L * key.length();
        for (String value : values) {
            size += value == null ? 8 : 56 + 2L * value.length();
        }
        return size;
    }

    /** Under this changes of one record stay in order. */
    public int partition(int partitions) {
        int hash = shape.table().hashCode() * 31 + key.hashCode();
        hash ^= hash >>> 16;
        return Math.floorMod(hash * 0x9E3779B1, partitions);
    }
}
