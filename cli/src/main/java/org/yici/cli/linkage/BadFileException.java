package org.yici.cli.linkage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file is not what it should be; the message is one line that names the file, the line in it and what to do. */
public final class BadFileException extends RuntimeException {
    BadFileException(String message) {
        super(message);
    }

    /** Says in words why the system refused. */
    public static BadFileException of(Path file, String refused, IOException e) {
        String reason = reason(e);
        return new BadFileException(
                file + " " + refused + " (" + (reason == null ? e.getClass().getSimpleName() : reason) + ")");
    }

    private static @Nullable String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "no permission";
            case FileSystemException system -> system.getReason();
            default -> e.getMessage();
        };
    }
}
