package org.yici.app.ledger;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.kernel.ledger.VerifierKey;

/**
 * A head that this log is known to have had. A database that does not contain it was cut, altered or restored from a backup; writing on
 * would sign two different logs of one size, so nothing is written.
 *
 * @param log name of the log, empty if none is known
 * @param from where the head is known from, for the operator
 */
record KnownHead(String log, long size, Hash root, String from) {
    private static final String ADVICE =
            "Restore the newer database; ./yici ledger audit says what is missing. Only if it is lost for good:"
                    + " ./yici ledger begin. Nothing is written into this one";

    /**
     * The head that is kept beside the key.
     *
     * @param stored the newest head of the database; null if it has no log yet
     * @throws LedgerStateException if there is a log but no kept head
     */
    static KnownHead in(Path home, VerifierKey key, @Nullable Head stored) {
        Optional<SignedCheckpoint> kept = HeadFile.read(home, key);
        if (kept.isEmpty() && stored != null && stored.size() > 0) {
            throw new LedgerStateException("The ledger has " + stored.size() + " entries, but its last head, the file "
                    + HeadFile.in(home) + ", is missing. Put it back from the backup of the home folder, or audit the"
                    + " ledger against the departments' newest receipts and keep its head anew:"
                    + " ./yici ledger audit --against RECEIPT.json --keep-head");
        }
        return kept.map(head -> new KnownHead(head.origin(), head.size(), head.root(), "the file " + HeadFile.in(home)))
                .orElseGet(() -> new KnownHead("", 0, Hash.EMPTY, ""));
    }

    /** The head that this process wrote itself. */
    static KnownHead of(Head head) {
        return new KnownHead(head.log(), head.size(), head.root(), "this platform");
    }

    /**
     * Looks for the head in a database.
     *
     * @throws LedgerStateException if the database's log does not contain it
     */
    void requireIn(LedgerStore store, Head stored) {
        if (LogName.isLater(stored.log(), log)) {
            throw new LedgerStateException("The log " + stored.log() + " was begun, but " + from
                    + " does not know it yet; end that by ./yici ledger begin");
        }
        if (LogName.isLater(log, stored.log())) {
            throw new LedgerStateException("An older backup was restored: " + from + " knows the log " + log
                    + ", the database is of the log " + stored.log() + " before it. " + ADVICE);
        }
        if (stored.size() < size) {
            throw new LedgerStateException(
                    "The ledger was cut, or an older backup was restored: " + from + " knows a signed head of " + size
                            + " entries, the database has " + stored.size() + ". " + ADVICE);
        }
        Hash found = stored.size() == size
                ? stored.root()
                : store.frontier(size)
                        .orElseThrow(() -> new LedgerStateException(
                                "The ledger's tree has holes; run ./yici ledger audit to see where"))
                        .root();
        if (!found.equals(root)) {
            throw new LedgerStateException("The database holds another ledger than the one signed at " + size
                    + " entries, which " + from + " knows. " + ADVICE);
        }
    }
}
