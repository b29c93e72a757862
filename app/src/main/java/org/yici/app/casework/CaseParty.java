package org.yici.app.casework;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A party of this case.
 *
 * @param role the service item's role
 * @param identifier citizen ID or credit code
 * @param name name as entered or retrieved
 * @param subject its subject id
 * @param consentedAt when it consented to the retrieval of its data
 * @param confirmedAt when it confirmed the application
 * @param mine whether the viewer takes part in this role
 * @param mustConsentAgain whether its consent was revoked or has run out, so that nothing can be decided before it consents again;
 *     told to the party itself only
 */
public record CaseParty(
        String role,
        String identifier,
        String name,
        UUID subject,
        @Nullable Instant consentedAt,
        @Nullable Instant confirmedAt,
        boolean mine,
        boolean mustConsentAgain) {}
