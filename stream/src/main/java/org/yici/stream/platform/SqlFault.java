package org.yici.stream.platform;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What kind of trouble an SQL error is, by its SQLSTATE. */
public enum SqlFault {
    /** The server is away, shutting down, full or busy: the same statement may succeed later. */
    PASSING,
    /** A row's data is not what the table takes. */
    DATA,
    /** Anything else: rights, a missing table, syntax. Trying again does not help. */
    LASTING;

    public static SqlFault of(SQLException e) {
        @Nullable String state = e.getSQLState();
        if (state == null || state.length() < 5) {
            return PASSING;
        }
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58", "25", "XX" -> PASSING;
            // 54: larger than an index or a table takes.
            case "22", "23", "54" -> DATA;
            default -> LASTING;
        };
    }
}
