package org.yici.app.ledger;

/** The ledger could not take an act; whatever was asked for must not be answered. */
public class LedgerUnavailableException extends RuntimeException {
    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
