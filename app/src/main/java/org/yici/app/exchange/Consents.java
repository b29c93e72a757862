package org.yici.app.exchange;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.yici.app.store.Page;

/** Subjects' consents. */
public interface Consents {
    /**
     * Records a subject's consent; it is a leaf of the ledger before this returns. What is allowed already is not allowed a second time.
     *
     * @param actor the account that gave it
     * @return the consent in force
     */
    Consent give(
            String actor,
            UUID subject,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            String caseNumber,
            Duration validity);

    /**
     * Revokes a consent from now on, and whatever else the subject has given that opens any of its items for the same use; what was
     * answered before stays as it is.
     *
     * @throws java.util.NoSuchElementException if the subject has no such consent
     */
    void revoke(String actor, UUID subject, UUID consent);

    /**
     * Ends all consents for a case. What is done in a transaction counts with it; their leaves follow once it is committed.
     *
     * @param actor who brought about the end
     */
    void endAll(String actor, String caseNumber, Consent.Ending why);

    /** Ends one subject's consents for a case, as {@link #endAll} does. */
    void end(String actor, UUID subject, String caseNumber, Consent.Ending why);

    Page<Consent> of(UUID subject, int page, int size);
}
