package org.yici.app.collection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What flowed, by quarter of an hour; kept for {@code yici.collection.history-kept}. */
public interface FlowHistory {
    /**
     * The quarters from one moment up to another, oldest first; those in which nothing flowed are absent.
     *
     * @param source name of a source, null for all
     * @param resource code of a resource, null for all
     */
    List<Quarter> quarters(@Nullable String source, @Nullable String resource, Instant from, Instant to);

    /**
     * A quarter of an hour.
     *
     * @param at when it begins
     * @param received records that arrived
     * @param written records that became readable
     * @param quarantined records that failed a rule
     * @param lagP50 median of its seconds' medians in milliseconds, from the source's commit until readable here; of several sources
     *     the highest; null if nothing was measured
     * @param lagP99 p99 of the worst second
     */
    record Quarter(
            Instant at,
            long received,
            long written,
            long quarantined,
            @Nullable Integer lagP50,
            @Nullable Integer lagP99) {}
}
