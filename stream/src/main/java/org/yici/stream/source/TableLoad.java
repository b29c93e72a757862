package org.yici.stream.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.Utils;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.RowChange;
import org.yici.stream.change.Shape;

/** Reads whole tables under one snapshot with COPY. */
final class TableLoad implements AutoCloseable {
    private final String source;
    private final Connection connection;
    private final long position;
    private final long asOf;
    private final TextDecoder texts;

    /** What to do with each row. */
    interface Rows {
        void row(RowChange change) throws SQLException, InterruptedException, FeedException;
    }

    private TableLoad(String source, Connection connection, TextDecoder texts, long position, long asOf) {
        this.source = source;
        this.connection = connection;
        this.texts = texts;
        this.position = position;
        this.asOf = asOf;
    }

    /**
     * @param connection closed with the load, or at once if the snapshot cannot be taken over
     * @param snapshot need not stay open after this
     */
    static TableLoad open(String source, Connection connection, TextDecoder texts, Department.Snapshot snapshot)
            throws SQLException {
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction snapshot '" + snapshot.name() + "'");
                try (ResultSet row = statement.executeQuery("select (extract(epoch from now()) * 1000000)::bigint")) {
                    row.next();
                    return new TableLoad(source, connection, texts, snapshot.position(), row.getLong(1));
                }
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** When the snapshot was read, in microseconds since 1970. */
    long asOf() {
        return asOf;
    }

    long position() {
        return position;
    }

    /** How many rows a table has; 0 if it does not tell, which reading it will say more clearly. */
    long count(Watched table) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from(table))) {
            row.next();
            long count = row.getLong(1);
            connection.rollback(before);
            return count;
        } catch (SQLException e) {
            if (FeedException.passing(e) && !FeedException.locked(e)) {
                throw e;
            }
            connection.rollback(before);
            return 0;
        }
    }

    /**
     * Whether each row has a key of its own, where neither the table's primary key nor its replica identity says so.
     *
     * @return null if so, else the cause: {@code key-empty} or {@code key-not-unique}
     */
    @Nullable
    String brokenKey(Watched table) throws SQLException {
        if (table.keepsKeysApart()) {
            return null;
        }
        List<String> columns = new ArrayList<>();
        for (String column : table.table().key()) {
            columns.add(Utils.escapeIdentifier(new StringBuilder(), column).toString());
        }
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from " + from(table) + " where "
                        + String.join(" is null or ", columns) + " is null), exists (select from " + from(table)
                        + " group by " + String.join(", ", columns) + " having count(*) > 1)")) {
            row.next();
            String cause = row.getBoolean(1) ? "key-empty" : row.getBoolean(2) ? "key-not-unique" : null;
            connection.rollback(before);
            return cause;
        } catch (SQLException e) {
            if (!FeedException.passing(e) || FeedException.locked(e)) {
                connection.rollback(before);
            }
            throw e;
        }
    }

    /** A table's own rows, of which alone its log tells: children of a plain table are tables of their own. */
    static String from(Watched table) throws SQLException {
        return (table.found().partitioned() ? "" : "only ") + Department.quoted(table.table());
    }

    /**
     * Reads a table; if that fails, others can still be read under the same snapshot.
     *
     * @return how many rows were read
     */
    long read(Watched table, Rows rows) throws SQLException, InterruptedException, FeedException {
        Savepoint before = connection.setSavepoint();
        try {
            long read = copy(table, rows);
            // Not before the whole load has ended would the table's lock go otherwise, and its department wait to alter
            // it.
            connection.rollback(before);
            return read;
        } catch (SQLException e) {
            if (!FeedException.passing(e) || FeedException.locked(e)) {
                connection.rollback(before);
            }
            throw e;
        }
    }

    private long copy(Watched table, Rows rows) throws SQLException, InterruptedException, FeedException {
        List<String> columns = table.columns();
        SourceTable named = table.table();
        // All that the table feeds: its rows are as good for the others, and the guard knows them.
        Shape shape = new Shape(source, named.schema(), named.table(), table.cleaned(), columns);
        RowKeys keys = RowKeys.of(named.key(), columns, table.padded()::contains);
        StringBuilder list = new StringBuilder();
        for (String column : columns) {
            Utils.escapeIdentifier(list.append(list.length() == 0 ? "" : ", "), column);
        }
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + list + " from " + from(table) + ") to stdout");
        long read = 0;
        try {
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                @Nullable String[] values = split(line, columns.size(), texts);
                String key = keys.of(values);
                if (key != null) {
                    rows.row(new RowChange(
                            RowChange.Kind.LOAD, shape, key, values, position, 0, asOf, texts.tookMalformed()));
                }
                read++;
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return read;
    }

    /** One line of COPY's text format. */
    static @Nullable String[] split(byte[] line, int columns) {
        return split(line, columns, TextDecoder.utf8());
    }

    private static @Nullable String[] split(byte[] line, int columns, TextDecoder texts) {
        @Nullable String[] values = new String[columns];
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int start = 0;
        boolean escaped = false;
        int column = 0;
        for (int i = 0; i <= end && column < columns; i++) {
            if (i == end || line[i] == '\t') {
                values[column++] = value(line, start, i, escaped, texts);
                start = i + 1;
                escaped = false;
            } else if (line[i] == '\\') {
                escaped = true;
            }
        }
        return values;
    }

    private static @Nullable String value(byte[] line, int start, int end, boolean escaped, TextDecoder texts) {
        if (!escaped) {
            return texts.text(line, start, end - start);
        }
        if (end - start == 2 && line[start + 1] == 'N') {
            return null;
        }
        byte[] plain = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            byte b = line[i];
            if (b == '\\') {
                b = switch (line[++i]) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'v' -> 0x0B;
                    default -> line[i];
                };
            }
            plain[length++] = b;
        }
        return texts.text(plain, 0, length);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
