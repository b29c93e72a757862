package org.yici.app.ledger;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a subject's leaves are wanted; null stands for any.
 *
 * @param kinds what was done, one of these
 * @param department code of the department for which it was done; empty for what a citizen did
 * @param purpose the act's detail {@code purpose}; empty for acts without one
 * @param from not before
 * @param until before
 * @param like index of a leaf: only leaves of the same {@link LeafLine} as that one
 */
public record LeafFilter(
        Set<Act.Kind> kinds,
        @Nullable String department,
        @Nullable String purpose,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Long like) {
    public LeafFilter {
        kinds = Set.copyOf(kinds);
    }

    /** All leaves of some kinds. */
    public static LeafFilter of(Set<Act.Kind> kinds) {
        return new LeafFilter(kinds, null, null, null, null, null);
    }
}
