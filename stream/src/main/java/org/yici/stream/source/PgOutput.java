package org.yici.stream.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.Change;
import org.yici.stream.change.Shape;

/**
 * Decodes the messages of PostgreSQL's output plug-in pgoutput, protocol version 1 (Logical Replication Message Formats in its
 * manual), into changes.
 */
final class PgOutput {
    /** Microseconds from 1970-01-01 to PostgreSQL's own epoch, 2000-01-01. */
    private static final long EPOCH = 946_684_800_000_000L;
    /** Stands for a large value that the update left alone and the log therefore does not repeat. */
    @SuppressWarnings("StringOperationCanBeSimplified") // told apart by identity
    static final String UNCHANGED = new String("unchanged");

    private final String source;
    private final Supplier<WantedTables> wanted;
    private final Listener listener;
    private final Map<Integer, Relation> relations = new HashMap<>();
    private long position;
    private long time;
    private int sequence;

    /** Receives what was decoded, in the order of the log. */
    interface Listener {
        void change(Change change) throws SQLException, InterruptedException;

        /** @param end where the log goes on after the commit */
        void committed(long end) throws InterruptedException;

        void truncated(Shape table, long position) throws SQLException;

        /** The row of a key as it stands now, in the order of the columns; null if there is none any more. */
        @Nullable
        String @Nullable [] readAgain(Shape shape, SourceTable table, @Nullable String[] row) throws SQLException;
    }

    PgOutput(String source, Supplier<WantedTables> wanted, Listener listener) {
        this.source = source;
        this.wanted = wanted;
        this.listener = listener;
    }

    void decode(ByteBuffer message) throws SQLException, InterruptedException, FeedException {
        switch (message.get()) {
            case 'B' -> {
                position = message.getLong();
                time = message.getLong() + EPOCH;
                sequence = 0;
            }
            case 'C' -> {
                message.get();
                message.getLong();
                listener.committed(message.getLong());
            }
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'U' -> update(message);
            case 'D' -> delete(message);
            case 'T' -> truncate(message);
            default -> {
                // Types, origins and messages of others carry no row.
            }
        }
    }

    private void relation(ByteBuffer message) {
        int id = message.getInt();
        String schema = text(message);
        String table = text(message);
        message.get();
        int count = message.getShort();
        List<String> columns = new ArrayList<>(count);
        int[] types = new int[count];
        for (int i = 0; i < count; i++) {
            message.get();
            columns.add(text(message));
            types[i] = message.getInt();
            message.getInt();
        }
        relations.put(id, new Relation(source, schema, table, columns, types));
    }

    private void insert(ByteBuffer message) throws SQLException, InterruptedException, FeedException {
        Relation.Wanted table = relation(message.getInt()).wanted(wanted.get());
        if (table != null) {
            message.get();
            emit(Change.Kind.UPSERT, table, tuple(message));
        }
    }

    private void update(ByteBuffer message) throws SQLException, InterruptedException, FeedException {
        Relation.Wanted table = relation(message.getInt()).wanted(wanted.get());
        if (table == null) {
            return;
        }
        byte part = message.get();
        @Nullable String[] old = null;
        if (part == 'K' || part == 'O') {
            old = tuple(message);
            message.get();
        }
        @Nullable String[] row = tuple(message);
        if (old != null && part == 'O') {
            for (int i = 0; i < row.length; i++) {
                row[i] = isUnchanged(row[i]) ? old[i] : row[i];
            }
        }
        String oldKey = old == null ? null : table.keys().of(old);
        if (old != null && oldKey != null && !oldKey.equals(table.keys().of(row))) {
            emit(Change.Kind.DELETE, table, old);
        }
        for (String value : row) {
            if (isUnchanged(value)) {
                // What is read is as new as this change or newer; if newer, the change that made it so follows in the
                // log.
                row = listener.readAgain(table.shape(), table.table(), row);
                break;
            }
        }
        if (row != null) {
            emit(Change.Kind.UPSERT, table, row);
        }
    }

    private void delete(ByteBuffer message) throws SQLException, InterruptedException, FeedException {
        Relation.Wanted table = relation(message.getInt()).wanted(wanted.get());
        if (table != null) {
            message.get();
            emit(Change.Kind.DELETE, table, tuple(message));
        }
    }

    private void truncate(ByteBuffer message) throws SQLException, FeedException {
        int count = message.getInt();
        message.get();
        for (int i = 0; i < count; i++) {
            Relation.Wanted table = relation(message.getInt()).wanted(wanted.get());
            if (table != null) {
                listener.truncated(table.shape(), position);
            }
        }
    }

    private void emit(Change.Kind kind, Relation.Wanted table, @Nullable String[] row)
            throws SQLException, InterruptedException, FeedException {
        String key = table.keys().of(row);
        sequence++;
        if (key == null) {
            throw new FeedException(
                    "failed",
                    "The log does not tell the key of a change in "
                            + table.shape().schema() + "."
                            + table.shape().table()
                            + "; its replica identity must hold the key that the catalogue entry names");
        }
        listener.change(new Change(kind, table.shape(), key, row, position, sequence, time));
    }

    private Relation relation(int id) throws FeedException {
        Relation relation = relations.get(id);
        if (relation == null) {
            throw new FeedException(
                    "failed", "The log names table " + id + " of " + source + " without having described it");
        }
        return relation;
    }

    // Identity is meant: the text of a real value may be the same.
    @SuppressWarnings({"StringEquality", "ReferenceEquality"})
    private static boolean isUnchanged(@Nullable String value) {
        return value == UNCHANGED;
    }

    private static @Nullable String[] tuple(ByteBuffer message) {
        @Nullable String[] row = new String[message.getShort()];
        for (int i = 0; i < row.length; i++) {
            row[i] = switch (message.get()) {
                case 'n' -> null;
                case 'u' -> UNCHANGED;
                default -> {
                    int length = message.getInt();
                    int start = message.position();
                    message.position(start + length);
                    yield new String(message.array(), message.arrayOffset() + start, length, StandardCharsets.UTF_8);
                }
            };
        }
        return row;
    }

    private static String text(ByteBuffer message) {
        int start = message.position();
        int end = start;
        while (message.get(end) != 0) {
            end++;
        }
        message.position(end + 1);
        return new String(message.array(), message.arrayOffset() + start, end - start, StandardCharsets.UTF_8);
    }
}
