package org.yici.app.casework;

/** Somebody does something again and again; a minute later it is taken again. Nothing was done. */
public class TooOftenException extends IllegalCaseStateException {
    public TooOftenException(String message) {
        super(message);
    }
}
