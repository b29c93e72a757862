package org.yici.app.casework;

/** The user may not do this; the message names the rule. */
public class NotAllowedException extends RuntimeException {
    public NotAllowedException(String message) {
        super(message);
    }
}
