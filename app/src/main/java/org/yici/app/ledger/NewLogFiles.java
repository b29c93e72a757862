package org.yici.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yici.app.store.SecretFiles;
import org.yici.app.store.WholeFile;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.VerifierKey;

/**
 * What a home keeps of a log that was begun anew. The head comes last: until then the old one is in its place, so that a beginning that was
 * interrupted anywhere is known as such and is ended by the same command.
 */
final class NewLogFiles {
    private NewLogFiles() {}

    private interface Step {
        void run() throws IOException;
    }

    /**
     * Keeps all of it, once the database has the beginning.
     *
     * @param most so many files are written
     * @return the receipt of the entry that begins the log
     */
    static Receipt keep(LedgerStore store, SecretFiles secrets, Path home, Head head, int most) {
        Receipt receipt = MerkleLedger.receipt(store, head, beginning(store, head.log()));
        List<Step> steps = List.of(
                () -> keepOldHead(home, head),
                () -> keepReceipts(store, home, head),
                () -> LedgerKey.publish(home, LedgerKey.signer(secrets, home, head.log())),
                () -> HeadFile.open(home, head.note()).close());
        try {
            for (Step step : steps.subList(0, Math.min(most, steps.size()))) {
                step.run();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException(
                    "The new log is begun, but its head cannot be kept in " + home + ": " + e.getMessage()
                            + ". Call again once it can",
                    e instanceof IOException io ? io : new IOException(e));
        }
        return receipt;
    }

    /** Where the entry is that begins a log. */
    static long beginning(LedgerStore store, String log) {
        return store.beginning(log)
                .orElseThrow(() -> new LedgerStateException("The log " + log + " has no entry that begins it"));
    }

    private static void keepOldHead(Path home, Head head) throws IOException {
        Optional<LaterHead> old =
                LaterHead.keptIn(home, LedgerKey.verifier(home).toString());
        if (old.isPresent() && LogName.isLater(head.log(), old.get().head().origin())) {
            int number = LogName.number(old.get().head().origin());
            WholeFile.write(
                    home.resolve("ledger-" + number + ".head"), old.get().head().note());
        }
    }

    /** Writes the receipts of the beginnings that the home lacks and the database has. */
    static void keepReceipts(LedgerStore store, Path home, Head head) {
        VerifierKey key = LedgerKey.verifier(home);
        for (int number = 2; number <= LogName.number(head.log()); number++) {
            String log = LogName.numbered(head.log(), number);
            Path file = Beginnings.file(home, number);
            Optional<Long> index = store.beginning(log);
            if (index.isPresent() && Beginnings.read(file, key, log).isEmpty()) {
                try {
                    WholeFile.write(
                            file, MerkleLedger.receipt(store, head, index.get()).toJson());
                } catch (IOException e) {
                    throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
                }
            }
        }
    }
}
