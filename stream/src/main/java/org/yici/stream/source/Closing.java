package org.yici.stream.source;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Ends connections of which nothing more is wanted, and that may be broken already. */
final class Closing {
    private Closing() {}

    /** Without a word to the server, so that a thread that waits for its answer ends, which an interrupt does not bring about. */
    static void abort(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It was broken already.
            }
        }
    }

    static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It was broken already.
            }
        }
    }
}
