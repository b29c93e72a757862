package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command takes whole. */
final class SmallFile {
    private static final long LARGEST = 1 << 20;

    private SmallFile() {}

    /**
     * Reads a receipt, answer or checkpoint.
     *
     * @throws UsageException if it cannot be read, or is larger than any of these
     */
    static byte[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UsageException(
                        file + " is larger than any receipt or answer: " + Files.size(file) + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
