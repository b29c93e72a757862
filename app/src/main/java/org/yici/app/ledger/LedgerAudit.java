package org.yici.app.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.AuditFinding.Kind;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.Node;
import org.yici.kernel.ledger.SignedNote;
import org.yici.kernel.ledger.VerifierKey;

/**
 * Computes the whole log anew from its entries and compares: every leaf hash, every stored node, every checkpoint's root and
 * signature, every column for look-up. Reads one state of the database, so it can run while the platform writes.
 *
 * <p>From storage alone nobody finds that the newest entries were cut off together with everything that speaks of them; heads from
 * outside of it tell: the one kept beside the key, the running platform's, any later receipt.
 */
public final class LedgerAudit {
    /** How many leaves are read at once. */
    private static final int CHUNK = 8_192;

    private final AuditStore store;
    private final VerifierKey key;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final AuditTree tree = new AuditTree(this::report);
    private final AuditLogs logs = new AuditLogs();
    private final AuditHeads heads;
    private long found;
    private long entries;
    private long checkpoints;
    private long signed;
    private long rewrites;
    private long explained;
    private long held;
    private long missingFrom = -1;
    private @Nullable Long broken;
    private String root = "";

    private LedgerAudit(AuditStore store, VerifierKey key, List<LaterHead> later) {
        this.store = store;
        this.key = key;
        this.heads = new AuditHeads(later, tree, logs, this::report);
    }

    /**
     * Audits the log of a database.
     *
     * @param connection to the platform's database; left open, in autocommit
     * @param vkey the log's key, as a C2SP verifier key
     * @param later signed heads from outside of the database; each must be of this log
     * @param progress is told now and then how many entries are done, out of {@link #size}
     * @throws IllegalArgumentException if the key is not one, or the database has no ledger
     */
    public static AuditReport run(Connection connection, String vkey, List<LaterHead> later, LongConsumer progress)
            throws SQLException {
        VerifierKey key = VerifierKey.parse(vkey.strip());
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            AuditStore store = new AuditStore(connection);
            if (!store.exists()) {
                throw new IllegalArgumentException("This database has no ledger; is it the platform's?");
            }
            return new LedgerAudit(store, key, later).run(progress);
        } finally {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }

