package org.yici.app.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure tells about PostgreSQL, found in its causes by SQLSTATE. */
public enum DatabaseFault {
    /** The database cannot be reached, is starting or stopping, cannot use its disk, has no connection left, or too many wait: the same may pass in a moment. */
    AWAY,
    /** A value that PostgreSQL cannot take (class 22): the caller's fault, for no other value gets there unchecked. */
    BAD_VALUE,
    /** Two transactions waited for each other, and this one was given up (40001, 40P01): done again, it mostly succeeds. */
    COLLISION,
    /** Something else, or nothing to do with a database. */
    OTHER;

    private static final int DEEPEST = 30;

    public static DatabaseFault of(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof BusyException) {
                return AWAY;
            }
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return isOfItsFiles(refused) ? AWAY : of(refused.getSQLState());
            }
            cause = cause.getCause();
        }
        return OTHER;
    }

    /** Files that the server may not open come as a missing right of the account; only the words tell them apart. */
    private static boolean isOfItsFiles(SQLException refused) {
        return "42501".equals(refused.getSQLState())
                && String.valueOf(refused.getMessage())
                        .matches("(?s).*could not (open|write|extend|read|stat|create|fsync) .*");
    }

    private static DatabaseFault of(String state) {
        // 53: out of resources, among them connections; 57P0x: the server is shutting down, has crashed or starts; 58:
        // its disk fails it.
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P0") || state.startsWith("58")) {
            return AWAY;
        }
        if (state.equals("40001") || state.equals("40P01")) {
            return COLLISION;
        }
        return state.startsWith("22") ? BAD_VALUE : OTHER;
    }
}
