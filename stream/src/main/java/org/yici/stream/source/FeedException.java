package org.yici.stream.source;

import java.sql.SQLException;

/** Why a source does not flow: the state that its row shows and a message that says what to do. */
final class FeedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String state;

    FeedException(String state, String message) {
        super(message);
        this.state = state;
    }

    private FeedException(String state, String message, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    static FeedException notRegistered() {
        return new FeedException("failed", "The source is not registered any more");
    }

    /** Tells a database that is away from one that refuses. */
    static FeedException of(String source, SQLException e) {
        String sqlState = e.getSQLState() == null ? "" : e.getSQLState();
        String message = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        String reason = cause == null || message.contains(String.valueOf(cause.getMessage()))
                ? message
                : message + " (" + cause.getMessage() + ")";
        if (sqlState.startsWith("08") || sqlState.startsWith("57")) {
            return new FeedException(
                    "unreachable",
                    "The database of " + source + " cannot be reached: " + reason
                            + ". The job goes on trying; nothing is lost as long as the replication slot stays.",
                    e);
        }
        String advice = switch (sqlState) {
            case "28P01", "28000" -> " Correct the user's name, password or rights in pg_hba.conf.";
            case "42501" ->
                message.contains("for database")
                        ? " Grant the user CONNECT on the database."
                        : " Grant the user REPLICATION and SELECT, and let it own the tables or create the publication for it.";
            case "53400" -> " Raise max_replication_slots and max_wal_senders of that server.";
            default -> "";
        };
        return new FeedException("failed", "The database of " + source + " refuses: " + reason + "." + advice, e);
    }

    /** A step at the department's database, whose troubles become the source's state. */
    interface Step<T> {
        T take() throws SQLException, FeedException, InterruptedException;
    }

    static <T> T at(String source, Step<T> step) throws FeedException, InterruptedException {
        try {
            return step.take();
        } catch (SQLException e) {
            throw of(source, e);
        }
    }

    /** Whether somebody holds a lock on a table, which concerns that table alone. */
    static boolean locked(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    /** Whether the database is away or busy, so that the same will succeed later. */
    static boolean passing(SQLException e) {
        String state = e.getSQLState() == null ? "08000" : e.getSQLState();
        return state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("55")
                || state.startsWith("58");
    }

    String state() {
        return state;
    }
}
