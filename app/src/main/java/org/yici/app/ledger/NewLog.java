package org.yici.app.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.yici.app.store.SecretFiles;
import org.yici.kernel.ledger.Frontier;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.NoteSigner;
import org.yici.kernel.ledger.Receipt;

/**
 * Begins a log anew when the newest entries are lost for good, on an operator's word. The new log has a name of its own, so that no two
 * logs of one name are ever signed, and the old one's key; it takes over the restored entries, and its first own entry states the old log's
 * last head, how much was restored, and why. What others hold of the lost entries stays proof of them.
 */
public final class NewLog {
    private NewLog() {}

    /**
     * The platform's database.
     *
     * @param url its JDBC URL
     */
    public record Place(String url, String user, String password) implements JdbcConnectionDetails {
        @Override
        public String toString() {
            return url + " as " + user;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }

    /**
     * Begins it, or ends a beginning that was interrupted.
     *
     * @param home the platform's home, with the ledger's key and the kept head
     * @param known further heads of the old log from outside, if there are
     * @param by who says so
     * @param reason what happened, for every later reader
     * @return the receipt of the first own entry
     * @throws LedgerStateException if nothing is lost, no head tells that something is, or the platform runs
     */
    public static Receipt begin(
            Place database,
            SecretFiles secrets,
            Path home,
            List<LaterHead> known,
            String by,
            String reason,
            Clock clock) {
        return begin(database, secrets, home, known, by, reason, clock, Integer.MAX_VALUE);
    }

    /** @param files after so many files of the home the process ends, for tests */
    static Receipt begin(
            Place database,
            SecretFiles secrets,
            Path home,
            List<LaterHead> known,
            String by,
            String reason,
            Clock clock,
            int files) {
        try (LedgerSession session = LedgerSession.open(database, Duration.ofSeconds(3))) {
            LedgerStore store = session.store();
            Head stored = store.head().orElseGet(() -> new Head(0, Hash.EMPTY, ""));
            Frontier frontier = store.frontier(stored.size())
                    .filter(edge -> edge.root().equals(stored.root()) && store.end() == stored.size())
                    .orElseThrow(() -> new LedgerStateException(
                            "The restored ledger is damaged; run ./yici ledger audit, and restore another backup"));
            LaterHead last = last(home, known).orElseThrow(() -> {
                NewLogFiles.keepReceipts(store, home, stored);
                return new LedgerStateException("No head of the log is known from outside of the database,"
                        + " so nothing says that anything is lost; name the newest receipt with --against");
            });
            if (LogName.isLater(stored.log(), last.head().origin())) {
                requireJustBegun(store, stored);
                return NewLogFiles.keep(store, secrets, home, stored, files);
            }
            NewLogFiles.keepReceipts(store, home, stored);
            requireLost(store, stored, last);
            NoteSigner signer =
                    LedgerKey.signer(secrets, home, LogName.next(last.head().origin()));
            Act act = new Act(
                    Act.Kind.BEGINNING,
                    "operator:" + by,
                    null,
                    null,
                    null,
                    Beginning.details(signer.verifier().name(), last, stored, reason));
            Batch batch = Batch.of(
                    stored, frontier, List.of(Draft.of(act)), clock.instant().truncatedTo(ChronoUnit.MICROS), signer);
            store.append(batch);
            return NewLogFiles.keep(store, secrets, home, batch.after(), files);
        }
    }

    private static Optional<LaterHead> last(Path home, List<LaterHead> known) {
        List<LaterHead> heads = new ArrayList<>(known);
        LaterHead.keptIn(home, LedgerKey.verifier(home).toString()).ifPresent(heads::add);
        return heads.stream()
                .max(Comparator.comparingInt(
                                (LaterHead head) -> LogName.number(head.head().origin()))
                        .thenComparingLong(LaterHead::size));
    }

    /** Entries after the beginning were written by a platform, which had kept a head of this log: who knows what came after them? */
    private static void requireJustBegun(LedgerStore store, Head stored) {
        long index = NewLogFiles.beginning(store, stored.log());
        if (stored.size() != index + 1) {
            throw new LedgerStateException("The log " + stored.log() + " was begun at entry " + index + " and has had "
                    + stored.size() + " entries at least, but no head of it is known from outside of the database, so"
                    + " nothing says whether it is whole. Put the newest ledger.head back from the backup of the home"
                    + " folder; or name the newest receipt of this log with --against, and if nothing is lost, move"
                    + " ledger.head away and keep it anew: ./yici ledger audit --against RECEIPT.json --keep-head");
        }
    }

    private static void requireLost(LedgerStore store, Head stored, LaterHead last) {
        boolean there = last.head().origin().equals(stored.log())
                && stored.size() >= last.size()
                && store.frontier(last.size())
                        .filter(edge -> edge.root().equals(last.root()))
                        .isPresent();
        if (there) {
            throw new LedgerStateException("Nothing is lost: the database's log has " + stored.size()
                    + " entries and contains the newest head that is known, of " + last.size()
                    + ". No new log is needed");
        }
    }
}
