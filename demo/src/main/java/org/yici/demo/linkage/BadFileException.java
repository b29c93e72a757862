package org.yici.demo.linkage;

/** A file is not what it should be; the message is one line that names the file, the line in it and what to do. */
public final class BadFileException extends RuntimeException {
    BadFileException(String message) {
        super(message);
    }
}
