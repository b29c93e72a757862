package org.yici.app.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.Page;

/**
 * The leaves that are about one subject, and whom a leaf concerns. Only for the subject itself, and for those who act for it: the public sees entries without
 * telling whom they are about.
 */
public interface SubjectLeaves {
    /** The subject's leaves of some kinds, newest first. */
    Page<Leaf> about(UUID subject, Set<Act.Kind> kinds, int page, int size);

    /** Whom a leaf concerns; empty if there is no such leaf. */
    Optional<Concern> concern(long index);

    /**
     * Whom a leaf concerns.
     *
     * @param actor who did it, as the platform knows it
     * @param department code of the department for which it was done, null for a citizen
     * @param subject whose data it touched, null if nobody's
     * @param caseNumber the case it belongs to, if any
     */
    record Concern(
            String actor,
            @Nullable String department,
            @Nullable UUID subject,
            @Nullable String caseNumber) {}

    /**
     * A leaf with what its entry says.
     *
     * @param index the leaf's index, from 0
     * @param at when it was appended
     * @param details the act's details
     */
    record Leaf(
            long index,
            Instant at,
            Act.Kind kind,
            String actor,
            @Nullable String department,
            @Nullable String caseNumber,
            Map<String, String> details) {
        public Leaf {
            details = Map.copyOf(details);
        }
    }
}
