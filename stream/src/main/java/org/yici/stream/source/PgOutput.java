package org.yici.stream.source;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yici.stream.change.RowChange;
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
    private final TextDecoder texts;
    private final Listener listener;
    private final Map<Integer, Relation> relations = new HashMap<>();
    private volatile long position;
    private long time;
    private int sequence;
    private boolean inTransaction;

    /** Receives what was decoded, in the order of the log. */
    interface Listener {
        void change(Watched table, RowChange change) throws SQLException, InterruptedException;

        /**
         * @param end where the log goes on after the commit
         * @param at when it was committed, in microseconds since 1970
         */
        void committed(long end, long at) throws InterruptedException;

        /**
         * Something that the log does not tell in full happened to a table.
         *
         * @param reason names a text of the operator's page
         */
        void doubtful(Watched table, long position, String reason) throws SQLException;

        /**
         * A change cannot be decoded.
         *
         * @param table null if it cannot be told of which
         * @param message as it came
         */
        void undecodable(@Nullable Watched table, long position, int sequence, byte[] message, String reason)
                throws SQLException;

        /** Where a table's load stands: what was committed before is in it. */
        long from(Watched table);

        /** The row of a key as it stands now, in the order of the columns; null if there is none any more. */
        @Nullable
        String @Nullable [] readAgain(Shape shape, Watched table, @Nullable String[] row)
                throws SQLException, UndecodableException;
    }

    PgOutput(String source, Supplier<WantedTables> wanted, TextDecoder texts, Listener listener) {
        this.source = source;
        this.wanted = wanted;
        this.texts = texts;
        this.listener = listener;
    }

    /** Whether the end of a transaction that has begun is yet to come. */
    boolean inTransaction() {
        return inTransaction;
    }

    /** Where the transaction that was begun last is committed; 0 before the first. */
    long position() {
        return position;
    }

    void decode(ByteBuffer message) throws SQLException, InterruptedException {
        int start = message.position();
        byte kind = message.get();
        switch (kind) {
            case 'B' -> {
                position = message.getLong();
                time = message.getLong() + EPOCH;
                sequence = 0;
                inTransaction = true;
            }
            case 'C' -> {
                inTransaction = false;
                message.get();
                message.getLong();
                listener.committed(message.getLong(), time);
            }
            case 'R', 'I', 'U', 'D', 'T' -> change(kind, message, start);
            default -> {
                // Types, origins and messages of others carry no row.
            }
        }
    }

    /** One that cannot be decoded is set aside, and the log goes on. */
    private void change(byte kind, ByteBuffer message, int start) throws SQLException, InterruptedException {
        int before = sequence;
        String reason;
        try {
            switch (kind) {
                case 'R' -> relation(message);
                case 'I' -> insert(message);
                case 'U' -> update(message);
                case 'D' -> delete(message);
                default -> truncate(message);
            }
            return;
        } catch (UndecodableException e) {
            reason = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            reason = e.toString();
        }
        sequence = Math.max(sequence, before + 1);
        byte[] bytes = Arrays.copyOfRange(
                message.array(), message.arrayOffset() + start, message.arrayOffset() + message.limit());
        Relation relation = kind == 'T' || bytes.length < 5 ? null : relations.get(message.getInt(start + 1));
        Relation.Wanted table = relation == null ? null : relation.wanted(wanted.get());
        if (relation == null || table != null) {
            listener.undecodable(table == null ? null : table.table(), position, sequence, bytes, reason);
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
        relations.put(id, new Relation(Integer.toUnsignedLong(id), source, schema, table, columns, types));
    }

    private void insert(ByteBuffer message) throws SQLException, InterruptedException, UndecodableException {
        Relation.Wanted table = table(message.getInt());
        if (table != null) {
            message.get();
            emit(table.insert(), table, tuple(message));
        }
    }

    private void update(ByteBuffer message) throws SQLException, InterruptedException, UndecodableException {
        Relation.Wanted table = table(message.getInt());
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
        // What stands out of line and was left alone is told with the old row, if at all: of a whole row every value,
        // else
        // those of the key.
        for (int i = 0; old != null && i < row.length && i < old.length; i++) {
            row[i] = isUnchanged(row[i]) && old[i] != null ? old[i] : row[i];
        }
        for (int i = 0; i < row.length; i++) {
            if (isUnchanged(row[i]) && table.keys().holds(i)) {
                throw new UndecodableException("The log does not repeat the column "
                        + table.shape().columns().get(i) + " of the key, which the update left alone");
            }
        }
        String oldKey = old == null ? null : table.keys().of(old);
        RowChange.Kind kind = RowChange.Kind.UPSERT;
        if (old != null && oldKey != null && !oldKey.equals(table.keys().of(row))) {
            emit(RowChange.Kind.DELETE, table, old);
            kind = table.insert();
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
            emit(kind, table, row);
        }
    }

    private void delete(ByteBuffer message) throws SQLException, InterruptedException, UndecodableException {
        Relation.Wanted table = table(message.getInt());
        if (table != null) {
            message.get();
            emit(RowChange.Kind.DELETE, table, tuple(message));
        }
    }

    private void truncate(ByteBuffer message) throws SQLException, UndecodableException {
        int count = message.getInt();
        message.get();
        for (int i = 0; i < count; i++) {
            Relation.Wanted table = relation(message.getInt()).wanted(wanted.get());
            if (table != null) {
                listener.doubtful(table.table(), position, "emptied");
            }
        }
    }

    private void emit(RowChange.Kind kind, Relation.Wanted table, @Nullable String[] row)
            throws SQLException, InterruptedException, UndecodableException {
        String key = table.keys().of(row);
        sequence++;
        if (key == null) {
            throw new UndecodableException("The log does not tell the key of a change in "
                    + TableCheck.name(table.table().table())
                    + "; its replica identity must hold the key that the catalogue entry names");
        }
        boolean unreadable = texts.tookMalformed() && kind != RowChange.Kind.DELETE;
        listener.change(
                table.table(), new RowChange(kind, table.shape(), key, row, position, sequence, time, unreadable));
    }

    /** The table of a change that is wanted; null if it is not, or if a load holds it or will hold it. */
    private Relation.@Nullable Wanted table(int id) throws SQLException, UndecodableException {
        Relation.Wanted table = relation(id).wanted(wanted.get());
        if (table == null || position < listener.from(table.table())) {
            return null;
        }
        if (table.doubt() != null) {
            listener.doubtful(table.table(), position, table.doubt());
            return null;
        }
        texts.tookMalformed();
        return table;
    }

    private Relation relation(int id) throws UndecodableException {
        Relation relation = relations.get(id);
        if (relation == null) {
            throw new UndecodableException("The log names table " + Integer.toUnsignedLong(id) + " of " + source
                    + " without having described it");
        }
        return relation;
    }

    // Identity is meant: the text of a real value may be the same.
    @SuppressWarnings({"StringEquality", "ReferenceEquality"})
    private static boolean isUnchanged(@Nullable String value) {
        return value == UNCHANGED;
    }

    private @Nullable String[] tuple(ByteBuffer message) {
        @Nullable String[] row = new String[message.getShort()];
        for (int i = 0; i < row.length; i++) {
            row[i] = switch (message.get()) {
                case 'n' -> null;
                case 'u' -> UNCHANGED;
                default -> {
                    int length = message.getInt();
                    int start = message.position();
                    message.position(start + length);
                    yield texts.text(message.array(), message.arrayOffset() + start, length);
                }
            };
        }
        return row;
    }

    private String text(ByteBuffer message) {
        int start = message.position();
        int end = start;
        while (message.get(end) != 0) {
            end++;
        }
        message.position(end + 1);
        return texts.text(message.array(), message.arrayOffset() + start, end - start);
    }
}
