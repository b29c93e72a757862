package org.yici.cli.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes a backup, in the order of {@link BackupForm}. */
final class BackupWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final BackupKey key;
    private final LongConsumer progress;
    private final Map<String, String> sums = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Begins a backup in an empty folder.
     *
     * @param progress is told how many bytes were copied
     */
    BackupWriter(Path folder, BackupHeader header, BackupKey key, LongConsumer progress) throws IOException {
        this.folder = folder;
        this.key = key;
        this.progress = progress;
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(header);
        Disk.write(folder.resolve(BackupForm.HEADER), json);
        sums.put(BackupForm.HEADER, Sums.of(folder.resolve(BackupForm.HEADER)));
    }

    /** Copies files; one that is no more is left out, as PostgreSQL wants it. */
    void addAll(Map<String, Path> files) throws IOException {
        for (Path parent : files.keySet().stream()
                .map(path -> stored(BackupForm.FILES + path).getParent())
                .collect(Collectors.toSet())) {
            Disk.makeFolder(parent);
        }
        Parallel.each(files.entrySet(), file -> {
            try (InputStream content = Files.newInputStream(file.getValue())) {
                add(BackupForm.FILES + file.getKey(), content);
            } catch (NoSuchFileException e) {
                if (Files.exists(file.getValue())) {
                    throw e;
                }
            }
        });
    }

    /** Adds a file that is made now, beside others of its folder. */
    void add(String path, String content) throws IOException {
        add(BackupForm.FILES + path, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private void add(String path, InputStream content) throws IOException {
        Path file = Disk.makeFile(stored(path));
        MessageDigest digest = Sums.sha256();
        try (OutputStream out = key.encrypt(path, new DigestOutputStream(Files.newOutputStream(file), digest))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
                tell(bytes.addAndGet(read));
            }
        }
        Disk.sync(file);
        sums.put(path + BackupForm.ENCRYPTED, Sums.of(digest));
    }

    private synchronized void tell(long copied) {
        progress.accept(copied);
    }

    private Path stored(String path) {
        return folder.resolve(path + BackupForm.ENCRYPTED);
    }

    /**
     * Ends it. Only now it is a backup.
     *
     * @param folders all folders of what was copied
     */
    void seal(List<String> folders) throws IOException {
        byte[] contents = JSON.writeValueAsBytes(new Contents(bytes.get(), folders));
        add(BackupForm.CONTENTS, new ByteArrayInputStream(contents));
        byte[] list = Sums.write(sums);
        Disk.write(folder.resolve(BackupForm.SUMS), list);
        Disk.write(folder.resolve(BackupForm.SEAL), (key.seal(list) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    long bytes() {
        return bytes.get();
    }

    int files() {
        return sums.size();
    }
}
