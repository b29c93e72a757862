package org.yici.app.casework.file;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.CaseParty;

/** A party as it is kept; {@link CaseParty} is what others see of it. */
public record PartyRow(
        String role,
        int ordinal,
        String identifier,
        String name,
        UUID subject,
        boolean company,
        @Nullable Instant consentedAt,
        @Nullable Instant confirmedAt) {
    public PartyRow consented(Instant at, String provenName) {
        return new PartyRow(role, ordinal, identifier, provenName, subject, company, at, confirmedAt);
    }

    /** As the applicant now names it; a name that was proven stays. */
    public PartyRow called(String typedName) {
        return consentedAt == null
                ? new PartyRow(role, ordinal, identifier, typedName, subject, company, null, confirmedAt)
                : this;
    }

    public PartyRow confirmed(@Nullable Instant at) {
        return new PartyRow(role, ordinal, identifier, name, subject, company, consentedAt, at);
    }
}
