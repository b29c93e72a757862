package org.yici.app.casework;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A party as it is kept; {@link Case.CaseParty} is what others see of it. */
record PartyRow(
        String role,
        int ordinal,
        String identifier,
        String name,
        UUID subject,
        boolean company,
        @Nullable Instant consentedAt,
        @Nullable Instant confirmedAt) {
    PartyRow consented(Instant at, String provenName) {
        return new PartyRow(role, ordinal, identifier, provenName, subject, company, at, confirmedAt);
    }

    PartyRow confirmed(@Nullable Instant at) {
        return new PartyRow(role, ordinal, identifier, name, subject, company, consentedAt, at);
    }
}
