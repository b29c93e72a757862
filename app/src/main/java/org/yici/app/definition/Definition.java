package org.yici.app.definition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * A definition as it stands.
 *
 * @param kind {@code resource}
 * @param name by which it is known: {@code GA5100/000001}
 * @param department code of the department whose it is, or null
 * @param label what people call it
 * @param editions all, newest first; empty before the first is published
 * @param withdrawnAt since when it is out of force, or null
 * @param draft what is being changed, or null
 * @param events what happened, newest first
 * @param allowed what the viewer may do with it now
 */
public record Definition(
        String kind,
        String name,
        @Nullable String department,
        Label label,
        List<Edition> editions,
        @Nullable Instant withdrawnAt,
        @Nullable Draft draft,
        List<Event> events,
        Set<Step> allowed) {
    /** The name as addresses carry it: with a full stop for each slash. */
    public String address() {
        return address(name);
    }

    public static String address(String name) {
        return name.replace('/', '.');
    }

    /** The name that an address means. */
    public static String name(String address) {
        return address.replace('.', '/');
    }

    /** The newest edition, in force unless it is withdrawn. */
    public Optional<Edition> current() {
        return editions.stream().findFirst();
    }

    public Optional<Edition> edition(int number) {
        return editions.stream().filter(edition -> edition.number() == number).findFirst();
    }

    public boolean allows(Step step) {
        return allowed.contains(step);
    }

    /** What may be done with a definition; each is an event with its actor and its leaf. */
    public enum Step {
        /** A draft is begun or changed. */
        SAVE,
        /** A draft is given to review. */
        SUBMIT,
        COMMENT,
        /** A reviewer gives it back, or an author takes it back. */
        RETURN,
        /** A second person puts it in force. */
        PUBLISH,
        DISCARD,
        /** Proposed like a draft; publishing that takes it out of force. */
        WITHDRAW
    }

    /**
     * @param number from 1
     * @param fromPack whether a pack gave it, so that a pack may change it
     * @param authors names of the accounts that wrote it; empty if a pack gave it
     * @param reviewer name of the account that put it in force, or null
     * @param leaf index of the ledger's leaf, or null
     */
    public record Edition(
            int number,
            String text,
            boolean fromPack,
            List<String> authors,
            @Nullable String reviewer,
            Instant publishedAt,
            @Nullable Long leaf) {}

    /**
     * @param text the whole definition, YAML
     * @param inReview whether it waits for a reviewer, and cannot be changed meanwhile
     * @param withdrawal why the definition shall be withdrawn, null if it shall be changed
     * @param authors names of the accounts that wrote it
     * @param base edition that it was begun on, 0 if there was none
     * @param version counts its changes
     * @param findings what is to be put right before it can be reviewed
     */
    public record Draft(
            String text,
            boolean inReview,
            @Nullable String withdrawal,
            List<String> authors,
            int base,
            long version,
            Instant updatedAt,
            List<Finding> findings) {}

    /**
     * @param actor name of the account, or of the pack
     * @param comment what was said, or null
     * @param edition number of the edition that it made, or null
     * @param leaf index of the ledger's leaf, or null
     */
    public record Event(
            Instant at,
            Step step,
            String actor,
            @Nullable String comment,
            @Nullable Integer edition,
            @Nullable Long leaf) {}
}
