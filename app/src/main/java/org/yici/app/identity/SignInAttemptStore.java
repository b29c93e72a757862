package org.yici.app.identity;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Wrong passwords in a row, by account and origin; those of more than a day ago count no more. */
@Repository
class SignInAttemptStore {
    private final JdbcClient jdbc;

    SignInAttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lastAt when the last one was; long ago if there was none */
    record Failures(int count, Instant lastAt) {
        static final Failures NONE = new Failures(0, Instant.EPOCH);
    }

    Failures of(String username, String origin, Instant now) {
        return jdbc.sql("select failures, last_failure_at from identity.sign_in_attempt where username = :username"
                        + " and origin = :origin and last_failure_at > :now::timestamptz - interval '1 day'")
                .param("username", username)
                .param("origin", origin)
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Failures(
                        row.getInt("failures"),
                        row.getTimestamp("last_failure_at").toInstant()))
                .optional()
                .orElse(Failures.NONE);
    }

    void failed(String username, String origin, Instant now) {
        jdbc.sql("""
                insert into identity.sign_in_attempt as known (username, origin, failures, last_failure_at)
                values (:username, :origin, 1, :now)
                on conflict (username, origin) do update set last_failure_at = excluded.last_failure_at,
                    failures = case when known.last_failure_at > excluded.last_failure_at - interval '1 day'
                        then known.failures + 1 else 1 end""")
                .param("username", username)
                .param("origin", origin)
                .param("now", Timestamp.from(now))
                .update();
    }

    void succeeded(String username, String origin) {
        jdbc.sql("delete from identity.sign_in_attempt where username = :username and origin = :origin")
                .param("username", username)
                .param("origin", origin)
                .update();
    }

    /** A failure for the record; a name that no account has is not kept. */
    void record(String username, boolean known, String reason, Instant at) {
        jdbc.sql("insert into identity.sign_in_failure (at, username, reason) values (:at, :username, :reason)")
                .param("at", Timestamp.from(at))
                .param("username", known ? username : null)
                .param("reason", reason)
                .update();
    }
}
