package org.yici.app.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.kernel.signature.Ed25519;

@Service
class StoredIdentities implements Identities {
    /** After this a system needs a new key. */
    static final Duration KEY_VALIDITY = Duration.ofDays(730);

    private final DepartmentStore departments;
    private final AccountStore accounts;
    private final SystemStore systems;
    private final PasswordEncoder passwords;
    private final Clock clock;
    /** Pages name departments dozens of times. */
    private final Map<String, Department> known = new ConcurrentHashMap<>();

    StoredIdentities(
            DepartmentStore departments,
            AccountStore accounts,
            SystemStore systems,
            PasswordEncoder passwords,
            Clock clock) {
        this.departments = departments;
        this.accounts = accounts;
        this.systems = systems;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public List<Department> departments() {
        return departments.all();
    }

    @Override
    public Optional<Department> department(String code) {
        Department remembered = known.get(code);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Department> found = departments.find(code);
        found.ifPresent(department -> known.put(code, department));
        return found;
    }

    @Override
    public void register(Department department) {
        if (!Department.isCode(department.code())) {
            throw new IllegalArgumentException(
                    "Department code '" + department.code() + "' must be lower-case ASCII letters, digits and hyphens");
        }
        departments.save(department);
        known.remove(department.code());
    }

    @Override
    public void withdraw(String department) {
        departments.withdraw(department);
        known.remove(department);
    }

    @Override
    public void register(User user, String password) {
        if (!isUsername(user.username())) {
            throw new IllegalArgumentException(
                    "Account name '" + user.username() + "' must be lower-case ASCII letters, digits and . _ -");
        }
        requireDepartment(user.department());
        accounts.save(user, passwords.encode(password));
    }

    static boolean isUsername(String name) {
        return name.matches("[a-z][a-z0-9._-]{0,50}");
    }

    @Override
    public Optional<User> user(String username) {
        return accounts.find(username).map(AccountStore.Account::user);
    }

    @Override
    public List<User> ofDepartment(String code) {
        return accounts.ofDepartment(code);
    }

    @Override
    public Optional<DepartmentSystem> system(String keyId) {
        return systems.find(keyId, clock.instant());
    }

    @Override
    @Transactional
    public void register(DepartmentSystem system) {
        if (!DepartmentSystem.isName(system.name())) {
            throw new IllegalArgumentException(
                    "System name '" + system.name() + "' must be lower-case ASCII letters, digits and hyphens");
        }
        Ed25519.require(system.publicKey());
        requireDepartment(system.department());
        if (systems.has(system)) {
            return;
        }
        Instant now = clock.instant();
        try {
            systems.insert(system, now, now.plus(KEY_VALIDITY));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(
                    "Key " + system.keyId() + " of system " + system.name() + " cannot be registered: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<String> systemsOf(String department) {
        return systems.ofDepartment(department, clock.instant());
    }

    private void requireDepartment(@Nullable String code) {
        if (code != null && departments.find(code).isEmpty()) {
            throw new IllegalArgumentException("There is no department " + code + "; register it first");
        }
    }
}
