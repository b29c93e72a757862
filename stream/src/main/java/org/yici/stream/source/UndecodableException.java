package org.yici.stream.source;

/** A change of the log whose meaning cannot be told; the log goes on after it. */
final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message) {
        super(message);
    }
}
