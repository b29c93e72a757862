package org.yici.app.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.yici.app.store.OpenConnections;

/**
 * The one connection that may write the log. It holds the log's lock, so a writer that has lost the lock has lost the connection
 * too and cannot write any more.
 */
final class LedgerSession implements AutoCloseable {
    private final Connection connection;
    private final LedgerStore store;

    private LedgerSession(Connection connection, LedgerStore store) {
        this.connection = connection;
        this.store = store;
    }

    /**
     * Connects and takes the lock.
     *
     * @param patience how long to wait for a writer that is just going
     * @throws LedgerStateException if another process has the lock
     */
    static LedgerSession open(JdbcConnectionDetails database, Duration patience) {
        Connection connection = connect(database);
        try {
            LedgerStore store = new LedgerStore(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            long tries = Math.max(1, patience.toMillis() / 100);
            while (!store.tryLock()) {
                if (--tries == 0) {
                    throw new LedgerStateException("Another process writes into the ledger in " + database.getJdbcUrl()
                            + "; stop that platform first");
                }
                Thread.sleep(100);
            }
            return new LedgerSession(connection, store);
        } catch (InterruptedException e) {
            close(connection);
            Thread.currentThread().interrupt();
            throw new LedgerStateException("Interrupted while waiting for the ledger's lock");
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    LedgerStore store() {
        return store;
    }

    @Override
    public void close() {
        close(connection);
    }

    private static Connection connect(JdbcConnectionDetails database) {
        Properties properties = new Properties();
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        // A hanging network must fail the acts that wait, not hold their callers for ever.
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "yici-ledger");
        try {
            return OpenConnections.to(database.getJdbcUrl()).open(properties);
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("No connection for the ledger", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken already, and the server drops what is left of it.
            return;
        }
    }
}
