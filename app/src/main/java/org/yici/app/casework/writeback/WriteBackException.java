package org.yici.app.casework.writeback;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A department's database did not take a row, or did not say whether it has; it will be tried again. */
public class WriteBackException extends RuntimeException {
    private final boolean mayBeWritten;

    public WriteBackException(String message, @Nullable Throwable cause, boolean mayBeWritten) {
        super(message, cause);
        this.mayBeWritten = mayBeWritten;
    }

    /**
     * What the department's administrator must put right: a right, a table, a column or an account is missing, which no waiting mends (SQLSTATE
     * classes 28, 3D, 3F and 42).
     */
    public Optional<String> hindrance() {
        return getCause() instanceof SQLException e
                        && e.getSQLState() != null
                        && e.getSQLState().matches("(28|3D|3F|42).*")
                ? Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                : Optional.empty();
    }

    /** Whether the row may be there all the same, because the answer to the commit was lost. */
    public boolean mayBeWritten() {
        return mayBeWritten;
    }
}
