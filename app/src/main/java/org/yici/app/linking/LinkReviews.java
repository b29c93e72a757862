package org.yici.app.linking;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.kernel.linking.Explanation;

/**
 * Pairs of records of which linking cannot tell whether they are one subject. A steward decides about those whose doubtful record
 * comes from the own department; the collection job acts on a decision within a second, and it can be taken back.
 */
public interface LinkReviews {
    /** How many pairs wait for the department. */
    long open(String department);

    /** What waits for the department; empty if nothing does. */
    Optional<Waiting> waiting(String department);

    /**
     * Pairs in doubt.
     *
     * @param pairs how many
     * @param since when the oldest of them was found
     */
    record Waiting(long pairs, Instant since) {}

    /** The pair that the department should look at first, the most likely one. */
    Optional<Review> first(String department);

    /** A pair, if its doubtful record belongs to the department. */
    Optional<Review> find(String department, long id);

    /** The open pairs before and after one, in the order of {@link #first}. */
    Neighbours neighbours(String department, Review review);

    /** What the job linked by itself, the least certain first. */
    Page<Review> linked(String department, int page, int size);

    /** What was decided, newest first. */
    Page<Review> decided(String department, int page, int size);

    /**
     * Records a steward's decision, in the ledger too, and has the pair's neighbourhood linked anew.
     *
     * @throws java.util.NoSuchElementException if the department has no such pair
     */
    void decide(User steward, long id, Verdict verdict);

    /**
     * Takes a decision back from the list of those decided, for a reason that is kept; the leaf has its digest. The pair is in doubt again.
     *
     * @param reason 2 to 500 characters
     * @throws java.util.NoSuchElementException if the department has no such pair, or nothing is decided about it any more
     * @throws IllegalArgumentException if there is no reason, or too long a one
     */
    void takeBack(User steward, long id, String reason);

    /** Why a decision upon a pair was last taken back from the list; empty if none was. */
    Optional<Withdrawal> lastTakenBack(Review review);

    /**
     * A decision that was taken back.
     *
     * @param by name of the steward's account
     */
    record Withdrawal(String by, Instant at, String reason) {}

    /** What a steward may say. */
    enum Verdict {
        SAME,
        DIFFERENT,
        /** Takes an earlier decision back. */
        OPEN
    }

    /** What has become of a decision. */
    enum Effect {
        /** The job has not looked yet. */
        PENDING,
        /** Both records are one subject's. */
        LINKED,
        /** They are not. */
        APART
    }

    /**
     * A record of a pair.
     *
     * @param fields what it is compared by, by the model's columns
     * @param identified whether it has a valid strong identifier
     */
    record Side(String resource, String key, Map<String, String> fields, boolean identified) {
        /** As an explanation names it. */
        public String id() {
            return resource + "#" + key;
        }
    }

    /**
     * A pair.
     *
     * @param model by which they are compared
     * @param doubtful the record without a usable identifier
     * @param other the record that may be of the same subject
     * @param explanation null if a steward has undone what linking did, and nobody compared just these two
     * @param state {@code open}, {@code linked} by the job itself, {@code same}, {@code different} or {@code settled}: neither
     *     linked nor in doubt any more
     */
    record Review(
            long id,
            String model,
            Side doubtful,
            Side other,
            @Nullable Explanation explanation,
            String state,
            Instant openedAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            Effect effect) {}

    /** Ids of open pairs beside one. */
    record Neighbours(@Nullable Long previous, @Nullable Long next) {}
}
