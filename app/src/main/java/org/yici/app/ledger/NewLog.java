package org.yici.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.yici.kernel.ledger.Frontier;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.NoteSigner;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Verification;
import org.yici.kernel.ledger.VerifierKey;

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
            Place database, Path home, List<LaterHead> known, String by, String reason, Clock clock) {
        try (LedgerSession session = LedgerSession.open(database, Duration.ofSeconds(3))) {
            LedgerStore store = session.store();
            List<LaterHead> heads = new ArrayList<>(known);
            LaterHead.keptIn(home, LedgerKey.verifier(home).toString()).ifPresent(heads::add);
            LaterHead last = heads.stream()
                    .max(Comparator.comparingInt((LaterHead head) ->
                                    LogName.number(head.head().origin()))
                            .thenComparingLong(LaterHead::size))
                    .orElseThrow(
                            () -> new LedgerStateException(
                                    "No head of the log is known from outside of the database,"
                                            + " so nothing says that anything is lost; name the newest receipt with --against"));
            Head stored = store.head().orElseGet(() -> new Head(0, Hash.EMPTY, ""));
            Frontier frontier = store.frontier(stored.size())
                    .filter(edge -> edge.root().equals(stored.root()) && store.end() == stored.size())
                    .orElseThrow(() -> new LedgerStateException(
                            "The restored ledger is damaged; run ./yici ledger audit, and restore another backup"));
            if (LogName.isLater(stored.log(), last.head().origin())) {
                return keep(store, home, stored);
            }
            requireLost(store, stored, last);
            NoteSigner signer = LedgerKey.signer(home, LogName.next(last.head().origin()));
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
            return keep(store, home, batch.after());
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

    /** Only once the database has the beginning: until then the old head says what is lost. */
    private static Receipt keep(LedgerStore store, Path home, Head head) {
        int number = LogName.number(head.log());
        long index = store.beginning(head.log())
                .orElseThrow(() -> new LedgerStateException("The log " + head.log() + " has no entry that begins it"));
        Receipt receipt = MerkleLedger.receipt(store, head, index);
        try {
            Path kept = HeadFile.in(home);
            Optional<LaterHead> old =
                    LaterHead.keptIn(home, LedgerKey.verifier(home).toString());
            if (old.isPresent() && LogName.isLater(head.log(), old.get().head().origin())) {
                Files.move(kept, home.resolve("ledger-" + (number - 1) + ".head"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(home.resolve(file(number)), receipt.toJson());
            try (HeadFile file = HeadFile.open(home)) {
                file.write(head.note());
            }
            Files.writeString(
                    home.resolve("ledger.vkey"),
                    LedgerKey.signer(home, head.log()).verifier() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The new log is begun, but its head cannot be kept in " + home + ": " + e.getMessage()
                            + ". Call again once it can",
                    e);
        }
        return receipt;
    }

    /** The beginnings that a home keeps the receipts of, oldest first; each is proven by its receipt. */
    public static List<Beginning> keptIn(Path home, String vkey) {
        List<Beginning> beginnings = new ArrayList<>();
        VerifierKey key = VerifierKey.parse(vkey.strip());
        for (int number = 2; Files.exists(home.resolve(file(number))); number++) {
            try {
                byte[] file = Files.readAllBytes(home.resolve(file(number)));
                if (Verify.receipt(file, key.toString()) instanceof Verification.Verified verified) {
                    Beginning.of(verified.index(), verified.entry()).ifPresent(beginnings::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return beginnings;
    }

    private static String file(int number) {
        return "ledger-" + number + ".json";
    }
}
