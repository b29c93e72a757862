package org.yici.stream.link;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of a linkable resource.
 *
 * @param subject by a valid strong identifier
 * @param linked by linking
 */
record LinkRecord(
        RecordId id,
        String model,
        Map<String, String> fields,
        List<String> keys,
        @Nullable UUID subject,
        @Nullable UUID linked) {

    /** Whose record it is, as far as anybody knows: a subject's, else nobody's but its own. */
    Object whose() {
        return subject != null ? subject : linked != null ? linked : id;
    }
}
