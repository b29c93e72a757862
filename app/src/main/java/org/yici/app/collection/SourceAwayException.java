package org.yici.app.collection;

/** A department's database cannot be asked now; the message says what it or the network answered. */
public class SourceAwayException extends RuntimeException {
    public SourceAwayException(String message) {
        super(message);
    }

    public SourceAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
