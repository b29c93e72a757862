package org.yici.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.yici.app.store.SecretFile;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.kernel.ledger.VerifierKey;

/**
 * The newest signed head of the log, {@code ledger.head} beside the key and outside of the database: a database that was cut or restored
 * from a backup is behind it. The file has two slots that are written in turn, so that a crash in the midst of a write leaves the head
 * before. What a killed process wrote is there; what a power failure may take is the last second, in which the database is ahead, which
 * is no fault.
 */
final class HeadFile implements AutoCloseable {
    private static final String NAME = "ledger.head";
    private static final int SLOT = 4_096;
    private static final long SYNC_EVERY = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final FileChannel channel;
    private int next;
    private long synced = System.nanoTime() - SYNC_EVERY;

    private HeadFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Path in(Path home) {
        return home.resolve(NAME);
    }

    /**
     * Keeps a head in place of what is kept, whole or not at all, and opens the file for those that follow. Both slots hold it, so that the
     * next write cannot leave the file without a head.
     */
    static HeadFile open(Path home, String note) {
        Path file = in(home);
        try {
            SecretFile.write(file, slot(file, note).repeat(2));
            return new HeadFile(file, FileChannel.open(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Keeps a head where none is kept. Otherwise a running platform may be writing into the file, and it must stay that one. */
    static void keepFirst(Path home, String note) {
        Path file = in(home);
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                open(home, note).close();
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * The newest head that is kept; empty if there is no file, or nothing was ever written into it.
     *
     * @throws LedgerStateException if the file holds no head that the key signed
     */
    static Optional<SignedCheckpoint> read(Path home, VerifierKey key) {
        Path file = in(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
        // Made, and never written: the disk was full, or the process died between the two.
        if (bytes.length == 0) {
            return Optional.empty();
        }
        SignedCheckpoint[] heads = Arrays.stream(new int[] {0, SLOT})
                .mapToObj(from -> slot(bytes, from, key))
                .flatMap(Optional::stream)
                .toArray(SignedCheckpoint[]::new);
        return Optional.of(
                Arrays.stream(heads)
                        .max(Comparator.comparingLong(SignedCheckpoint::size))
                        .orElseThrow(
                                () -> new LedgerStateException(
                                        "The file " + file
                                                + " holds no head that the ledger's key signed. Put it back from the backup of the home folder")));
    }

    private static Optional<SignedCheckpoint> slot(byte[] bytes, int from, VerifierKey key) {
        int to = from;
        while (to < Math.min(bytes.length, from + SLOT) && bytes[to] != 0) {
            to++;
        }
        try {
            return Optional.of(SignedCheckpoint.read(
                    new String(bytes, Math.min(from, to), to - from, StandardCharsets.UTF_8), key));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Never written, or cut off in the midst of a write: the other slot has the head before.
            return Optional.empty();
        }
    }

    /** Keeps a head. */
    void write(String note) {
        try {
            ByteBuffer slot = ByteBuffer.wrap(slot(file, note).getBytes(StandardCharsets.UTF_8));
            long at = (long) next * SLOT;
            while (slot.hasRemaining()) {
                at += channel.write(slot, at);
            }
            next = 1 - next;
            if (System.nanoTime() - synced > SYNC_EVERY) {
                channel.force(false);
                synced = System.nanoTime();
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** A head's text, filled up. */
    private static String slot(Path file, String note) {
        int length = note.getBytes(StandardCharsets.UTF_8).length;
        if (length >= SLOT) {
            throw new LedgerStateException("A head of " + length + " bytes is too long for " + file);
        }
        return note + "\0".repeat(SLOT - length);
    }

    @Override
    public void close() {
        try (channel) {
            channel.force(false);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static UncheckedIOException unusable(Path file, IOException e) {
        return new UncheckedIOException("The ledger's head " + file + " cannot be used: " + e.getMessage(), e);
    }
}
