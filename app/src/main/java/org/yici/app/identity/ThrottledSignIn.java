package org.yici.app.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Name and password, by form or by HTTP Basic. From the fifth wrong password in a row on, an account waits 2, 4, 8 … seconds, at
 * most five minutes, before it looks at another one; even the right one is refused until then. Whoever is refused hears the
 * same words in each case, so that nobody learns which accounts exist.
 */
@Component
class ThrottledSignIn implements AuthenticationProvider {
    static final int FREE_ATTEMPTS = 5;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final AccountStore accounts;
    private final DaoAuthenticationProvider passwords;
    private final Clock clock;

    ThrottledSignIn(AccountStore accounts, PasswordEncoder encoder, Clock clock) {
        this.accounts = accounts;
        this.passwords = new DaoAuthenticationProvider(username -> accounts.find(username)
                .map(account -> new SignedInUser(account.user(), account.passwordHash()))
                .orElseThrow(() -> new UsernameNotFoundException("unknown")));
        this.passwords.setPasswordEncoder(encoder);
        this.clock = clock;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication attempt) throws AuthenticationException {
        Instant now = clock.instant();
        Optional<AccountStore.Account> account = accounts.find(attempt.getName());
        if (account.isPresent() && now.isBefore(openAgain(account.get()))) {
            accounts.recordFailure(attempt.getName(), "throttled", now);
            throw refused();
        }
        try {
            Authentication success = passwords.authenticate(attempt);
            account.filter(a -> a.failures() > 0)
                    .ifPresent(a -> accounts.succeeded(a.user().username()));
            return success;
        } catch (BadCredentialsException e) {
            if (account.isPresent()) {
                accounts.failed(attempt.getName(), now);
                accounts.recordFailure(attempt.getName(), "wrong-password", now);
            } else {
                accounts.recordFailure(null, "unknown-account", now);
            }
            throw refused();
        }
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

    private static Instant openAgain(AccountStore.Account account) {
        Instant last = account.lastFailureAt();
        return last == null ? Instant.MIN : last.plus(waitAfter(account.failures()));
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("Wrong name or password, or too many attempts: wait a little");
    }
}
