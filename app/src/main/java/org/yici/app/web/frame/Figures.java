package org.yici.app.web.frame;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Registry;
import org.yici.kernel.resource.Resource;

/** The figures of the public pages. Counting a registry reads it, so the counts are a few seconds old at most. */
@Component
public class Figures {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Catalogue catalogue;
    private final Registry registry;
    private final Ledger ledger;
    private final Clock clock;

    private @Nullable Counts counts;

    Figures(Catalogue catalogue, Registry registry, Ledger ledger, Clock clock) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Counts(Map<String, Long> byResource, Instant at) {}

    /** Current records by code of the resource. */
    public synchronized Map<String, Long> records() {
        Instant now = clock.instant();
        if (counts == null || counts.at().plus(KEPT).isBefore(now)) {
            Map<String, Long> byResource = new LinkedHashMap<>();
            for (Resource resource : catalogue.resources()) {
                byResource.put(resource.code(), registry.count(resource));
            }
            counts = new Counts(Map.copyOf(byResource), now);
        }
        return counts.byResource();
    }

    /** What is there now, in numbers. */
    public Totals totals() {
        List<Resource> resources = catalogue.resources();
        return new Totals(
                records().values().stream().mapToLong(Long::longValue).sum(),
                ledger.size(),
                resources.size(),
                resources.stream().map(Resource::provider).distinct().count());
    }

    /**
     * Read before a page is made, so that making it needs no database.
     *
     * @param records that are current, of all resources
     * @param proofs entries of the ledger
     * @param providers departments that answer for a resource
     */
    public record Totals(long records, long proofs, int resources, long providers) {}
}
