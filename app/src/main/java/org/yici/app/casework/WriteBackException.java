package org.yici.app.casework;

import org.jspecify.annotations.Nullable;

/** A department's database did not take a row; it will be tried again. */
class WriteBackException extends RuntimeException {
    WriteBackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
