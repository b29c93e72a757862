package org.yici.app.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yici.app.exchange.GrantAdministration.Narrowing;
import org.yici.app.exchange.GrantAdministration.Offer;
import org.yici.app.exchange.GrantAdministration.State;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.text.Invisible;

/** What is wrong with a grant that somebody wants to give or to narrow: keys of texts by the names of fields. */
final class GrantChecks {
    private static final int LONGEST_TEXT = 500;
    private static final int LARGEST_RATE = 1_000_000;

    private final GrantStore store;
    private final Identities identities;
    private final Clock clock;

    GrantChecks(GrantStore store, Identities identities, Clock clock) {
        this.store = store;
        this.identities = identities;
        this.clock = clock;
    }

    Map<String, String> faults(Offer offer, Optional<Resource> resource) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (resource.isEmpty()) {
            faults.put("resource", "resource");
        } else if (resource.get().sharing() == Sharing.NOT_SHARED) {
            faults.put("resource", "not-shared");
        }
        if (identities.departments().stream().noneMatch(one -> one.code().equals(offer.consumer()))) {
            faults.put("consumer", "consumer");
        }
        if (offer.items().isEmpty()
                || resource.filter(found -> !offer.items().stream()
                                .allMatch(item -> found.item(item).isPresent()))
                        .isPresent()) {
            faults.put("items", "items");
        }
        if (!CallText.PURPOSE.matcher(offer.purpose()).matches()) {
            faults.put("purpose", "purpose");
        } else if (store.of(offer.consumer(), offer.resource()).stream()
                .anyMatch(other -> other.purpose().equals(offer.purpose()) && state(other) != State.ENDED)) {
            faults.put("purpose", "given");
        }
        if (!isText(offer.purposeLabel().zh())) {
            faults.put("purpose_zh", "text");
        }
        if (!isText(offer.purposeLabel().en())) {
            faults.put("purpose_en", "text");
        }
        if (!isText(offer.basis())) {
            faults.put("basis", "text");
        }
        if (offer.clearance() == null) {
            faults.put("clearance", "clearance");
        }
        if (offer.perMinute() < 1 || offer.perMinute() > LARGEST_RATE) {
            faults.put("per_minute", "per-minute");
        }
        if (!offer.from().isBefore(offer.to()) || !clock.instant().isBefore(offer.to())) {
            faults.put("to", "to");
        }
        return faults;
    }

    static Map<String, String> faults(Grant grant, Narrowing left) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (left.items().isEmpty() || !grant.items().containsAll(left.items())) {
            faults.put("items", "more");
        }
        if (left.clearance() == null) {
            faults.put("clearance", "clearance");
        } else if (left.clearance().compareTo(grant.clearance()) > 0) {
            faults.put("clearance", "more");
        }
        if (left.perMinute() < 1 || left.perMinute() > grant.perMinute()) {
            faults.put("per_minute", "more");
        }
        if (left.to().isAfter(grant.to()) || !left.to().isAfter(grant.from())) {
            faults.put("to", "more");
        }
        if (faults.isEmpty() && narrowed(grant, left).equals(grant)) {
            faults.put("items", "same");
        }
        return faults;
    }

    /** What is left of a grant, which was found to be in order. */
    static Grant narrowed(Grant grant, Narrowing left) {
        return grant.limited(
                left.items(),
                Objects.requireNonNull(left.clearance()),
                left.perMinute(),
                left.to(),
                grant.isSuspended());
    }

    static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TEXT && Invisible.hiding(text) < 0;
    }

    State state(Grant grant) {
        Instant now = clock.instant();
        if (!now.isBefore(grant.to())) {
            return State.ENDED;
        }
        return grant.isSuspended() ? State.SUSPENDED : now.isBefore(grant.from()) ? State.FUTURE : State.VALID;
    }
}
