package org.yici.app.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;

@Service
class StoredKeys implements Keys {
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);

    private final SystemStore systems;
    private final Ledger ledger;
    private final Clock clock;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);

    StoredKeys(SystemStore systems, Ledger ledger, Clock clock) {
        this.systems = systems;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Page<SystemKey> all(int page, int size) {
        return new Page<>(systems.keys(page, size), page, size, systems.countKeys());
    }

    @Override
    @Transactional
    public void withdraw(User by, String keyId) {
        SystemKey key = systems.key(keyId).orElseThrow(() -> new NoSuchElementException("There is no key " + keyId));
        if (systems.withdraw(keyId, clock.instant())) {
            ledger.append(new Act(
                    Act.Kind.REVOCATION,
                    by.actor(),
                    key.department(),
                    null,
                    null,
                    Map.of("key", keyId, "system", key.system())));
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
