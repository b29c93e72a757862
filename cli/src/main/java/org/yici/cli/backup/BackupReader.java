package org.yici.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.yici.cli.DataFolder;
import org.yici.cli.UsageException;
import org.yici.postgres.MajorVersion;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a backup, and believes nothing of it that is not proven. */
final class BackupReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final BackupHeader header;

    /** @throws UsageException if the folder holds no backup that is whole, or one that is not for this version */
    BackupReader(Path folder) {
        this.folder = folder;
        this.header = header(folder);
        if (header.form() != BackupForm.NUMBER) {
            throw new UsageException("The backup in " + folder + " has form " + header.form()
                    + ", and this version of Yici reads form " + BackupForm.NUMBER + "; take the version that made it");
        }
        requireSeal(folder);
        if (header.postgresql() != null && !header.postgresql().equals(MajorVersion.ours())) {
            throw new UsageException("The backup in " + folder + " is of PostgreSQL " + header.postgresql()
                    + ", and this version of Yici brings PostgreSQL " + MajorVersion.ours()
                    + ". Restore it with the version of Yici that made it, and carry it over as docs/operate.md says");
        }
    }

    BackupHeader header() {
        return header;
    }

    /**
     * Proves that it is whole and as it was made.
     *
     * @param progress given how many bytes will be read, is told how many were
     * @throws UsageException if the passphrase is wrong, or a file is damaged or missing, with its name
     */
    Whole open(byte[] passphrase, LongFunction<LongConsumer> progress) throws IOException {
        BackupKey key = new BackupKey(passphrase, header.key(), header.id());
        if (!MessageDigest.isEqual(ascii(key.check()), ascii(header.check()))) {
            throw new UsageException("The passphrase is not the one of the backup in " + folder);
        }
        byte[] list = bytes(BackupForm.SUMS);
        if (!MessageDigest.isEqual(
                ascii(key.seal(list)),
                ascii(Files.readString(folder.resolve(BackupForm.SEAL), StandardCharsets.ISO_8859_1)
                        .strip()))) {
            throw damaged(BackupForm.SUMS, "is not the list that was sealed");
        }
        SortedMap<String, String> sums = Sums.read(list);
        long total = 0;
        for (String path : sums.keySet()) {
            total += size(path);
        }
        AtomicLong checked = new AtomicLong();
        LongConsumer at = progress.apply(total);
        Parallel.each(sums.entrySet(), sum -> {
            if (!Sums.of(folder.resolve(sum.getKey())).equals(sum.getValue())) {
                throw damaged(sum.getKey(), "is not what was written");
            }
            at.accept(checked.addAndGet(size(sum.getKey())));
        });
        try (InputStream contents = key.decrypt(
                BackupForm.CONTENTS,
                Files.newInputStream(folder.resolve(BackupForm.CONTENTS + BackupForm.ENCRYPTED)))) {
            return new Whole(key, sums, JSON.readValue(contents.readAllBytes(), Contents.class));
        }
    }

    /** A backup that is proven. */
    final class Whole {
        private final BackupKey key;
        private final List<String> paths;
        private final Contents contents;

        private Whole(BackupKey key, SortedMap<String, String> sums, Contents contents) {
            this.key = key;
            this.contents = contents;
            this.paths = sums.keySet().stream()
                    .filter(path -> path.startsWith(BackupForm.FILES))
                    .map(path -> path.substring(0, path.length() - BackupForm.ENCRYPTED.length()))
                    .toList();
        }

        long bytes() {
            return contents.bytes();
        }

        int files() {
            return paths.size();
        }

        /**
         * Writes all of it into an empty folder; if that fails the folder is empty again. While it goes on, and if this process is killed, no
         * platform starts there.
         */
        void restore(Path target, LongFunction<LongConsumer> progress) throws IOException {
            Path mark = target.resolve(DataFolder.RESTORING);
            try {
                Disk.write(mark, ascii("from " + header.made() + "\n"));
                for (String inner : contents.folders()) {
                    Disk.makeFolder(inside(target, inner));
                }
                AtomicLong written = new AtomicLong();
                LongConsumer at = progress.apply(contents.bytes());
                Parallel.each(paths, path -> {
                    Path file = inside(target, path.substring(BackupForm.FILES.length()));
                    Disk.makeFile(file);
                    try (InputStream in = key.decrypt(
                                    path, Files.newInputStream(folder.resolve(path + BackupForm.ENCRYPTED)));
                            OutputStream out = Files.newOutputStream(file)) {
                        in.transferTo(out);
                    }
                    Disk.sync(file);
                    at.accept(written.addAndGet(Files.size(file)));
                });
            } catch (IOException | RuntimeException e) {
                Disk.empty(target);
                throw e;
            }
            Files.delete(mark);
            Disk.sync(target);
        }

        private Path inside(Path target, String path) {
            Path file = target.resolve(path).normalize();
            if (!file.startsWith(target)) {
                throw damaged(path, "leads out of the folder");
            }
            return file;
        }
    }

    private static void requireSeal(Path folder) {
        if (!Files.exists(folder.resolve(BackupForm.SEAL))) {
            throw new UsageException("The backup in " + folder + " is not whole: its last file, " + BackupForm.SEAL
                    + ", is missing. It was ended before its end, or is being made still; take another one");
        }
    }

    private static BackupHeader header(Path folder) {
        Path file = folder.resolve(BackupForm.HEADER);
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(file), BackupHeader.class))
                    .orElseThrow(() -> new IOException("it is empty"));
        } catch (NoSuchFileException e) {
            throw new UsageException("There is no backup in " + folder + ": it has no " + BackupForm.HEADER);
        } catch (IOException | JacksonException e) {
            // Of one that was ended right at its beginning the header is not whole either.
            requireSeal(folder);
            throw new UsageException("The backup is damaged: " + file + " cannot be read ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); take another one");
        }
    }

    private long size(String path) {
        try {
            return Files.size(folder.resolve(path));
        } catch (IOException e) {
            throw damaged(path, "is missing");
        }
    }

    private byte[] bytes(String path) {
        try {
            return Files.readAllBytes(folder.resolve(path));
        } catch (IOException e) {
            throw damaged(path, "is missing");
        }
    }

    private UsageException damaged(String path, String how) {
        return new UsageException("The backup is damaged: " + folder.resolve(path) + " " + how + "; take another one");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
