package org.yici.app.ledger;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done and must stay provable. It holds no personal data: a subject appears as its keyed id, an answer
 * as its digest.
 *
 * @param kind what was done
 * @param actor who did it: a department's system, {@code system:tax-core}, or an account, {@code account:clerk}
 * @param department code of the department for which it was done, null for a citizen
 * @param subject about whom it was asked or done, null if about nobody
 * @param others who else is named in the data that it touched: a spouse, a buyer, a company's legal representative
 * @param caseNumber the case it belongs to, if any
 * @param details further facts of this kind of act, keys in lower camel case
 */
public record Act(
        Kind kind,
        String actor,
        @Nullable String department,
        @Nullable UUID subject,
        Set<UUID> others,
        @Nullable String caseNumber,
        Map<String, String> details) {
    public Act {
        others = others.stream().filter(other -> !other.equals(subject)).collect(Collectors.toUnmodifiableSet());
        details = Map.copyOf(details);
    }

    /** An act that touches the data of one subject at most. */
    public Act(
            Kind kind,
            String actor,
            @Nullable String department,
            @Nullable UUID subject,
            @Nullable String caseNumber,
            Map<String, String> details) {
        this(kind, actor, department, subject, Set.of(), caseNumber, details);
    }

    /** The kinds of acts. */
    public enum Kind {
        QUERY(false),
        CHECK(false),
        /** An official read personal data on a page, by API or in an export. */
        READING(false),
        REFUSAL(false),
        CONSENT,
        REVOCATION,
        APPLICATION,
        CONFIRMATION,
        /** An official claimed a task or handed it to a colleague. */
        ASSIGNMENT,
        /** An official proposed a decision for a second one to confirm, or returned such a proposal. */
        PROPOSAL,
        DECISION,
        WRITE_BACK,
        COMPLETION,
        CORRECTION,
        PUBLICATION,
        /** Somebody wrote, submitted, commented on, returned or discarded the draft of a definition. */
        DRAFTING,
        /** An operator had a source or a table of it loaded anew. */
        RELOAD,
        /** An operator took note of a change that could not be decoded. */
        RELEASE,
        /** An operator took note of an alert. */
        ACKNOWLEDGEMENT,
        /** Somebody got an account, or other roles. */
        APPOINTMENT,
        /** A log was begun anew after its newest entries were lost: the first leaf that only the new log has. */
        BEGINNING(false),
        /** An act before it did not take effect: its transaction was rolled back, or the platform died before the commit. */
        VOID(false);

        private final boolean takesEffect;

        Kind() {
            this(true);
        }

        Kind(boolean takesEffect) {
            this.takesEffect = takesEffect;
        }

        /** Whether it takes effect with the transaction it is appended in; what has left, has left. */
        boolean takesEffect() {
            return takesEffect;
        }
    }
}
