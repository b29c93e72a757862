package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a subject allowed: named items of one resource, to one department, for one purpose, in one case, for a time
 * (Personal Information Protection Law, articles 14 and 29).
 */
public record Consent(
        UUID id,
        UUID subject,
        String consumer,
        String resource,
        List<String> items,
        String purpose,
        @Nullable String caseNumber,
        Instant givenAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    public Consent {
        items = List.copyOf(items);
    }
}
