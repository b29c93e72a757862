package org.yici.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.kernel.ledger.Verification.Verified;
import org.yici.kernel.ledger.VerifierKey;

/**
 * How the logs of one line were begun after losses, and what was lost by it. Each goes on from entries of one before it, which is not always
 * the newest: a better backup may have been found.
 *
 * @param all oldest first
 */
public record Beginnings(List<Beginning> all) {
    private static final Pattern FILE = Pattern.compile("ledger-([2-9]|[1-9][0-9]{1,5})\\.json");

    public Beginnings {
        all = all.stream()
                .filter(one -> LogName.number(one.restored()) < LogName.number(one.log()))
                .toList();
    }

    /**
     * Those whose receipts a platform's home keeps, each proven by its receipt. A home that is not of this key has none.
     *
     * @throws LedgerStateException if one is missing or not readable: what was lost is not known then
     */
    public static Beginnings keptIn(Path home, String vkey) {
        VerifierKey key = VerifierKey.parse(vkey.strip());
        List<Beginning> kept = new ArrayList<>();
        int newest = newest(home, key);
        for (int number = 2; number <= newest; number++) {
            Path file = file(home, number);
            String log = LogName.numbered(key.name(), number);
            kept.add(read(file, key, log)
                    .orElseThrow(
                            () -> new LedgerStateException("The file " + file + " is missing or is not the receipt of"
                                    + " the entry that begins the log " + log
                                    + ", so that nobody knows what was lost. Put it back"
                                    + " from the backup of the home folder, or write it anew by ./yici ledger begin")));
        }
        return new Beginnings(kept);
    }

    static Path file(Path home, int number) {
        return home.resolve("ledger-" + number + ".json");
    }

    /** The beginning of a log out of its file; empty if the file is missing or is not its receipt. */
    static Optional<Beginning> read(Path file, VerifierKey key, String log) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Verify.receipt(Files.readAllBytes(file), key.toString()) instanceof Verified receipt
                    ? Beginning.of(receipt.index(), receipt.entry())
                            .filter(one -> one.log().equals(log))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The newest log that anything in the home knows of. */
    private static int newest(Path home, VerifierKey key) {
        if (!Files.exists(LedgerKey.verifierFile(home))) {
            return 1;
        }
        VerifierKey published = LedgerKey.verifier(home);
        if (!published.forLog(key.name()).toString().equals(key.toString())) {
            return 1;
        }
        int head = HeadFile.read(home, key)
                .map(SignedCheckpoint::origin)
                .map(LogName::number)
                .orElse(1);
        int newest = Math.max(head, LogName.number(published.name()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "ledger-*.json")) {
            for (Path file : files) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                newest = name.matches() ? Math.max(newest, Integer.parseInt(name.group(1))) : newest;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + home + " cannot be read: " + e.getMessage(), e);
        }
        return newest;
    }

    /** The newest log, or the given one if that is newer. */
    public String newest(String log) {
        return Stream.concat(all.stream().map(Beginning::log), Stream.of(log))
                .max((one, other) -> Integer.compare(LogName.number(one), LogName.number(other)))
                .orElse(log);
    }

    /** The beginnings after a log that a later log contains, oldest first. */
    public List<Beginning> between(String log, String later) {
        List<Beginning> between = new ArrayList<>();
        for (Optional<Beginning> one = of(later);
                one.isPresent() && LogName.isLater(one.get().log(), log);
                one = of(one.get().restored())) {
            between.addFirst(one.get());
        }
        return between;
    }

    /**
     * The beginning that says that an entry is lost to a later log.
     *
     * @param log the log that signed for the entry
     * @param later the log that may lack it
     * @return empty if it has the entry, or is not later
     */
    public Optional<Beginning> lost(String log, long index, String later) {
        Optional<Beginning> begun = of(log);
        if (begun.isPresent() && index < begun.get().index()) {
            // Taken over from a log before, where other later ones may have taken it from too.
            return lost(begun.get().restored(), index, later);
        }
        return between(log, later).stream()
                .findFirst()
                .filter(next -> !next.restored().equals(log) || index >= next.index());
    }

    private Optional<Beginning> of(String log) {
        return all.stream().filter(one -> one.log().equals(log)).findFirst();
    }
}
