package org.yici.stream.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One connection to the platform's database, opened when needed and again after it broke. Not for several threads at once. */
public final class Session implements AutoCloseable {
    /** Milliseconds. */
    private static final int LONGEST_SILENCE = 120_000;

    private final Database database;
    private final int silence;
    private @Nullable Connection connection;

    public Session(Database database) {
        this(database, LONGEST_SILENCE);
    }

    /** @param silence after so many milliseconds without an answer the connection is given up */
    public Session(Database database, int silence) {
        this.database = database;
        this.silence = silence;
    }

    /** Work in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs and commits; rolls back and passes on what went wrong. */
    public <T> T transact(Work<T> work) throws SQLException {
        Connection current = connection;
        if (current == null || current.isClosed()) {
            current = database.connect();
            current.setAutoCommit(false);
            // Of a server that was cut off no packet says so.
            current.setNetworkTimeout(Runnable::run, silence);
            connection = current;
        }
        try {
            T result = work.run(current);
            current.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(current);
            throw e;
        }
    }

    /** Executes a statement with these parameters. @return how many rows it changed */
    static int execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    private void rollBack(Connection current) {
        try {
            current.rollback();
        } catch (SQLException e) {
            close();
        }
    }

    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                // It was broken; the server forgets it by itself.
            }
        }
    }
}
