package org.yici.app.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger could not take an act; whatever was asked for must not be answered. */
public class LedgerUnavailableException extends RuntimeException {
    public LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