    /**
     * The newest signed head of a database.
     *
     * @throws IllegalArgumentException if it is not signed by the key
     */
    public static Optional<LaterHead> newest(Connection connection, String vkey) throws SQLException {
        AuditStore store = new AuditStore(connection);
        List<AuditStore.Signed> last = store.checkpoints(store.end() - 1, store.end());
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        LaterHead.of("The database", last.getLast().note().getBytes(StandardCharsets.UTF_8), vkey));
    }

    /** How many entries there are to audit. */
    public static long size(Connection connection) throws SQLException {
        AuditStore store = new AuditStore(connection);
        return store.exists() ? store.end() : 0;
    }

    private AuditReport run(LongConsumer progress) throws SQLException {
        long end = store.end();
        long stored = store.nodeCount();
        checkpoints(-1, 0).forEach(this::check);
        heads.hold(0);
        for (long from = 0; from < end; from += CHUNK) {
            chunk(from, Math.min(end, from + CHUNK));
            progress.accept(Math.min(end, from + CHUNK));
        }
        noteMissing(end);
        for (Node stray : store.strays(end)) {
            report(new AuditFinding(
                    Kind.NODE_STRAY,
                    stray.from(),
                    stray.from() + (1L << stray.level()),
                    "Node " + stray.level() + "/" + stray.index() + " belongs to no tree of " + end + " entries."));
        }
        tree.close();
        tellBroken(end);
        heads.tell(end);
        if (signed < end) {
            report(new AuditFinding(
                    Kind.NOT_SIGNED,
                    signed,
                    end,
                    "No checkpoint signs for entries " + signed + " to " + (end - 1)
                            + ": they were put in, or their checkpoint was removed."));
        }
        return new AuditReport(entries, stored, checkpoints, root, logs.begun(), found, findings);
    }

    private void chunk(long from, long to) throws SQLException {
        List<AuditStore.Leaf> leaves = store.leaves(from, to);
        Map<Node, Hash> nodes = store.nodes(from, to);
        List<Read> signatures = checkpoints(from, to);
        int leaf = 0;
        int checkpoint = 0;
        for (long index = from; index < to; index++) {
            if (leaf < leaves.size() && leaves.get(leaf).index() == index) {
                noteMissing(index);
                entries++;
                AuditStore.Leaf read = leaves.get(leaf++);
                logs.read(read);
                List<AuditTree.Candidate> candidates = AuditLeaf.candidates(read);
                if (candidates.size() == 1) {
                    AuditLeaf.columns(read).forEach(this::report);
                }
                tree.append(candidates, nodes, this::below);
            } else {
                missingFrom = missingFrom < 0 ? index : missingFrom;
                tree.append(List.of(), nodes, this::below);
            }
            while (checkpoint < signatures.size()
                    && signatures.get(checkpoint).row().size() == index + 1) {
                check(signatures.get(checkpoint++));
            }
            heads.hold(index + 1);
        }
    }

    /** Signatures are most of the work and independent of each other. */
    private List<Read> checkpoints(long from, long to) throws SQLException {
        return store.checkpoints(from, to).parallelStream().map(this::read).toList();
    }

    /** One finding for a whole run of missing entries. */
    private void noteMissing(long index) {
        if (missingFrom >= 0) {
            String which = index - missingFrom == 1
                    ? "Entry " + missingFrom + " is"
                    : "Entries " + missingFrom + " to " + (index - 1) + " are";
            report(new AuditFinding(Kind.ENTRY_MISSING, missingFrom, index, which + " missing."));
            missingFrom = -1;
        }
    }

    /** A stored checkpoint as its note says it, if it is a rightly signed note. */
    private record Read(AuditStore.Signed row, @Nullable Checkpoint checkpoint, String fault) {}

    private Read read(AuditStore.Signed row) {
        try {
            SignedNote note = SignedNote.parse(row.note());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            VerifierKey named = key.forLog(checkpoint.origin());
            if (note.signatures().stream().noneMatch(line -> named.verifies(note.text(), line))) {
                return new Read(row, null, "is not signed by the log's key, or was altered");
            }
            boolean same = checkpoint.size() == row.size()
                    && checkpoint.origin().equals(named.name())
                    && Arrays.equals(checkpoint.root().bytes(), row.root());
            return new Read(row, checkpoint, same ? "" : "says something else in its row than in its signed note");
        } catch (IllegalArgumentException e) {
            return new Read(row, null, "is not a checkpoint: " + e.getMessage());
        }
    }

    private void check(Read read) {
        checkpoints++;
        if (!read.fault().isEmpty()) {
            report(new AuditFinding(
                    Kind.CHECKPOINT_ALTERED,
                    read.row().size(),
                    read.row().size(),
                    "The checkpoint at " + read.row().size() + " entries " + read.fault() + "."));
        }
        Checkpoint checkpoint = read.checkpoint();
        if (checkpoint == null || checkpoint.size() != read.row().size()) {
            return;
        }
        String other = logs.fault(checkpoint, signed);
        if (other != null) {
            report(new AuditFinding(
                    Kind.CHECKPOINT_ALTERED,
                    checkpoint.size(),
                    checkpoint.size(),
                    "The checkpoint at " + checkpoint.size() + " entries " + other + "."));
        }
        signed = checkpoint.size();
        root = checkpoint.root().hex();
        switch (tree.compare(checkpoint.root())) {
            case HOLDS -> {
                held = checkpoint.size();
                // A rewritten entry breaks the checkpoints up to the one whose tree tells which entry it was.
                if (broken != null && rewrites > explained) {
                    broken = null;
                }
            }
            case BROKEN -> {
                if (broken == null) {
                    broken = checkpoint.size();
                    explained = rewrites;
                }
            }
            case UNKNOWN -> {}
        }
    }

    /** Checkpoints that hold and that do not hold tell which of the entries below a node was rewritten. */
    private AuditFinding below(long from, long to) {
        long first = Math.max(from, Math.min(held, to - 1));
        long last = broken != null && broken > first ? Math.min(to, broken) : to;
        String which = last - first == 1
                ? "Entry " + first + " was rewritten together with its hash."
                : "One or more of the entries " + first + " to " + (last - 1)
                        + " were rewritten together with their hashes.";
        return new AuditFinding(Kind.ENTRIES_REWRITTEN, first, last, which);
    }

    private void tellBroken(long end) {
        if (broken == null || rewrites > explained) {
            return;
        }
        if (held >= broken) {
            report(new AuditFinding(
                    Kind.CHECKPOINT_ALTERED,
                    broken,
                    broken,
                    "The checkpoint at " + broken + " entries is signed, but is not of this log: later ones hold."));
            return;
        }
        long to = Math.min(broken, end);
        report(new AuditFinding(
                Kind.TREE_REWRITTEN,
                held,
                to,
                "The log does not lead to the root that was signed at " + broken
                        + " entries: one or more of the entries " + held + " to " + (to - 1)
                        + " were rewritten, with all hashes above them."));
    }

    private void report(AuditFinding finding) {
        found++;
        switch (finding.kind()) {
            case ENTRY_ALTERED, ENTRIES_REWRITTEN, ENTRY_MISSING -> rewrites++;
            case LEAF_HASH_ALTERED,
                    COLUMN_ALTERED,
                    NODE_ALTERED,
                    NODE_MISSING,
                    NODE_STRAY,
                    CHECKPOINT_ALTERED,
                    TREE_REWRITTEN,
                    NOT_SIGNED,
                    OTHER_LOG,
                    CUT_OFF,
                    LOST -> {}
        }
        if (findings.size() < AuditReport.LISTED) {
            findings.add(finding);
        }
    }
}
