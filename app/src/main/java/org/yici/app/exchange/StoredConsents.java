package org.yici.app.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;
import org.yici.kernel.ledger.Receipt;

/**
 * A consent is a leaf first and counts with the commit after it, so no right can rest on a consent that is not in the ledger. A
 * revocation counts first and is a leaf afterwards, so that nothing delays it; should the platform die between the two,
 * {@link #logRevocations} writes the leaf.
 */
@Service
class StoredConsents implements Consents {
    private static final Logger log = LoggerFactory.getLogger(StoredConsents.class);

    private final ConsentStore store;
    private final Ledger ledger;
    private final TransactionTemplate within;
    private final TransactionTemplate apart;
    private final Clock clock;

    StoredConsents(ConsentStore store, Ledger ledger, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.within = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
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
                null,
                null);
        return Objects.requireNonNull(within.execute(status -> {
            store.inTurn(subject);
            Optional<Consent> given = store.same(consent, now);
            if (given.isPresent()) {
                return given.get();
            }
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
        }));
    }

    @Override
    public void revoke(String actor, UUID subject, UUID id) {
        if (store.find(subject, id).isEmpty()) {
            throw new NoSuchElementException("There is no such consent of this subject");
        }
        store.revoke(id, actor, clock.instant()).forEach(ended -> log(ended, actor, Consent.Ending.REVOKED));
    }

    @Override
    public void endAll(String actor, String caseNumber, Consent.Ending why) {
        logCommitted(store.end(caseNumber, null, actor, why, clock.instant()), actor, why);
    }

    @Override
    public void end(String actor, UUID subject, String caseNumber, Consent.Ending why) {
        logCommitted(store.end(caseNumber, subject, actor, why, clock.instant()), actor, why);
    }

    /** A leaf says what has happened, so it waits for the transaction; {@link #logRevocations} writes what could not be written then. */
    private void logCommitted(List<Consent> ended, String actor, Consent.Ending why) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ended.forEach(consent -> log(consent, actor, why));
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    apart.executeWithoutResult(status -> ended.forEach(consent -> log(consent, actor, why)));
                } catch (RuntimeException e) {
                    log.warn("The ends of {} consents will be written to the ledger later", ended.size(), e);
                }
            }
        });
    }

    @Override
    public Page<Consent> of(UUID subject, int page, int size) {
        return new Page<>(store.of(subject, page, size), page, size, store.count(subject));
    }

    /** Writes the leaves of revocations that were cut off before theirs. */
    @Scheduled(fixedDelay = 60_000)
    void logRevocations() {
        for (ConsentStore.Unlogged left : store.unlogged(clock.instant().minusSeconds(60))) {
            Consent.Ending why = left.consent().ending();
            log(left.consent(), left.revokedBy(), why == null ? Consent.Ending.REVOKED : why);
        }
    }

    private void log(Consent consent, String actor, Consent.Ending why) {
        within.executeWithoutResult(status -> {
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
                            "purpose", consent.purpose(),
                            "why", why.text())));
            store.logged(consent.id(), receipt.index());
        });
    }
}
