package org.yici.stream.link;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of a linkable resource.
 *
 * @param fields what it is compared by; null if the source has deleted it
 * @param subject by a valid strong identifier
 * @param linked by linking
 * @param former id of the subject of its own that it had before that was merged with another
 */
record LinkRecord(
        RecordId id,
        String model,
        @Nullable Map<String, String> fields,
        @Nullable UUID subject,
        @Nullable UUID linked,
        @Nullable UUID former) {

    boolean identified() {
        return subject != null;
    }

    /** The same record once an identifier names this subject, or none. */
    LinkRecord boundTo(@Nullable UUID named) {
        return new LinkRecord(id, model, fields, named, linked, former);
    }

    /** Whose record it is; null while nobody has looked. */
    @Nullable
    UUID whose() {
        return subject != null ? subject : linked;
    }
}
