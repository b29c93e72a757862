package org.yici.app.casework.intake;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Which pairs of citizen ID and name a person has tried in the last thirty days without being right. It outlives a restart and a rollback. */
@Component
class IdentityTryStore {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    IdentityTryStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        // Whoever tries reads the answer even if the caller's transaction is rolled back.
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Takes a try down before it is made, unless it is one too many. A pair that was tried before counts once.
     *
     * @param perDay most pairs in 24 hours
     * @param perMonth most pairs in thirty days
     */
    boolean admits(UUID by, String pair, Instant now, int perDay, int perMonth) {
        record Count(int day, int month) {}
        return Boolean.TRUE.equals(alone.execute(status -> {
            // Of two tries at once not both may be the last that is allowed.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("identity-try|" + by)
                    .query(row -> {});
            jdbc.sql("delete from casework.identity_try where tried_at <= ?")
                    .param(Timestamp.from(now.minus(MONTH)))
                    .update();
            jdbc.sql(
                            "insert into casework.identity_try (tried_by, pair, tried_at) values (?, ?, ?) on conflict do nothing")
                    .params(by, pair, Timestamp.from(now))
                    .update();
            Count count = jdbc.sql("select count(*) filter (where tried_at > ?) as day, count(*) as month"
                            + " from casework.identity_try where tried_by = ?")
                    .params(Timestamp.from(now.minus(DAY)), by)
                    .query((row, index) -> new Count(row.getInt("day"), row.getInt("month")))
                    .single();
            if (count.day() > perDay || count.month() > perMonth) {
                status.setRollbackOnly();
                return false;
            }
            return true;
        }));
    }

    /** The pair was right: it told nothing that was not known. */
    void forget(UUID by, String pair) {
        alone.executeWithoutResult(
                status -> jdbc.sql("delete from casework.identity_try where tried_by = ? and pair = ?")
                        .params(by, pair)
                        .update());
    }
}
