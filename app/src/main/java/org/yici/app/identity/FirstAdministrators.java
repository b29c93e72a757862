package org.yici.app.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;

/**
 * The way into an empty platform: whoever starts it is told a secret, once, with which the first operators' accounts are made. It is
 * good for thirty minutes and for one use, in this process alone, and for nothing as soon as there is an operator.
 */
@Service
public class FirstAdministrators {
    /** How long the secret is good. */
    public static final Duration VALIDITY = Duration.ofMinutes(30);

    private static final String PLATFORM = "platform";
    private static final int SECRET_BYTES = 32;
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 60;

    private final AccountStore accounts;
    private final PasswordEncoder passwords;
    private final Ledger ledger;
    private final TransactionOperations transactions;
    private final Clock clock;
    private @Nullable String secret;
    private Instant until = Instant.EPOCH;

    FirstAdministrators(
            AccountStore accounts,
            PasswordEncoder passwords,
            Ledger ledger,
            TransactionOperations transactions,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * An account that is to be made.
     *
     * @param username lower-case ASCII letters, digits and {@code . _ -}
     * @param displayName the person's name
     */
    public record NewAccount(String username, String displayName, String password, String repeated) {
        @Override
        public String toString() {
            return username;
        }
    }

    /** A secret for the first operators; it takes the place of an earlier one. Empty if there is an operator already. */
    public synchronized Optional<String> invite() {
        if (accounts.hasOne(Role.OPERATOR)) {
            return Optional.empty();
        }
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        secret = made;
        until = clock.instant().plus(VALIDITY);
        return Optional.of(made);
    }

    /** Whether somebody was invited, and there is no operator yet. */
    public synchronized boolean invites() {
        return secret != null && clock.instant().isBefore(until) && !accounts.hasOne(Role.OPERATOR);
    }

    /** Whether a secret is good now. */
    public synchronized boolean admits(String given) {
        return invites()
                && secret != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with the accounts: field of the form, such as {@code password-0}, to the fault. */
    public Map<String, Fault> faults(List<NewAccount> people) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < people.size(); i++) {
            NewAccount person = people.get(i);
            if (!StoredIdentities.isUsername(person.username())) {
                faults.put("username-" + i, Fault.USERNAME);
            } else if (!names.add(person.username())
                    || accounts.find(person.username()).isPresent()) {
                faults.put("username-" + i, Fault.TAKEN);
            }
            String name = person.displayName().strip();
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                faults.put("name-" + i, Fault.NAME);
            }
            Fault password = passwordFault(person);
            if (password != null) {
                faults.put((password == Fault.DIFFERS ? "repeated-" : "password-") + i, password);
            }
        }
        return faults;
    }

    /** What can be wrong with an account. */
    public enum Fault {
        USERNAME,
        TAKEN,
        NAME,
        SHORT,
        LONG,
        LIKE_USERNAME,
        DIFFERS
    }

    private static @Nullable Fault passwordFault(NewAccount person) {
        String password = person.password();
        if (password.length() < SHORTEST_PASSWORD) {
            return Fault.SHORT;
        } else if (password.length() > LONGEST_PASSWORD) {
            return Fault.LONG;
        } else if (password.toLowerCase(Locale.ROOT).contains(person.username())) {
            return Fault.LIKE_USERNAME;
        }
        return password.equals(person.repeated()) ? null : Fault.DIFFERS;
    }

    /**
     * Makes the accounts, as operators; the secret is used up.
     *
     * @return false if the secret is not good, or no longer
     * @throws IllegalArgumentException if the accounts have faults
     */
    public synchronized boolean create(String given, List<NewAccount> people) {
        if (!admits(given)) {
            return false;
        }
        Map<String, Fault> faults = faults(people);
        if (people.isEmpty() || !faults.isEmpty()) {
            throw new IllegalArgumentException("The accounts have faults: " + faults);
        }
        transactions.executeWithoutResult(transaction -> people.forEach(this::create));
        secret = null;
        return true;
    }

    private void create(NewAccount person) {
        User user = new User(person.username(), person.displayName().strip(), Set.of(Role.OPERATOR), null, null);
        accounts.save(user, passwords.encode(person.password()));
        ledger.append(new Act(
                Act.Kind.APPOINTMENT,
                PLATFORM,
                null,
                null,
                null,
                Map.of("account", person.username(), "roles", Role.OPERATOR.name())));
    }
}
