package org.yici.app.casework;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * A material as it was retrieved.
 *
 * @param material id of the service item's material
 * @param status what came of it
 * @param provider code of the department that holds it
 * @param values item name to value, masked as the grant says; of the newest record
 * @param labels item name to its label
 * @param records how many current records there are; 0 to whoever may not see their values
 * @param sourceTime when the provider committed the newest
 * @param retrievedAt when it was retrieved
 * @param rule the rule that refused, if refused
 * @param leaf index of the leaf that proves the retrieval
 */
public record CaseEvidence(
        String material,
        Status status,
        String provider,
        Map<String, String> values,
        Map<String, Label> labels,
        int records,
        @Nullable Instant sourceTime,
        Instant retrievedAt,
        @Nullable String rule,
        long leaf) {

    /** What came of retrieving a material. */
    public enum Status {
        RETRIEVED,
        /** The provider holds no such record. */
        NONE,
        REFUSED
    }
}
