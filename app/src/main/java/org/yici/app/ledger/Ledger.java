package org.yici.app.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yici.kernel.ledger.Receipt;

/** The append-only log of acts. What {@link #append} has returned is durable and proven by the receipt. */
public interface Ledger {
    /**
     * Appends an act and waits until its leaf is durable and under a signed checkpoint. Acts that arrive together share one
     * transaction and one signature.
     *
     * <p>An act is appended on a connection of the ledger's own. If the caller is in a transaction, an act that changes something (all
     * but queries, checks, readings and refusals) takes effect when that commits; if it does not commit, or the platform dies before, a
     * later leaf of the kind {@link Act.Kind#VOID} says so.
     *
     * @return the leaf, its path and the checkpoint
     * @throws IllegalArgumentException if the act is longer than an entry may be (65,535 bytes), or is not valid text
     * @throws LedgerUnavailableException if the leaf could not be made durable; the caller must not give its answer then
     */
    Receipt append(Act act);

    /** Appends several acts in one go, all or none; the receipts are in the order of the acts. */
    List<Receipt> appendAll(List<Act> acts);

    /** The receipt of a leaf under the newest checkpoint, empty if there is no such leaf. */
    Optional<Receipt> receipt(long index);

    /**
     * A part of the entries as lists show them, newest first.
     *
     * @param size 1 to 1,000
     */
    LedgerSlice entries(LedgerFilter filter, LedgerCursor cursor, int size);

    /**
     * Proof that nothing was rewritten between two sizes of the log.
     *
     * @throws IllegalArgumentException unless {@code 0 <= from <= to <= size()}
     */
    ConsistencyProof consistency(long from, long to);

    /** The newest checkpoint as a signed note (C2SP tlog-checkpoint). */
    String checkpoint();

    /** How many leaves there are under the newest checkpoint. */
    long size();

    /** When an act was last refused because it could not be made durable; empty if one was taken since. */
    Optional<Instant> refused();

    /** The key that verifies checkpoints, as a C2SP signed-note verifier key. */
    String verifierKey();
}
