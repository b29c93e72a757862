package org.yici.app.store;

import java.io.IOException;
import java.nio.file.Path;

/** A file that only the owner may read. What must not lie on the disk in the clear goes through {@link SecretFiles}. */
public final class SecretFile {
    private SecretFile() {}

    /** Writes the file, whole or not at all. */
    public static void write(Path file, String content) throws IOException {
        WholeFile.write(file, content, "rw-------");
    }
}
