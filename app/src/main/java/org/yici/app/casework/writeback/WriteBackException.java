package org.yici.app.casework.writeback;

import org.jspecify.annotations.Nullable;

/** A department's database did not take a row, or did not say whether it has; it will be tried again. */
public class WriteBackException extends RuntimeException {
    private final boolean mayBeWritten;

    public WriteBackException(String message, @Nullable Throwable cause, boolean mayBeWritten) {
        super(message, cause);
        this.mayBeWritten = mayBeWritten;
    }

    /** Whether the row may be there all the same, because the answer to the commit was lost. */
    public boolean mayBeWritten() {
        return mayBeWritten;
    }
}
