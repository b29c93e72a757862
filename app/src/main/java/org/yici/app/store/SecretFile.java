package org.yici.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret that is made once and kept in a file that only the owner may read. */
public final class SecretFile {
    private SecretFile() {}

    /**
     * Reads the secret, or makes it if the file is not there.
     *
     * @return 32 random bytes
     * @throws UncheckedIOException if the file can neither be read nor made
     */
    public static byte[] ensure(Path file) {
        try {
            if (Files.exists(file)) {
                return Base64.getDecoder().decode(Files.readString(file).strip());
            }
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            write(file, Base64.getEncoder().encodeToString(secret) + "\n");
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("The secret file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Writes a file that only the owner may read, whole or not at all. */
    public static void write(Path file, String content) throws IOException {
        WholeFile.write(file, content, "rw-------");
    }
}
