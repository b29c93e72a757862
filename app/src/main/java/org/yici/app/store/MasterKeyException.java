package org.yici.app.store;

import org.jspecify.annotations.Nullable;

/** The master key is missing, another one, or cannot be used; the message says what to do. Nothing starts without it. */
public class MasterKeyException extends IllegalStateException {
    MasterKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
