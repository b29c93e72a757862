package org.yici.stream.platform;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * How a PostgreSQL database is reached.
 *
 * @param url JDBC URL
 */
public record Database(String url, String user, String password) implements Serializable {
    private static final int CONNECT_SECONDS = 5;
    private static final String APPLICATION = "yici-collection";
    /** Under this name alone a department's server knows the replication sessions of this running job. */
    public static final String READER = APPLICATION + "-" + UUID.randomUUID();

    /** A source is told to forget what is committed here, so a commit must outlive a crash whatever the server's default is; and many short statements are not worth compiling. */
    private static final String DURABLE = "-c synchronous_commit=on -c jit=off";

    /** Opens a connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return open(properties());
    }

    /**
     * Whether the server says anything to who connects anew; to refuse is to answer.
     *
     * @param seconds that it has for it
     */
    public boolean answers(int seconds) {
        Properties properties = properties();
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        try (Connection connection = open(properties)) {
            return connection.isValid(seconds);
        } catch (SQLException e) {
            return e.getSQLState() != null && !e.getSQLState().startsWith("08");
        }
    }

    /**
     * Opens a connection for COPY; the caller closes it.
     *
     * @param raw whether texts come as the bytes that are stored, whatever they are
     */
    public Connection connectForCopy(boolean raw) throws SQLException {
        return raw(properties(), raw);
    }

    /** As {@link #connectForReplication()}; raw as for {@link #connectForCopy}. */
    public Connection connectForReplication(boolean raw) throws SQLException {
        return raw(replication(), raw);
    }

    private Connection raw(Properties properties, boolean raw) throws SQLException {
        if (!raw) {
            return open(properties);
        }
        PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
        Connection connection = open(properties);
        try (Statement statement = connection.createStatement()) {
            // The server then neither converts nor checks.
            statement.execute("set client_encoding = 'SQL_ASCII'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens a connection that speaks the replication protocol; the caller closes it. */
    public Connection connectForReplication() throws SQLException {
        return open(replication());
    }

    private Properties replication() {
        Properties properties = properties();
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.APPLICATION_NAME.set(properties, READER);
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        // A platform that stands still makes the job stop reading; the department's server shall be patient for a
        // while.
        PGProperty.OPTIONS.set(properties, DURABLE + " -c wal_sender_timeout=300000");
        return properties;
    }

    private Connection open(Properties properties) throws SQLException {
        // Whoever is on the way must not be able to ask for the password itself.
        PGProperty.REQUIRE_AUTH.set(properties, "!password");
        // Not DriverManager: it does not see a driver of another class loader.
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("'" + url + "' is not the JDBC URL of a PostgreSQL database", "08001");
        }
        // From here on a statement may take its time.
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
    }

    private Properties properties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.APPLICATION_NAME.set(properties, APPLICATION);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        // A server that hangs still takes connections, and would keep whoever waits for its first word.
        PGProperty.SOCKET_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.OPTIONS.set(properties, DURABLE);
        // A constraint's detail repeats the whole row, and with it a person's data, into logs and messages.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return properties;
    }

    @Override
    public String toString() {
        return "Database[" + url + ", " + user + "]";
    }
}
