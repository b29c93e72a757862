package org.yici.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, content, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
