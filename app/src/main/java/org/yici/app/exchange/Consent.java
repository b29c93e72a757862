package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a subject allowed: named items of one resource, to one department, for one purpose, in one case, for a time
 * (Personal Information Protection Law, articles 14 and 29).
 *
 * @param revokedAt when it ended before its time
 * @param ending why it ended before its time; null as long as {@code revokedAt} is
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
        @Nullable Instant revokedAt,
        @Nullable Ending ending) {
    public Consent {
        items = List.copyOf(items);
    }

    /** Why a consent ended before its time. */
    public enum Ending {
        /** The subject revoked it. */
        REVOKED,
        /** The case that it was given for is closed. */
        CASE_CLOSED,
        /** The subject is no party of the case any more. */
        PARTY_REPLACED;

        /** How the ledger says it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
