package org.yici.app.casework;

import org.jspecify.annotations.Nullable;

/** A department's register refused a row by a rule of its own; sending the row again does not help. */
class WriteBackRefusedException extends RuntimeException {
    private final String reason;

    WriteBackRefusedException(String message, String reason, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The register's own words. */
    String reason() {
        return reason;
    }
}
