package org.yici.app.casework;

/** Something that the act needs does not answer now; nothing was done. To repeat the act later is safe. */
public class UnavailableException extends IllegalCaseStateException {
    public UnavailableException(String message) {
        super(message);
    }
}
