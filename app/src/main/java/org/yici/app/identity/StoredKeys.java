package org.yici.app.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Service;

@Service
class StoredKeys implements Keys {
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);

    private final SystemStore systems;
    private final Clock clock;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);

    StoredKeys(SystemStore systems, Clock clock) {
        this.systems = systems;
        this.clock = clock;
    }

    @Override
    public void withdraw(String keyId) {
        if (!systems.withdraw(keyId, clock.instant())) {
            throw new NoSuchElementException("There is no key " + keyId);
        }
    }

    @Override
    public boolean use(String keyId, String nonce, Instant until) {
        forgetTheExpired();
        return systems.use(keyId, nonce, until);
    }

    private void forgetTheExpired() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(cleaned.get());
        if (now.isAfter(last.plus(BETWEEN_CLEANINGS)) && cleaned.compareAndSet(last, now)) {
            systems.forgetNoncesBefore(now);
        }
    }
}
