package org.yici.app.definition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;

/**
 * What people define, from draft to edition. Operators may change everything, stewards what is their department's; both and auditors may
 * read. Whoever wrote a draft does not publish it, unless {@code yici.definition.four-eyes} is off.
 *
 * <p>Acts on a draft name the version that they mean and throw {@link DefinitionConflictException} if it is another by now or not in a state
 * for it, {@link InvalidDefinitionException} if the text is not in order, {@link org.springframework.security.access.AccessDeniedException} if
 * the account may not, {@link java.util.NoSuchElementException} if there is no such definition.
 */
public interface Definitions {
    /** Ids of the kinds, in alphabetical order. */
    List<String> kinds();

    /** Ids of the kinds of which a user may draft a new one. */
    List<String> kindsOf(User user);

    /** A text to begin a definition of a kind with. */
    String example(String kind);

    /**
     * Definitions that the user may read, those with a draft first, then by kind and name.
     *
     * @param kind of one kind only, or null
     */
    Page<Summary> all(User user, @Nullable String kind, int page, int size);

    Definition find(User user, String kind, String name);

    /** Empty if there is none that the user may read. */
    Optional<Definition> findIfThere(User user, String kind, String name);

    /** What is to be put right in a text; empty if it is in order. */
    List<Finding> check(User user, String kind, String text);

    /**
     * Begins a draft or changes it. The text may have faults, but must say which definition it is.
     *
     * @param name of the definition that is changed, null for a new one
     * @param version of the draft, 0 if there is none yet
     */
    Definition save(User user, String kind, @Nullable String name, String text, long version);

    Definition submit(User user, String kind, String name, long version);

    Definition comment(User user, String kind, String name, String comment);

    Definition giveBack(User user, String kind, String name, long version, String comment);

    Definition publish(User user, String kind, String name, long version);

    /**
     * A draft that waits for review.
     *
     * @param version the one that was looked at
     */
    record Reviewed(String kind, String name, long version) {}

    /**
     * Publishes several drafts, all or none, each after those that it rests on.
     *
     * @throws InvalidDefinitionException if one of them cannot be; it says which
     */
    List<Definition> publish(User user, List<Reviewed> drafts);

    /** The drafts that the user may publish, longest waiting first. */
    List<Definition> toReview(User user, int limit);

    /** Ends a draft; what is in force stays. */
    void discard(User user, String kind, String name, long version);

    /**
     * Proposes to take a definition out of force, which a second person then reviews.
     *
     * @throws InvalidDefinitionException if something still uses it; it lists what
     */
    Definition withdraw(User user, String kind, String name, String reason);

    /**
     * Puts in force what a pack declares, unless people have changed or withdrawn it since: what they did stays.
     *
     * @return whether it is in force now as the pack declares it
     */
    boolean seed(String kind, String text);

    /**
     * One line of the list.
     *
     * @param edition number of the newest edition, 0 if there is none
     * @param state {@code new} (never published), {@code in-force}, {@code draft}, {@code review} or {@code withdrawn}
     */
    record Summary(
            String kind,
            String name,
            @Nullable String department,
            Label label,
            int edition,
            String state,
            Instant changedAt) {
        public String address() {
            return Definition.address(name);
        }
    }
}
