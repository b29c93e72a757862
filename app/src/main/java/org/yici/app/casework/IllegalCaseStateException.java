package org.yici.app.casework;

/** The case's state does not allow this; the message says what state it is in. */
public class IllegalCaseStateException extends RuntimeException {
    public IllegalCaseStateException(String message) {
        super(message);
    }
}
