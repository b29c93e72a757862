package org.yici.app.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The part {@code ledger} of {@code /health/ready}: down for a minute after acts were refused, unless some are taken before, so that a proxy
 * then tries this instance again.
 */
@Component
class LedgerHealthIndicator implements HealthIndicator {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final MerkleLedger ledger;
    private final Clock clock;

    LedgerHealthIndicator(MerkleLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        return ledger.refused().filter(at -> at.plus(AGAIN).isAfter(now)).isPresent()
                ? Health.down().build()
                : Health.up().build();
    }
}
