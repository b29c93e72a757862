package org.yici.stream;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yici.stream.platform.Database;

/** Statements of tests, as the superuser of their servers. */
final class TestDatabases {
    /** Connections of a test that waits, which else would open fifty a second. */
    private static final ThreadLocal<Map<String, Connection>> KEPT = new ThreadLocal<>();

    private TestDatabases() {}

    /** Keeps the connections of what asks again and again until it has ended. */
    static void keeping(Runnable asking) {
        if (KEPT.get() != null) {
            asking.run();
            return;
        }
        Map<String, Connection> kept = new HashMap<>();
        KEPT.set(kept);
        try {
            asking.run();
        } finally {
            KEPT.remove();
            kept.values().forEach(TestDatabases::close);
        }
    }

    static void sql(String url, String... statements) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** Each row as its columns joined by {@code |}, in order. */
    static List<String> query(String url, String sql) {
        Map<String, Connection> kept = KEPT.get();
        try {
            if (kept == null) {
                try (Connection connection = connect(url)) {
                    return rows(connection, sql);
                }
            }
            Connection known = kept.get(url);
            if (known != null) {
                try {
                    return rows(known, sql);
                } catch (SQLException e) {
                    // Its server may have been started again meanwhile.
                    close(known);
                }
            }
            kept.put(url, connect(url));
            return rows(kept.get(url), sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                Collection<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }

    static Connection connect(String url) throws SQLException {
        return new Database(url, "postgres", "").connect();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It had broken.
        }
    }
}
