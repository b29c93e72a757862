package org.yici.app.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record as the exchange gives it.
 *
 * @param resource code of the resource
 * @param provider code of the responsible department
 * @param key the source record's key
 * @param values item name to value, masked where the grant's clearance is below the item's level
 * @param masked names of the items whose values are masked
 * @param withheld names of the items that are about somebody else, who has not consented; they have no value here
 * @param sourceTime when the department committed it
 * @param arrivedAt when it became readable here
 * @param newerUnread when the department wrote a later version that could not be read, so that this one is not what it holds now; else null
 */
public record Evidence(
        String resource,
        String provider,
        String key,
        Map<String, String> values,
        Set<String> masked,
        Set<String> withheld,
        Instant sourceTime,
        Instant arrivedAt,
        @Nullable Instant newerUnread) {}
