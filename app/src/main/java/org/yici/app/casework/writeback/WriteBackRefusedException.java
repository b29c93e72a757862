package org.yici.app.casework.writeback;

import org.jspecify.annotations.Nullable;

/** A department's register refused a row by a rule of its own; sending the row again does not help. */
public class WriteBackRefusedException extends RuntimeException {
    private final String reason;
    private final boolean otherRowThere;

    WriteBackRefusedException(String message, String reason, @Nullable Throwable cause) {
        this(message, reason, false, cause);
    }

    private WriteBackRefusedException(String message, String reason, boolean otherRowThere, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.otherRowThere = otherRowThere;
    }

    /** A row of the case's number is there, but it says something else. */
    static WriteBackRefusedException otherRow(String message, String reason) {
        return new WriteBackRefusedException(message, reason, true, null);
    }

    /** Whether the register has a row of the case all the same, with other values. */
    public boolean isOtherRowThere() {
        return otherRowThere;
    }

    /** The register's own words. */
    public String reason() {
        return reason;
    }
}
