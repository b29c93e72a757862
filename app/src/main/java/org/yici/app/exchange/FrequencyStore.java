package org.yici.app.exchange;

import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts calls in the last sixty seconds, for all instances of the platform together and across restarts. A right is one row with a slot
 * for each second; one statement asks and counts under the row's lock. Seconds count whole, so no sixty seconds ever hold more calls than
 * the right allows, and a call may have to wait up to a second longer than that.
 */
@Repository
class FrequencyStore implements Frequency {
    /** The running second and the sixty before it. */
    private static final int SLOTS = 61;

    private final JdbcClient jdbc;
    private final TransactionTemplate outside;
    private final Clock clock;

    FrequencyStore(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.outside = new TransactionTemplate(transactions);
        // A caller's transaction would keep all others waiting for the row, and a call counts even if it is rolled
        // back.
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    @Override
    public boolean admits(String counted, int perMinute) {
        return admits(counted, perMinute, clock.instant());
    }

    /** Whether one more call is within {@code perMinute}; if so, it counts. */
    boolean admits(String right, int perMinute, Instant now) {
        long second = now.getEpochSecond();
        return outside.execute(status -> jdbc.sql("""
                        insert into exchange.call_count as c (counted, seconds[:slot], calls[:slot])
                        values (:right, :second, 1)
                        on conflict (counted) do update set
                            seconds[:slot] = :second,
                            calls[:slot] = case when c.seconds[:slot] = :second then c.calls[:slot] + 1 else 1 end
                        where :most > (
                            select coalesce(sum(slot.n), 0) from unnest(c.seconds, c.calls) as slot (second, n)
                            where slot.second > :second - :slots)""")
                        .param("right", right)
                        .param("slot", (int) (second % SLOTS) + 1)
                        .param("second", second)
                        .param("slots", SLOTS)
                        .param("most", perMinute)
                        .update()
                == 1);
    }
}
