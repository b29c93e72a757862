package org.yici.app.ledger;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done and must stay provable. It holds no personal data: a subject appears as its keyed id, an answer
 * as its digest.
 *
 * @param kind what was done
 * @param actor who did it: a department's system, {@code system:tax-core}, or an account, {@code account:clerk}
 * @param department code of the department for which it was done, null for a citizen
 * @param subject whose data it touched, null if nobody's
 * @param caseNumber the case it belongs to, if any
 * @param details further facts of this kind of act, keys in lower camel case
 */
public record Act(
        Kind kind,
        String actor,
        @Nullable String department,
        @Nullable UUID subject,
        @Nullable String caseNumber,
        Map<String, String> details) {
    public Act {
        details = Map.copyOf(details);
    }

    /** The kinds of acts. */
    public enum Kind {
        QUERY,
        CHECK,
        REFUSAL,
        CONSENT,
        REVOCATION,
        APPLICATION,
        CONFIRMATION,
        DECISION,
        WRITE_BACK,
        COMPLETION,
        CORRECTION,
        PUBLICATION
    }
}
