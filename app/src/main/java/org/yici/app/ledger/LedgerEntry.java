package org.yici.app.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leaf in a list. The public sees its index and day.
 *
 * @param index the leaf's index, from 0
 * @param at when it was appended
 * @param kind what was done
 * @param actor the system or the official's account that did it; {@code person} for a citizen
 * @param department code of the department for which it was done, null for a citizen
 * @param caseNumber the case it belongs to, null if to none
 */
public record LedgerEntry(
        long index,
        Instant at,
        Act.Kind kind,
        String actor,
        @Nullable String department,
        @Nullable String caseNumber) {}
