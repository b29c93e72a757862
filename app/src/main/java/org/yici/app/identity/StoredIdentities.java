package org.yici.app.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        return departments.find(code);
    }

    @Override
    public void register(Department department) {
        if (!department.code().matches("[a-z][a-z0-9-]{0,50}")) {
            throw new IllegalArgumentException(
                    "Department code '" + department.code() + "' must be lower-case ASCII letters, digits and hyphens");
        }
        departments.save(department);
    }

    @Override
    public void register(User user, String password) {
        if (!user.username().matches("[a-z][a-z0-9._-]{0,50}")) {
            throw new IllegalArgumentException(
                    "Account name '" + user.username() + "' must be lower-case ASCII letters, digits and . _ -");
        }
        requireDepartment(user.department());
        accounts.save(user, passwords.encode(password));
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
        Instant now = clock.instant();
        if (!systems.save(system, now, now.plus(KEY_VALIDITY))) {
            throw new IllegalArgumentException(
                    "Key id " + system.keyId() + " is taken by another key; give the new key a new id");
        }
    }

    private void requireDepartment(@Nullable String code) {
        if (code != null && departments.find(code).isEmpty()) {
            throw new IllegalArgumentException("There is no department " + code + "; register it first");
        }
    }
}
