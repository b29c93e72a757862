package org.yici.app.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yici.kernel.ledger.Receipt;

/**
 * Acts and the transactions in which they take effect. A leaf must be durable before its act can be, so it comes first; if the
 * transaction then rolls back, or the platform dies before the commit, a leaf of its own voids it.
 */
final class PendingActs {
    /** How long a commit may take whose outcome nobody learned. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Names the leaf that a {@link Act.Kind#VOID} voids. */
    static final String VOIDS = "voids";

    private static final String PLATFORM = "platform";
    private static final Logger log = LoggerFactory.getLogger(PendingActs.class);

    private final PendingActStore store;
    private final Clock clock;
    private final Consumer<List<Act>> ledger;

    /** @param ledger appends acts */
    PendingActs(JdbcClient jdbc, Clock clock, Consumer<List<Act>> ledger) {
        this.store = new PendingActStore(jdbc);
        this.clock = clock;
        this.ledger = ledger;
    }

    /** Whether an act appended now takes effect only with a transaction of the caller's. */
    static boolean isPending(Act act) {
        return act.kind().takesEffect()
                && TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.isSynchronizationActive();
    }

    /**
     * Binds acts to the caller's transaction.
     *
     * @throws LedgerStateException if they were voided already, which takes a caller that was held up for long
     */
    void bind(List<Act> acts, List<Receipt> receipts) {
        List<PendingActStore.Pending> bound = IntStream.range(0, acts.size())
                .mapToObj(i -> new PendingActStore.Pending(
                        receipts.get(i).index(),
                        acts.get(i).kind().name(),
                        acts.get(i).subject(),
                        acts.get(i).caseNumber()))
                .toList();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                // What is unknown may have been committed; the database tells later.
                if (status == STATUS_ROLLED_BACK) {
                    voidAll(bound, "its transaction was rolled back");
                }
            }
        });
        if (!store.takeEffect(bound.stream().map(PendingActStore.Pending::index).toList())) {
            throw new LedgerStateException("An act was voided before it could take effect; do it again");
        }
    }

    /** What another process had begun when it died; it has none under way any more, since this one has the log. */
    void voidWhatWasLeft() {
        voidAll(store.leftByTheDead(clock.instant()), "the platform stopped before its transaction was committed");
    }

    /** What could not be voided at once, and what nobody knew the outcome of. */
    void voidWhatFailed() {
        Instant before = clock.instant().minus(PATIENCE);
        voidAll(store.left(before), "its transaction did not commit");
    }

    private void voidAll(List<PendingActStore.Pending> acts, String why) {
        if (acts.isEmpty()) {
            return;
        }
        try {
            ledger.accept(acts.stream()
                    .map(act -> new Act(
                            Act.Kind.VOID,
                            PLATFORM,
                            null,
                            act.subject(),
                            act.caseNumber(),
                            Map.of(VOIDS, Long.toString(act.index()), "kind", act.kind(), "why", why)))
                    .toList());
            log.info("Voided {} acts of the ledger that did not take effect: {}", acts.size(), why);
        } catch (RuntimeException e) {
            log.warn("{} acts that did not take effect will be voided later: {}", acts.size(), e.getMessage());
        }
    }
}
