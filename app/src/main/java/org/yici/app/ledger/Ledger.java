package org.yici.app.ledger;

import java.util.List;
import java.util.Optional;
import org.yici.kernel.ledger.Receipt;

/** The append-only log of acts. What {@link #append} has returned is durable and proven by the receipt. */
public interface Ledger {
    /**
     * Appends an act and waits until its leaf is durable and under a signed checkpoint. Acts that arrive together share one
     * transaction and one signature.
     *
     * @return the leaf, its path and the checkpoint
     * @throws LedgerUnavailableException if the leaf could not be made durable; the caller must not give its answer then
     */
    Receipt append(Act act);

    /** Appends several acts in one go; the receipts are in the order of the acts. */
    List<Receipt> appendAll(List<Act> acts);

    /** The receipt of a leaf under the newest checkpoint, empty if there is no such leaf. */
    Optional<Receipt> receipt(long index);

    /** The newest checkpoint as a signed note (C2SP tlog-checkpoint). */
    String checkpoint();

    /** How many leaves there are under the newest checkpoint. */
    long size();

    /** The key that verifies checkpoints, as a C2SP signed-note verifier key. */
    String verifierKey();
}
