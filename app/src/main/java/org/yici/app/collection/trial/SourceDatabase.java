package org.yici.app.collection.trial;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.yici.app.collection.SourceTrials;

/** A department's PostgreSQL, only read, with bounds on how long it may take. */
public final class SourceDatabase implements AutoCloseable {
    private static final int MOST_TABLES = 2000;
    private static final int LONGEST_VALUE = 100;
    /** Characters: enough to guess from, and little enough for a table of scanned papers. */
    private static final int LONGEST_READ = 200;
    /** Whatever a server that is not ours does, it is left by then. */
    private static final int LONGEST_SECONDS = 30;

    private final Connection connection;
    private volatile boolean closed;

    private SourceDatabase(Connection connection) {
        this.connection = connection;
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(this::leave);
    }

    private void leave() {
        if (!closed) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It had broken.
            }
        }
    }

    public static SourceDatabase connect(String url, String username, String password) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, username);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.LOGIN_TIMEOUT.set(properties, 8);
        PGProperty.SOCKET_TIMEOUT.set(properties, 20);
        PGProperty.READ_ONLY.set(properties, true);
        PGProperty.MAX_RESULT_BUFFER.set(properties, "8M");
        // Whoever is on the way must not be able to ask for the password itself.
        PGProperty.REQUIRE_AUTH.set(properties, "!password");
        PGProperty.APPLICATION_NAME.set(properties, "yici-trial");
        PGProperty.OPTIONS.set(properties, "-c statement_timeout=15s -c lock_timeout=2s");
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setReadOnly(true);
        return new SourceDatabase(connection);
    }

    String text(String sql) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** @throws SQLException also if the answer is no number */
    int number(String sql) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    public List<SourceTrials.Table> tables(String publication) throws SQLException {
        List<SourceTrials.Table> tables = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                        select n.nspname, c.relname, left(obj_description(c.oid), 200), c.reltuples::bigint,
                               has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage'),
                               array(select a.attname from
                                     (select i.indkey, i.indnkeyatts from pg_index i where i.indrelid = c.oid and i.indisunique
                                         and i.indisvalid and i.indpred is null and i.indexprs is null
                                      order by i.indisprimary desc, i.indnkeyatts, i.indexrelid limit 1) i
                                     join unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) with ordinality k (attnum, place) on true
                                     join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.place)::text[],
                               exists (select from pg_publication_tables p where p.pubname = ? and p.schemaname = n.nspname
                                       and p.tablename = c.relname),
                               c.relreplident in ('f', 'i') or c.relreplident = 'd' and exists
                                   (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
                          and n.nspname not in ('pg_catalog', 'information_schema')
                        order by 1, 2 limit ?""")) {
            ask.setString(1, publication);
            ask.setInt(2, MOST_TABLES);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    tables.add(new SourceTrials.Table(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            List.of((String[]) row.getArray(6).getArray()),
                            row.getBoolean(5),
                            row.getBoolean(7),
                            row.getBoolean(8)));
                }
            }
        }
        return tables;
    }

    /** @param sqlType name of its type without parameters: {@code varchar} */
    public record Column(
            String name, String sqlType, @Nullable String comment, boolean notNull) {}

    public List<Column> columns(String schema, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                        select a.attname, t.typname, left(col_description(a.attrelid, a.attnum), 200), a.attnotnull
                        from pg_attribute a join pg_type t on t.oid = a.atttypid
                        join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped order by a.attnum""")) {
            ask.setString(1, schema);
            ask.setString(2, table);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    columns.add(new Column(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
                }
            }
        }
        return columns;
    }

    /** Rows as the job would read them: each value as PostgreSQL writes it. */
    public List<Map<String, @Nullable String>> rows(String schema, String table, List<Column> columns, int most)
            throws SQLException {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (Column column : columns) {
            list.append(list.isEmpty() ? "" : ", ")
                    .append("left(")
                    .append(quoted(column.name()))
                    .append("::text, " + LONGEST_READ + ")");
        }
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(
                        "select " + list + " from " + quoted(schema) + "." + quoted(table) + " limit " + most)) {
            while (row.next()) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.put(columns.get(i).name(), row.getString(i + 1));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    public static @Nullable String cut(@Nullable String value) {
        return value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        connection.close();
    }
}
