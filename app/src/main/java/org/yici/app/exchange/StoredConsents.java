package org.yici.app.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;
import org.yici.kernel.ledger.Receipt;

/**
 * A consent is a leaf first and counts afterwards, so no right can rest on a consent that is not in the ledger. A revocation counts
 * first and is a leaf afterwards, so that nothing delays it; should the platform die between the two, {@link #logRevocations}
 * writes the leaf.
 */
@Service
class StoredConsents implements Consents {
    private final ConsentStore store;
    private final Ledger ledger;
    private final Clock clock;

    StoredConsents(ConsentStore store, Ledger ledger, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Consent give(
            String actor,
            UUID subject,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            String caseNumber,
            Duration validity) {
        if (items.isEmpty() || validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("A consent names at least one item and lasts a while");
        }
        // As PostgreSQL keeps it, so that what is returned is what will be read.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Consent consent = new Consent(
                UUID.randomUUID(),
                subject,
                consumer,
                resource,
                items,
                purpose,
                caseNumber,
                now,
                now.plus(validity),
                null);
        ledger.append(new Act(
                Act.Kind.CONSENT,
                actor,
                null,
                subject,
                caseNumber,
                Map.of(
                        "consent",
                        consent.id().toString(),
                        "consumer",
                        consumer,
                        "resource",
                        resource,
                        "items",
                        CallText.items(items),
                        "purpose",
                        purpose,
                        "expires",
                        consent.expiresAt().toString())));
        store.insert(consent);
        return consent;
    }

    @Override
    public void revoke(String actor, UUID subject, UUID id) {
        Consent consent = store.find(subject, id)
                .orElseThrow(() -> new NoSuchElementException("There is no such consent of this subject"));
        if (store.revoke(id, actor, clock.instant())) {
            log(consent, actor);
        }
    }

    @Override
    public Page<Consent> of(UUID subject, int page, int size) {
        return new Page<>(store.of(subject, page, size), page, size, store.count(subject));
    }

    /** Writes the leaves of revocations that were cut off before theirs. A leaf may come twice, never not at all. */
    @Scheduled(fixedDelay = 60_000)
    void logRevocations() {
        for (ConsentStore.Unlogged left : store.unlogged(clock.instant().minusSeconds(60))) {
            log(left.consent(), left.revokedBy());
        }
    }

    private void log(Consent consent, String actor) {
        Receipt receipt = ledger.append(new Act(
                Act.Kind.REVOCATION,
                actor,
                null,
                consent.subject(),
                consent.caseNumber(),
                Map.of(
                        "consent", consent.id().toString(),
                        "consumer", consent.consumer(),
                        "resource", consent.resource(),
                        "purpose", consent.purpose())));
        store.logged(consent.id(), receipt.index());
    }
}
