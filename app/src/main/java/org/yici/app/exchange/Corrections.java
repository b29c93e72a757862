package org.yici.app.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;

/**
 * Requests for correction: a person says what is wrong in a record about it and what would be right. A request is a leaf and counts
 * with the commit after it; it is recorded for the department, whose handling of it comes later, and can be withdrawn.
 */
@Service
public class Corrections {
    /** Most requests that a person has open at once; of one item of one record, one. */
    static final int MOST_OPEN = 50;

    private final CorrectionStore store;
    private final OwnData data;
    private final Ledger ledger;
    private final Readings readings;
    private final TransactionTemplate within;
    private final Clock clock;

    Corrections(
            CorrectionStore store,
            OwnData data,
            Ledger ledger,
            Readings readings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.data = data;
        this.ledger = ledger;
        this.readings = readings;
        this.within = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** An item of a record, as the person names it. */
    public record Place(String resource, String record, String item) {}

    /**
     * Records a request.
     *
     * @param place where the person found it, as {@link OwnData} names it
     * @throws NoSuchElementException if the person has no such record, or it shows no such item
     * @throws TooManyCorrectionsException if one for this item is open, or {@link #MOST_OPEN} in all
     */
    public Correction request(User reader, UUID subject, Place place, CorrectionText text) {
        OwnData.Located located = data.locate(subject, place.resource(), place.record())
                .orElseThrow(() -> new NoSuchElementException("There is no such record about this person"));
        OwnRecord.OwnItem item = located.shown().items().stream()
                .filter(shown -> shown.name().equals(place.item()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("The record shows no such item"));
        String key = located.found().key();
        return Objects.requireNonNull(within.execute(status -> {
            store.oneAtATime(subject);
            List<Correction> open = store.open(subject);
            boolean same = open.stream()
                    .anyMatch(one -> one.resource().equals(place.resource())
                            && one.recordKey().equals(key)
                            && one.item().equals(place.item()));
            if (same || open.size() >= MOST_OPEN) {
                throw new TooManyCorrectionsException(same);
            }
            UUID id = UUID.randomUUID();
            // As PostgreSQL keeps it, so that what is returned is what will be read.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            long leaf = append(reader, subject, id, place.resource(), place.item(), "requested");
            Correction correction = new Correction(
                    id,
                    subject,
                    reader.actor(),
                    reader.displayName(),
                    place.resource(),
                    located.shown().provider(),
                    key,
                    place.item(),
                    item.value() == null ? "" : item.value(),
                    text.wrong(),
                    text.proposed(),
                    now,
                    leaf,
                    null);
            store.insert(correction);
            return correction;
        }));
    }

    /**
     * Takes a request back; one that was taken back before stays so.
     *
     * @throws NoSuchElementException if there is no such request of this person
     */
    public void withdraw(User reader, UUID subject, UUID id) {
        Correction correction = store.find(subject, id)
                .orElseThrow(
                        () -> new NoSuchElementException("There is no such request for correction of this person"));
        within.executeWithoutResult(status -> {
            if (store.withdraw(id, clock.instant())) {
                append(reader, subject, id, correction.resource(), correction.item(), "withdrawn");
            }
        });
    }

    /** A person's requests, those that are open first, each newest first. */
    public Page<Correction> of(UUID subject, int page, int size) {
        return store.of(subject, page, size);
    }

    /** For which items of which records a person has a request open. */
    public Set<Place> open(UUID subject) {
        return store.open(subject).stream()
                .map(one -> new Place(one.resource(), data.name(subject, one.resource(), one.recordKey()), one.item()))
                .collect(Collectors.toSet());
    }

    /**
     * The requests for correction of what a department holds, for its stewards; reading them is a leaf.
     *
     * @throws org.yici.app.ledger.LedgerUnavailableException if it cannot be noted; nothing is shown then
     */
    public Page<Correction> ofDepartment(User steward, String department, int page, int size) {
        Page<Correction> list = store.ofDepartment(department, page, size);
        readings.note(
                steward,
                Readings.What.CORRECTIONS,
                list.content().stream()
                        .map(one -> new Readings.Shown(one.resource(), one.id(), Set.of(one.subject())))
                        .toList());
        return list;
    }

    private long append(User reader, UUID subject, UUID id, String resource, String item, String step) {
        return ledger.append(new Act(
                        Act.Kind.CORRECTION,
                        reader.actor(),
                        null,
                        subject,
                        null,
                        Map.of("correction", id.toString(), "resource", resource, "items", item, "step", step)))
                .index();
    }
}
