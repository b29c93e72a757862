package org.yici.app.exchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person says is wrong in a record about it.
 *
 * @param subject who asks
 * @param account the account that it asked with
 * @param person the person's name
 * @param resource code of the resource
 * @param department code of the department that holds the record
 * @param recordKey the record's key in the department's table; not for the person, whom others' records may be named by
 * @param item name of the item
 * @param shown the value as the person saw it
 * @param wrong what is wrong with it, in the person's words
 * @param proposed what would be right
 * @param requestedAt when it was asked
 * @param leaf leaf of the request
 * @param withdrawnAt when the person took it back; null while it is open
 */
public record Correction(
        UUID id,
        UUID subject,
        String account,
        String person,
        String resource,
        String department,
        String recordKey,
        String item,
        String shown,
        String wrong,
        String proposed,
        Instant requestedAt,
        long leaf,
        @Nullable Instant withdrawnAt) {
    /** Whether the department still has to handle it. */
    public boolean open() {
        return withdrawnAt == null;
    }
}
