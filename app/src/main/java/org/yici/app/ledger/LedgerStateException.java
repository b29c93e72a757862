package org.yici.app.ledger;

/** The ledger cannot be written as it stands: it is damaged, its key is missing, or another process has it. */
public class LedgerStateException extends RuntimeException {
    public LedgerStateException(String message) {
        super(message);
    }
}
