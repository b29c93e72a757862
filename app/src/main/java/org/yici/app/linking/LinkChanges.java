package org.yici.app.linking;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.app.linking.LinkReviews.Side;
import org.yici.app.store.Page;
import org.yici.kernel.linking.cluster.ClusterChange;

/**
 * What linking did to subjects, and what it could not do. A steward undoes the one and asks again for the other, for records of the
 * own department; the collection job acts within a second.
 */
public interface LinkChanges {
    /** Subjects that became one, came apart or exchanged records, newest first, ten thousand at most. */
    Page<Logged> changes(String department, int page, int size);

    /**
     * Undoes a change for the department's records: they are ruled to be of another subject than those they came to, or of the
     * one that they left. Each ruling can be taken back like any other decision. Goes into the ledger.
     *
     * @param reason why, 2 to 500 characters; kept, the leaf has its digest
     * @throws java.util.NoSuchElementException if the department has no such change
     * @throws IllegalArgumentException if there is no reason, or too long a one
     * @throws Refused if the records are where the change left them no more, if another department has ruled otherwise about
     *     its own record, or if it would take more than 200 rulings
     */
    void undo(User steward, long id, String reason);

    /** How many of the department's records cannot be linked. */
    long failed(String department);

    /** Records that cannot be linked, and why not. */
    Page<Failure> failures(String department, int page, int size);

    /**
     * Has a record looked at again that could not be linked.
     *
     * @throws java.util.NoSuchElementException if the department has no such record
     */
    void lookAgain(User steward, String resource, String key);

    /** How a change stands. */
    enum State {
        /** The records are where it left them. */
        STANDS,
        /** The job is looking at them again. */
        PENDING,
        /** They are elsewhere by now. */
        OVERTAKEN
    }

    /**
     * A line of the log.
     *
     * @param records that moved
     * @param beside a record of the subject that they came to, or that they left in a split; null if there is none any more
     * @param weight of the evidence in bits, null if it was a ruling or the lack of evidence
     */
    record Logged(
            long id,
            Instant at,
            ClusterChange.Kind kind,
            List<Side> records,
            @Nullable Side beside,
            @Nullable Double weight,
            State state) {}

    /** A record that cannot be linked. */
    record Failure(Side record, String reason) {}

    /** Why a change cannot be undone. */
    enum Refusal {
        OVERTAKEN,
        FOREIGN,
        TOO_MANY
    }

    /** A change that cannot be undone. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Refusal why;

        Refused(Refusal why, long id) {
            super("Change " + id + " cannot be undone: " + why);
            this.why = why;
        }

        public Refusal why() {
            return why;
        }
    }
}
