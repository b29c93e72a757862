package org.yici.app.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.kernel.text.HalfWidth;

/**
 * Which values a department's checks have claimed of an item of a subject in the last thirty days, as digests, and of which records a
 * known person has claimed to be named in them. It counts for all
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
        // A caller that rolls back has read its answer nevertheless. Its second connection is not one that it could
        // wait for: SecondPool.
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * What a claim counts as.
     *
     * @param on whose allowance it uses: the subject's that it is about, or the person's who claims to be named
     * @param item name of the item; after "self " if it counts on the person
     * @param digest of what is claimed of whom
     */
    record Counted(UUID on, String item, String digest) {
        private static final String SELF = "self ";

        /** @param claimant the person who claims to be named; null if the claim is about somebody else or nobody is known */
        static Counted of(Request request, String item, String value, @Nullable UUID claimant) {
            String digest = ClaimedValueStore.digest(about(request), item, value);
            return claimant == null
                    ? new Counted(request.subject(), item, digest)
                    : new Counted(claimant, SELF + item, digest);
        }

        boolean onClaimant() {
            return item.startsWith(SELF);
        }
    }

    /**
     * Takes all claims of a check down, or none if one of them is one too many. A value that was claimed before counts once.
     *
     * @param perDay most different claims of one item in 24 hours
     * @param perMonth most different claims of one item in thirty days
     */
    boolean admits(Request request, List<Counted> claims, Instant now, int perDay, int perMonth) {
        return Boolean.TRUE.equals(alone.execute(status -> {
            // Two checks at once must not both be the last that is allowed. In one order, so that none waits for the
            // other for ever.
            claims.stream()
                    .map(Counted::on)
                    .map(on -> "claim|" + request.consumer() + "|" + request.resource() + "|" + on)
                    .distinct()
                    .sorted()
                    .forEach(this::alone);
            forgetOld(now);
            for (Counted claim : claims) {
                if (!admits(request, claim, now, perDay, perMonth)) {
                    status.setRollbackOnly();
                    return false;
                }
            }
            return true;
        }));
    }

    /** These do not count. In a transaction of its own, like {@link #admits}, which would wait for the caller's. */
    void forget(Request request, List<Counted> claims) {
        alone.executeWithoutResult(status -> claims.forEach(claim -> jdbc.sql("delete from exchange.claim"
                        + " where consumer = ? and resource = ? and subject = ? and item = ? and digest = ?")
                .params(request.consumer(), request.resource(), claim.on(), claim.item(), claim.digest())
                .update()));
    }

    private void alone(String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(key)
                .query(row -> {});
    }

    private boolean admits(Request request, Counted claim, Instant now, int perDay, int perMonth) {
        record Count(int day, int month) {}
        jdbc.sql("insert into exchange.claim (consumer, resource, subject, item, digest, claimed_at)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(
                        request.consumer(),
                        request.resource(),
                        claim.on(),
                        claim.item(),
                        claim.digest(),
                        Timestamp.from(now))
                .update();
        Count count = jdbc.sql("select count(*) filter (where claimed_at > ?) as day, count(*) as month"
                        + " from exchange.claim where consumer = ? and resource = ? and subject = ? and item = ?")
                .params(
                        Timestamp.from(now.minus(DAY)),
                        request.consumer(),
                        request.resource(),
                        claim.on(),
                        claim.item())
                .query((row, n) -> new Count(row.getInt("day"), row.getInt("month")))
                .single();
        return count.day() <= perDay && count.month() <= perMonth;
    }

    private void forgetOld(Instant now) {
        jdbc.sql("delete from exchange.claim where claimed_at <= ?")
                .param(Timestamp.from(now.minus(MONTH)))
                .update();
    }

    private static String about(Request request) {
        return request.consumer() + "|" + request.resource() + "|" + request.subject();
    }

    private static String digest(String about, String item, String claimed) {
        String value = HalfWidth.of(claimed).strip();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((about + "|" + item + "|" + value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
