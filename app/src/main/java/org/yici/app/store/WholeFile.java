package org.yici.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that are written whole or not at all, also if the process or the power ends in the midst. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes a file that everybody may read, in place of what is there. */
    public static void write(Path file, String content) throws IOException {
        write(file, content, "rw-r--r--");
    }

    /** @param mode who may read and write it, {@code rw-------} */
    static void write(Path file, String content, String mode) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        }
        Files.writeString(draft, content, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        if (posix) {
            // The new name is durable only with its folder.
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }
}
