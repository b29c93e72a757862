package org.yici.app.exchange;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.resource.Resource;

/** A grant that changes is a leaf of the ledger before it counts. */
@Service
class StoredGrants implements Grants {
    private final GrantStore store;
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final Clock clock;

    StoredGrants(GrantStore store, Catalogue catalogue, Ledger ledger, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    @Override
    @Transactional
    public void register(Grant grant) {
        store.lock();
        requireSound(grant);
        if (store.find(grant.id()).filter(grant::equals).isPresent()) {
            return;
        }
        ledger.append(new Act(
                Act.Kind.PUBLICATION,
                "platform",
                grant.consumer(),
                null,
                null,
                Map.ofEntries(
                        Map.entry("grant", grant.id()),
                        Map.entry("resource", grant.resource()),
                        Map.entry("items", String.join(",", grant.items())),
                        Map.entry("purpose", grant.purpose()),
                        Map.entry("basis", grant.basis()),
                        Map.entry("consentNeeded", Boolean.toString(grant.consentNeeded())),
                        Map.entry("othersItems", String.join(",", grant.othersItems())),
                        Map.entry("clearance", grant.clearance().name()),
                        Map.entry("perMinute", Integer.toString(grant.perMinute())),
                        Map.entry("from", grant.from().toString()),
                        Map.entry("to", grant.to().toString()))));
        store.save(grant);
    }

    @Override
    @Transactional
    public void replacePack(List<Grant> grants) {
        store.lock();
        List<String> ids = grants.stream().map(Grant::id).toList();
        // First, since a grant may have a new id for the same consumer, resource and purpose.
        for (Grant withdrawn : store.withdrawPacksBut(ids, clock.instant())) {
            ledger.append(new Act(
                    Act.Kind.REVOCATION,
                    "platform",
                    withdrawn.consumer(),
                    null,
                    null,
                    Map.of("grant", withdrawn.id(), "resource", withdrawn.resource(), "purpose", withdrawn.purpose())));
        }
        Set<String> peoples = store.ofPeople();
        grants.stream().filter(grant -> !peoples.contains(grant.id())).forEach(this::register);
        store.markPack(ids);
    }

    @Override
    public Optional<Grant> find(String consumer, String resource, String purpose) {
        // Of several the one that lasts longest: those before it have ended.
        return store.of(consumer, resource).stream()
                .filter(grant -> grant.purpose().equals(purpose))
                .max(Comparator.comparing(Grant::to));
    }

    @Override
    public List<Grant> all() {
        return store.all();
    }

    private void requireSound(Grant grant) {
        String name = "Grant " + grant.id() + ": ";
        Resource resource = catalogue
                .resource(grant.resource())
                .orElseThrow(() -> new IllegalArgumentException(
                        name + "the catalogue has no resource " + grant.resource() + "; publish it first"));
        for (String item : grant.items()) {
            if (resource.item(item).isEmpty()) {
                throw new IllegalArgumentException(
                        name + "resource " + resource.code() + " has no item '" + item + "'");
            }
        }
        for (String item : grant.othersItems()) {
            if (!grant.items().contains(item)) {
                throw new IllegalArgumentException(
                        name + "othersItems has '" + item + "', which is not among its items");
            }
        }
        if (grant.items().isEmpty()) {
            throw new IllegalArgumentException(name + "it must name at least one item");
        }
        if (!CallText.PURPOSE.matcher(grant.purpose()).matches()) {
            throw new IllegalArgumentException(
                    name + "the purpose must be lower-case ASCII letters, digits and hyphens: " + grant.purpose());
        }
        if (grant.perMinute() < 1 || grant.perMinute() > 1_000_000) {
            throw new IllegalArgumentException(name + "perMinute must be between 1 and 1000000");
        }
        if (!grant.from().isBefore(grant.to())) {
            throw new IllegalArgumentException(name + "it ends before it begins");
        }
        store.of(grant.consumer(), grant.resource()).stream()
                .filter(other ->
                        other.purpose().equals(grant.purpose()) && !other.id().equals(grant.id()))
                .filter(other -> clock.instant().isBefore(other.to()))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(
                            name + other.id() + " already grants this; one grant a consumer, resource and purpose");
                });
    }
}
