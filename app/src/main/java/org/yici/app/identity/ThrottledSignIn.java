package org.yici.app.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.yici.app.store.BusyException;

/**
 * Name and password, by form or by HTTP Basic. From the fifth wrong password in a row on, an account waits 2, 4, 8 … seconds, at
 * most five minutes, before it looks at another one from the same origin; even the right one is refused until then. The origin is a
 * device that has signed in to the account before, else the address; from all unknown devices together a hundred wrong passwords make
 * the account wait. Whoever is refused hears the same words after the same work in each case, so that nobody learns which accounts
 * exist.
 */
@Component
class ThrottledSignIn implements AuthenticationProvider {
    static final int FREE_ATTEMPTS = 5;
    static final int FREE_FROM_ANYWHERE = 100;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** How long an attempt waits for others on the same account. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Names that no account has are not kept: they are counted under so many others, which no account can have. */
    private static final int NOBODIES = 4096;

    /** Counts what does not come from a known device. */
    static final String ANYWHERE = "*";

    private final AccountStore accounts;
    private final SignInAttemptStore attempts;
    private final KnownDevices devices;
    private final DaoAuthenticationProvider passwords;
    private final PasswordEncoder encoder;
    private final String nobodysHash;
    private final Clock clock;
    private final int salt = new SecureRandom().nextInt();

    /** As many attempts at a time as are free: what is tried in parallel has all been counted before more is looked at. */
    private final Semaphore[] underWay =
            Stream.generate(() -> new Semaphore(FREE_ATTEMPTS, true)).limit(256).toArray(Semaphore[]::new);

    ThrottledSignIn(
            AccountStore accounts,
            SignInAttemptStore attempts,
            KnownDevices devices,
            PasswordEncoder encoder,
            Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.devices = devices;
        this.encoder = encoder;
        this.nobodysHash = Objects.requireNonNull(encoder.encode("nobody's"));
        this.passwords = new DaoAuthenticationProvider(username -> accounts.find(username)
                .map(account -> new SignedInUser(account.user(), account.passwordHash()))
                .orElseThrow(() -> new UsernameNotFoundException("unknown")));
        this.passwords.setPasswordEncoder(encoder);
        this.clock = clock;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication attempt) throws AuthenticationException {
        String username = attempt.getName();
        if (username.indexOf('\0') >= 0) {
            throw refused();
        }
        List<String> origins = origins(attempt);
        Semaphore turns = underWay[Math.floorMod(Objects.hash(username, origins.getFirst()), underWay.length)];
        int taken = takeTurn(turns, counted(username, accounts.find(username).isPresent()), origins);
        try {
            return decide(attempt, username, origins);
        } finally {
            turns.release(taken);
        }
    }

    /**
     * Waits until no more attempts are under way than may still fail.
     *
     * @return how many permits were taken
     */
    private int takeTurn(Semaphore turns, String counted, List<String> origins) {
        int needed = 1;
        while (true) {
            acquire(turns, needed);
            int wanted = needed + 1;
            try {
                int failures = attempts.of(counted, origins.getFirst(), clock.instant())
                        .count();
                wanted = Math.min(FREE_ATTEMPTS, failures + 1);
            } finally {
                // Also when the database fails: nobody's turn may be lost.
                if (wanted > needed) {
                    turns.release(needed);
                }
            }
            if (wanted <= needed) {
                return needed;
            }
            needed = wanted;
        }
    }

    private String counted(String username, boolean known) {
        return known ? username : "?" + Math.floorMod(Objects.hash(username, salt), NOBODIES);
    }

    private static void acquire(Semaphore turns, int needed) {
        try {
            if (!turns.tryAcquire(needed, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                // No word on name or password: neither was looked at.
                throw new BusyException("Too many sign in to one account from one place at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("The platform stops");
        }
    }

    private @Nullable Authentication decide(Authentication attempt, String username, List<String> origins) {
        Instant now = clock.instant();
        boolean known = accounts.find(username).isPresent();
        // For a name that nobody has the same is done as for another, so that the time it takes does not tell them
        // apart.
        String counted = counted(username, known);
        if (origins.stream().filter(origin -> waits(counted, origin, now)).count() > 0) {
            // The same work as for a password that is looked at.
            encoder.matches(String.valueOf(attempt.getCredentials()), nobodysHash);
            attempts.record(username, known, "throttled", now);
            throw refused();
        }
        try {
            Authentication success = passwords.authenticate(attempt);
            if (attempts.of(username, origins.getFirst(), now).count() > 0) {
                attempts.succeeded(username, origins.getFirst());
            }
            return success;
        } catch (BadCredentialsException e) {
            origins.forEach(origin -> attempts.failed(counted, origin, now));
            attempts.record(username, known, known ? "wrong-password" : "unknown-account", now);
            throw refused();
        } catch (InternalAuthenticationServiceException e) {
            // The store failed: that says nothing about name and password, which to refuse would.
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private boolean waits(String username, String origin, Instant now) {
        SignInAttemptStore.Failures failures = attempts.of(username, origin, now);
        int free = origin.equals(ANYWHERE) ? FREE_FROM_ANYWHERE : FREE_ATTEMPTS;
        return now.isBefore(failures.lastAt().plus(waitAfter(failures.count() - free + FREE_ATTEMPTS)));
    }

    /** The origin first, then what it counts for besides. */
    private List<String> origins(Authentication attempt) {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        String cookie = attempt.getDetails() instanceof SignInOrigin origin ? origin.device() : "";
        return devices.known(cookie, attempt.getName())
                .map(device -> List.of("device " + device))
                .orElseGet(() -> List.of("address " + address, ANYWHERE));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    static Duration waitAfter(int failures) {
        if (failures < FREE_ATTEMPTS) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(2L << Math.min(failures - FREE_ATTEMPTS, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("Wrong name or password, or too many attempts: wait a little");
    }
}
