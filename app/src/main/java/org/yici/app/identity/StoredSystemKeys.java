package org.yici.app.identity;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.identity.InvalidKeyException.Fault;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;
import org.yici.kernel.signature.KeyNames;

@Service
class StoredSystemKeys implements SystemKeys {
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private static final int MOST_NEWS = 50;

    private final SystemStore systems;
    private final DepartmentStore departments;
    private final Ledger ledger;
    private final Clock clock;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    StoredSystemKeys(SystemStore systems, DepartmentStore departments, Ledger ledger, Clock clock) {
        this.systems = systems;
        this.departments = departments;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Page<SystemKey> all(@Nullable String department, int page, int size) {
        return new Page<>(systems.keys(department, page, size), page, size, systems.countKeys(department));
    }

    @Override
    public Optional<SystemKey> find(String keyId) {
        return systems.key(keyId);
    }

    @Override
    public Page<Event> history(@Nullable String department, int page, int size) {
        return new Page<>(
                systems.history(new SystemStore.Events(null, department, Instant.EPOCH), page, size),
                page,
                size,
                systems.countEvents(department));
    }

    @Override
    public List<Event> history(String department, Instant since) {
        return systems.history(new SystemStore.Events(null, department, since), 0, MOST_NEWS);
    }

    @Override
    public List<Event> history(String keyId) {
        return systems.history(new SystemStore.Events(keyId, null, Instant.EPOCH), 0, 2);
    }

    @Override
    public SystemKey preview(String system, String department, String publicKey) {
        PublicKey key = requireNew(system, department, publicKey);
        Instant now = clock.instant();
        return new SystemKey(
                KeyNames.id(system, key),
                system,
                department,
                KeyNames.fingerprint(key),
                now,
                now.plus(StoredIdentities.KEY_VALIDITY),
                null,
                null);
    }

    @Override
    @Transactional
    public SystemKey add(User by, String system, String department, String publicKey) {
        PublicKey key = requireNew(system, department, publicKey);
        DepartmentSystem added = new DepartmentSystem(system, department, KeyNames.id(system, key), key);
        Instant now = clock.instant();
        systems.insert(added, now, now.plus(StoredIdentities.KEY_VALIDITY));
        long leaf = ledger.append(new Act(
                        Act.Kind.PUBLICATION,
                        by.actor(),
                        department,
                        null,
                        null,
                        Map.of("key", added.keyId(), "system", system, "fingerprint", KeyNames.fingerprint(key))))
                .index();
        systems.added(added.keyId(), by.actor(), leaf);
        return systems.key(added.keyId()).orElseThrow();
    }

    private PublicKey requireNew(String system, String department, String publicKey) {
        List<Fault> faults = new ArrayList<>();
        if (departments.find(department).isEmpty()) {
            faults.add(Fault.DEPARTMENT);
        } else if (DepartmentSystem.isName(system)
                && systems.department(system)
                        .filter(owner -> !owner.equals(department))
                        .isPresent()) {
            faults.add(Fault.OTHER_DEPARTMENT);
        }
        if (!DepartmentSystem.isName(system)) {
            faults.add(Fault.SYSTEM);
        }
        PublicKey key = null;
        try {
            key = PublicKeys.read(publicKey);
            if (systems.has(key)) {
                faults.add(Fault.KNOWN);
            }
        } catch (InvalidKeyException e) {
            faults.addAll(e.all());
        }
        if (key == null || !faults.isEmpty()) {
            throw new InvalidKeyException(faults);
        }
        return key;
    }

    @Override
    @Transactional
    public void withdraw(User by, String keyId, String why) {
        SystemKey key = systems.key(keyId).orElseThrow(() -> new NoSuchElementException("There is no key " + keyId));
        if (systems.withdraw(keyId, clock.instant(), by.actor(), why)) {
            long leaf = ledger.append(new Act(
                            Act.Kind.REVOCATION,
                            by.actor(),
                            key.department(),
                            null,
                            null,
                            Map.of("key", keyId, "system", key.system())))
                    .index();
            systems.withdrawn(keyId, leaf);
        }
    }

    @Override
    public boolean use(String keyId, String nonce, Instant until) {
        forgetTheExpired();
        boolean fresh = systems.use(keyId, nonce, until);
        if (fresh) {
            note(keyId);
        }
        return fresh;
    }

    private void note(String keyId) {
        Instant now = clock.instant();
        Instant last = noted.get(keyId);
        if (last == null || now.isAfter(last.plus(BETWEEN_NOTES))) {
            noted.put(keyId, now);
            systems.used(keyId, now);
        }
    }

    private void forgetTheExpired() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(cleaned.get());
        if (now.isAfter(last.plus(BETWEEN_CLEANINGS)) && cleaned.compareAndSet(last, now)) {
            systems.forgetNoncesBefore(now);
        }
    }
}
