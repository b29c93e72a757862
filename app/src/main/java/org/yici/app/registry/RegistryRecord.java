package org.yici.app.registry;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One current record of a base registry with its provenance.
 *
 * @param key the source record's key
 * @param values item name to value in text form (dates ISO 8601, codes raw); items without a value are absent
 * @param subjects name of each item that names a subject to the subject's id
 * @param source name of the source it came from
 * @param sourceTime when the department committed it
 * @param arrivedAt when it became readable here
 * @param edition edition of the catalogue entry whose rules cleaned it
 */
public record RegistryRecord(
        String key,
        Map<String, String> values,
        Map<String, UUID> subjects,
        String source,
        Instant sourceTime,
        Instant arrivedAt,
        int edition) {
    public RegistryRecord {
        subjects = Map.copyOf(subjects);
        values = Map.copyOf(values);
    }
}
