package org.yici.app.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of this process to one database. While the database is away they are cut, so that nobody waits for an answer that
 * will not come, and no new one is tried but by {@link DatabaseWatch}.
 */
public final class OpenConnections {
    private static final Map<String, OpenConnections> ALL = new ConcurrentHashMap<>();

    private final String url;
    private final Set<Connection> open = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean away;
    private volatile long healed = System.nanoTime() - Duration.ofDays(1).toNanos();

    private OpenConnections(String url) {
        this.url = url;
    }

    /** Those to a database. */
    public static OpenConnections to(String url) {
        return ALL.computeIfAbsent(url, OpenConnections::new);
    }

    /**
     * Opens one; the caller closes it.
     *
     * @param properties of the PostgreSQL driver
     * @throws SQLTransientConnectionException at once while the database is known to be away
     */
    public Connection open(Properties properties) throws SQLException {
        if (away) {
            throw new SQLTransientConnectionException("The platform's database is away", "08001");
        }
        Properties patient = new Properties();
        patient.putAll(properties);
        // Connecting to a server that hangs gets no answer at all.
        patient.putIfAbsent("connectTimeout", "2");
        patient.putIfAbsent("loginTimeout", "2");
        patient.putIfAbsent("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(url, patient);
        boolean late;
        synchronized (open) {
            open.add(connection);
            late = away;
        }
        if (late) {
            // All others were cut while this one was on its way.
            abort(connection);
            throw new SQLTransientConnectionException("The platform's database is away", "08001");
        }
        return connection;
    }

    /** Whether the database is away. */
    boolean away() {
        return away;
    }

    /** Cuts all; who waits on one fails at once. */
    void cut() {
        away = true;
        List<Connection> cut;
        synchronized (open) {
            cut = List.copyOf(open);
            open.clear();
        }
        cut.forEach(OpenConnections::abort);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It was closed already.
            return;
        }
    }

    /** New ones may be opened again. */
    void heal() {
        if (away) {
            healed = System.nanoTime();
            away = false;
        }
    }

    /** Whether it is away now or was at most so long ago. */
    boolean awayWithin(Duration time) {
        return away || System.nanoTime() - healed < time.toNanos();
    }
}
