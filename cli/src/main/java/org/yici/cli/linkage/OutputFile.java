package org.yici.cli.linkage;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A file that is to be written. What keeps it from being written is said before the work is done, and it appears, or takes an
 * older one's place, only when it is whole and on the disk.
 */
public final class OutputFile {
    private final Path file;
    private final Path target;
    private final Path unfinished;

    private OutputFile(Path file, Path target) {
        this.file = file;
        this.target = target;
        unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }

    /**
     * Prepares to write.
     *
     * @param others what is read, or written as well, and must not be lost
     * @throws BadFileException if nothing can be written there, or one of the others is the same file
     */
    public static OutputFile at(Path file, List<Path> others) {
        try {
            OutputFile output = new OutputFile(file, real(file));
            for (Path other : others) {
                if (output.target.equals(real(other))) {
                    throw new BadFileException((file.equals(other)
                                    ? file + " is named twice"
                                    : file + " and " + other + " are the same file")
                            + "; what is written needs a file of its own");
                }
            }
            output.tryOut();
            return output;
        } catch (IOException e) {
            throw BadFileException.of(file, "cannot be written", e);
        }
    }

    /** The one name of a file, also of one that is yet to be made. */
    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isRegularFile(absolute)) {
            return absolute.toRealPath();
        }
        return folder == null || !Files.exists(folder)
                ? absolute
                : folder.toRealPath().resolve(absolute.getFileName());
    }

    private void tryOut() throws IOException {
        if (Files.isDirectory(target)) {
            throw new BadFileException(file + " is a folder; name a file in it");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new BadFileException(file + " is not an ordinary file; name another");
        }
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new BadFileException(file + " cannot be written: there is no folder " + folder + "; make it first");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new BadFileException(file + " is write-protected; name another file or allow it to be replaced");
        }
        // Only trying says what every file system allows.
        Files.writeString(unfinished, "");
        Files.delete(unfinished);
    }

    /** Writes rows. */
    public void write(Consumer<CsvWriter> rows) {
        whole(() -> {
            try (CsvWriter csv = CsvWriter.builder().build(unfinished, StandardCharsets.UTF_8)) {
                rows.accept(csv);
            }
        });
    }

    /** Writes a text. */
    public void write(String text) {
        whole(() -> Files.writeString(unfinished, text));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void whole(Writing writing) {
        // Also where the command is interrupted.
        unfinished.toFile().deleteOnExit();
        try {
            try {
                writing.run();
                try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw BadFileException.of(file, "cannot be written", e);
        } catch (UncheckedIOException e) {
            throw BadFileException.of(file, "cannot be written", Objects.requireNonNull(e.getCause()));
        }
    }
}
