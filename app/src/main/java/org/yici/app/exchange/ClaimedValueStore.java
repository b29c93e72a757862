package org.yici.app.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which values a department's checks have claimed of an item of a subject in the last thirty days, as digests. It counts for all
 * instances of the platform and for all systems of a department, and outlives a restart.
 */
@Repository
class ClaimedValueStore {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    ClaimedValueStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        // A caller that rolls back has read its answer nevertheless.
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Takes all claims of a check down, or none if one of them is one too many. A value that was claimed before counts once.
     *
     * @param perDay most different values of one item in 24 hours
     * @param perMonth most different values of one item in thirty days
     */
    boolean admits(Request request, Map<String, String> claims, Instant now, int perDay, int perMonth) {
        return Boolean.TRUE.equals(alone.execute(status -> {
            String about = request.consumer() + "|" + request.resource() + "|" + request.subject();
            // Two checks at once must not both be the last that is allowed.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("claim|" + about)
                    .query(row -> {});
            forget(now);
            for (Map.Entry<String, String> claim : claims.entrySet()) {
                if (!admits(request, claim.getKey(), digest(about, claim), now, perDay, perMonth)) {
                    status.setRollbackOnly();
                    return false;
                }
            }
            return true;
        }));
    }

    private boolean admits(Request request, String item, String digest, Instant now, int perDay, int perMonth) {
        record Count(int day, int month) {}
        jdbc.sql("insert into exchange.claim (consumer, resource, subject, item, digest, claimed_at)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(request.consumer(), request.resource(), request.subject(), item, digest, Timestamp.from(now))
                .update();
        Count count = jdbc.sql("select count(*) filter (where claimed_at > ?) as day, count(*) as month"
                        + " from exchange.claim where consumer = ? and resource = ? and subject = ? and item = ?")
                .params(Timestamp.from(now.minus(DAY)), request.consumer(), request.resource(), request.subject(), item)
                .query((row, n) -> new Count(row.getInt("day"), row.getInt("month")))
                .single();
        return count.day() <= perDay && count.month() <= perMonth;
    }

    private void forget(Instant now) {
        jdbc.sql("delete from exchange.claim where claimed_at <= ?")
                .param(Timestamp.from(now.minus(MONTH)))
                .update();
    }

    private static String digest(String about, Map.Entry<String, String> claim) {
        String value =
                Normalizer.normalize(claim.getValue(), Normalizer.Form.NFKC).strip();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((about + "|" + claim.getKey() + "|" + value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
