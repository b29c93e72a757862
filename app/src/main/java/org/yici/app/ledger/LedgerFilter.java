package org.yici.app.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null stands for any.
 *
 * @param kind what was done
 * @param department code of the department for which it was done
 * @param caseNumber the case it belongs to
 */
public record LedgerFilter(
        Act.@Nullable Kind kind,
        @Nullable String department,
        @Nullable String caseNumber) {
    /** All entries. */
    public static LedgerFilter all() {
        return new LedgerFilter(null, null, null);
    }
}
