package org.yici.app.exchange;

import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;
import org.yici.kernel.ledger.Receipt;

/**
 * Uses as the ledger tells them. The leaf is the truth: a use is a leaf before its answer leaves, and its row here is read from that
 * leaf, in the same flow, also before the answer leaves. Should the platform die, or the row fail, between the two, no answer has
 * left, yet the leaf stands; {@link #catchUp} then writes the row. So no use can be missing, and none can be invented: a row
 * names its leaf, and anyone can have that proven.
 */
@Service
class LedgerUses implements Uses {
    private static final int STEP = 10_000;

    private final UseStore store;
    private final Ledger ledger;

    LedgerUses(UseStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    @Override
    public Page<Use> of(UUID subject, int page, int size) {
        return new Page<>(store.of(subject, page, size), page, size, store.count(subject));
    }

    void record(Receipt receipt) {
        UseLeaf.read(receipt).ifPresent(leaf -> store.insert(leaf.subject(), leaf.use()));
    }

    /** Writes the rows that are missing for leaves of the ledger, from where the last run ended. */
    @Scheduled(fixedDelay = 30_000)
    synchronized void catchUp() {
        long size = ledger.size();
        for (long from = store.mark(); from < size; from = store.mark()) {
            long to = Math.min(size, from + STEP);
            for (long index : store.without(from, to)) {
                record(ledger.receipt(index)
                        .orElseThrow(() -> new IllegalStateException("The ledger has no leaf " + index)));
            }
            store.mark(to);
        }
    }
}
