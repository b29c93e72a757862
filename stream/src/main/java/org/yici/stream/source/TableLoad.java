package org.yici.stream.source;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.Utils;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.Change;
import org.yici.stream.change.Shape;

/** Reads whole tables under one snapshot with COPY. */
final class TableLoad implements AutoCloseable {
    private final String source;
    private final Connection connection;
    private final long position;
    private final long asOf;

    /** What to do with each row. */
    interface Rows {
        void row(Change change) throws SQLException, InterruptedException, FeedException;
    }

    private TableLoad(String source, Connection connection, long position, long asOf) {
        this.source = source;
        this.connection = connection;
        this.position = position;
        this.asOf = asOf;
    }

    /**
     * @param connection closed with the load, or at once if the snapshot cannot be taken over
     * @param snapshot need not stay open after this
     */
    static TableLoad open(String source, Connection connection, Department.Snapshot snapshot) throws SQLException {
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction snapshot '" + snapshot.name() + "'");
                try (ResultSet row = statement.executeQuery("select (extract(epoch from now()) * 1000000)::bigint")) {
                    row.next();
                    return new TableLoad(source, connection, snapshot.position(), row.getLong(1));
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

    long count(SourceTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + Department.quoted(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * @param resources codes of the resources that the table feeds
     * @return how many rows were read
     */
    long read(SourceTable table, List<String> resources, List<String> columns, Set<String> padded, Rows rows)
            throws SQLException, InterruptedException, FeedException {
        Shape shape = new Shape(source, table.schema(), table.table(), resources, columns);
        Keys keys = Keys.of(table.key(), columns, padded::contains);
        StringBuilder list = new StringBuilder();
        for (String column : columns) {
            Utils.escapeIdentifier(list.append(list.length() == 0 ? "" : ", "), column);
        }
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + list + " from " + Department.quoted(table) + ") to stdout");
        long read = 0;
        try {
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                @Nullable String[] values = split(line, columns.size());
                String key = keys.of(values);
                if (key != null) {
                    rows.row(new Change(Change.Kind.LOAD, shape, key, values, position, 0, asOf));
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
        @Nullable String[] values = new String[columns];
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        int start = 0;
        boolean escaped = false;
        int column = 0;
        for (int i = 0; i <= end && column < columns; i++) {
            if (i == end || line[i] == '\t') {
                values[column++] = value(line, start, i, escaped);
                start = i + 1;
                escaped = false;
            } else if (line[i] == '\\') {
                escaped = true;
            }
        }
        return values;
    }

    private static @Nullable String value(byte[] line, int start, int end, boolean escaped) {
        if (!escaped) {
            return new String(line, start, end - start, StandardCharsets.UTF_8);
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
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
