package org.yici.app.casework.writeback;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.yici.app.service.WriteBack;

/**
 * Inserts a case's result into the database of the department that keeps the register. The case number is unique in its table, so
 * however often a row is sent, it is there once.
 */
@Component
public class WriteBackConnection {
    private static final String CONNECT_SECONDS = "2";
    /** Shorter than a job's lock, so that nobody takes the job over while this one still waits for an answer. */
    private static final String ANSWER_SECONDS = "3";
    /** Shorter than the wait for the answer, so that the database gives a statement up before this side does. */
    private static final int STATEMENT_MILLIS = 2_000;

    private final Environment environment;

    WriteBackConnection(Environment environment) {
        this.environment = environment;
    }

    /** A department's write-back account: {@code yici.write-back.<department>.*}. */
    record Account(String url, String username, String password) {
        @Override
        public String toString() {
            return url + " as " + username;
        }
    }

    /**
     * Whether a row of this case is there already. Waits for a transaction that is writing it right now, so that no means that none will
     * come of its own accord.
     *
     * @throws WriteBackException if the department's database does not say
     */
    public boolean isWritten(String number, WriteBack target) {
        try (Connection connection = begin(number, target)) {
            return isThere(connection, target, number);
        } catch (SQLException e) {
            throw notTaken(number, target, e, false);
        }
    }

    /**
     * Writes the row, unless a row of this case is there already: that counts as written if it says the same, as far as the account may
     * read it, and else as refused. The department's own database is the last arbiter: what its
     * constraints and triggers refuse is not written, in whole.
     *
     * @throws WriteBackException if it could not be written; writing again later is safe
     * @throws WriteBackRefusedException if the department's database refuses the row by a rule of its own
     */
    public void write(String number, WriteBack target, Map<String, String> values) {
        boolean committing = false;
        try (Connection connection = begin(number, target)) {
            if (isThere(connection, target, number)) {
                compare(connection, target, number, values);
            } else {
                insert(connection, target, number, values);
                // Before this nothing counts, whenever it arrives there; after it, only the database knows.
                committing = true;
                connection.commit();
            }
        } catch (SQLException e) {
            if (isRefusal(e)) {
                if (String.valueOf(e.getSQLState()).startsWith("23") && isWritten(number, target)) {
                    compare(number, target, values);
                    return;
                }
                throw new WriteBackRefusedException(
                        "The register of " + target.department() + " refused " + target.id() + ": " + e.getMessage(),
                        reason(e),
                        e);
            }
            throw notTaken(number, target, e, committing);
        }
    }

    private static WriteBackException notTaken(String number, WriteBack target, SQLException e, boolean mayBeWritten) {
        return new WriteBackException(
                "The database of " + target.department() + " did not take " + target.id() + " of case " + number + ": "
                        + e.getMessage(),
                e,
                mayBeWritten);
    }

    /** Data exceptions, violated constraints and what a trigger raised; anything else may pass by itself. */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("44")
                        || state.equals("P0001"));
    }

    /** The server's message without the driver's additions. */
    private static String reason(SQLException e) {
        if (e instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            return String.valueOf(postgres.getServerErrorMessage().getMessage());
        }
        return String.valueOf(e.getMessage());
    }

    private Account account(String department) {
        String name = "yici.write-back." + department;
        return Binder.get(environment)
                .bind(name, Account.class)
                .orElseThrow(() -> new WriteBackException(
                        "No write-back account for " + department + ": set " + name + ".url, .username and .password",
                        null,
                        false));
    }

    private static void insert(Connection connection, WriteBack target, String number, Map<String, String> values)
            throws SQLException {
        Map<String, String> row = new LinkedHashMap<>(values);
        row.put(target.caseColumn(), number);
        List<String> places = new ArrayList<>();
        row.keySet().forEach(column -> places.add("?"));
        String sql = "insert into " + target.table() + " (" + String.join(", ", row.keySet()) + ") values ("
                + String.join(", ", places) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int place = 1;
            for (String value : row.values()) {
                // Without a type of ours, the value takes the column's.
                insert.setObject(place++, value, Types.OTHER);
            }
            insert.executeUpdate();
        }
    }

    private static boolean isThere(Connection connection, WriteBack target, String number) throws SQLException {
        String sql = "select 1 from " + target.table() + " where " + target.caseColumn() + " = ?";
        try (PreparedStatement find = connection.prepareStatement(sql)) {
            find.setString(1, number);
            return find.executeQuery().next();
        }
    }

    private void compare(String number, WriteBack target, Map<String, String> values) {
        try (Connection connection = begin(number, target)) {
            compare(connection, target, number, values);
        } catch (SQLException e) {
            throw notTaken(number, target, e, true);
        }
    }

    /** The case number of a row proves nothing by itself: others may enter rows, too. */
    private static void compare(Connection connection, WriteBack target, String number, Map<String, String> values)
            throws SQLException {
        List<String> columns = readable(connection, target, values.keySet());
        if (columns.isEmpty()) {
            return;
        }
        String sql = "select "
                + columns.stream()
                        .map(column -> column + " is not distinct from ?")
                        .collect(Collectors.joining(", "))
                + " from " + target.table() + " where " + target.caseColumn() + " = ?";
        List<String> differing = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(sql)) {
            int place = 1;
            for (String column : columns) {
                find.setObject(place++, values.get(column), Types.OTHER);
            }
            find.setString(place, number);
            ResultSet row = find.executeQuery();
            if (row.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    if (!row.getBoolean(i + 1)) {
                        differing.add(columns.get(i));
                    }
                }
            }
        }
        if (!differing.isEmpty()) {
            String what = "a row of this case is there already with other values: " + String.join(", ", differing);
            throw WriteBackRefusedException.otherRow(
                    "In the register of " + target.department() + " for " + target.id() + " of case " + number + ", "
                            + what,
                    what);
        }
    }

    private static List<String> readable(Connection connection, WriteBack target, Collection<String> columns)
            throws SQLException {
        List<String> readable = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(
                "select c from unnest(?) as t (c) where has_column_privilege(?, c, 'SELECT')")) {
            ask.setArray(1, connection.createArrayOf("text", columns.toArray()));
            ask.setString(2, target.table());
            ResultSet found = ask.executeQuery();
            while (found.next()) {
                readable.add(found.getString(1));
            }
        }
        return readable;
    }

    /** A transaction that is alone with this row. */
    private Connection begin(String number, WriteBack target) throws SQLException {
        Connection connection = connect(account(target.department()));
        try {
            connection.setAutoCommit(false);
            try (Statement limit = connection.createStatement()) {
                limit.execute("set local statement_timeout = " + STATEMENT_MILLIS);
            }
            try (PreparedStatement alone =
                    connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                alone.setString(1, target.table() + " " + number);
                alone.execute();
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection connect(Account account) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", account.username());
        settings.setProperty("password", account.password());
        settings.setProperty("connectTimeout", CONNECT_SECONDS);
        settings.setProperty("loginTimeout", CONNECT_SECONDS);
        settings.setProperty("socketTimeout", ANSWER_SECONDS);
        return DriverManager.getConnection(account.url(), settings);
    }
}
