package org.yici.cli.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.yici.cli.UsageException;

/** Folders and files that are written for this account alone, and are there when the power fails. */
final class Disk {
    private Disk() {}

    /**
     * Makes a folder for something new.
     *
     * @throws UsageException if there is something in it
     */
    static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(folder + " is a file; name a new or empty folder");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new UsageException("The folder " + folder + " is not empty; name a new or empty one");
                }
            }
        }
        makeFolder(folder);
    }

    /** Makes a folder, and closes it to others. */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Makes a file for this account alone. */
    static Path makeFile(Path file) throws IOException {
        if (Files.getFileStore(folder(file)).supportsFileAttributeView("posix")) {
            return Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.createFile(file);
    }

    /** Writes a small file whole and waits until it is on the disk. */
    static void write(Path file, byte[] content) throws IOException {
        Files.write(makeFile(file), content, StandardOpenOption.SYNC);
        sync(folder(file));
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** Waits until a file, or the names in a folder, are on the disk. */
    static void sync(Path path) throws IOException {
        StandardOpenOption how = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** @throws UsageException if the disk of a folder has less room than is needed */
    static void requireRoom(Path folder, long needed) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < needed) {
            throw new UsageException("The disk of " + folder + " has " + (usable >> 20) + " MiB free, and up to "
                    + (needed + (1 << 20) - 1 >> 20) + " MiB are needed; free some, or name a folder on another disk");
        }
    }

    /** Removes what is in a folder; the folder stays. */
    static void empty(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
