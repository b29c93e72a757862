package org.yici.app.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null stands for any.
 *
 * @param kind what was done
 * @param department code of the department for which it was done
 * @param caseNumber the case it belongs to
 * @param actor the system or the official's account that did it, {@code system:tax-core}; a citizen is not found by it
 * @param from not before this time
 * @param to before this time
 */
public record LedgerFilter(
        Act.@Nullable Kind kind,
        @Nullable String department,
        @Nullable String caseNumber,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** All entries. */
    public static LedgerFilter all() {
        return new LedgerFilter(null, null, null, null, null, null);
    }

    /** Whether it leaves any entry out. */
    public boolean narrows() {
        return !equals(all());
    }
}
