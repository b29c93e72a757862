package org.yici.app.exchange;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds what an answer rests on, its grant and consents, until its leaf is written. What ended after the rules were asked opens nothing, and
 * what is about to end waits for the leaf: in the ledger an answer never follows the revocation of its consent.
 */
@Repository
class StandingStore {
    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;

    StandingStore(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        // Not longer than until the leaf: a caller's transaction may go on to end the very consent that somebody else
        // is revoking.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Lets an answer be given if everything it rests on still stands.
     *
     * @param consents ids of the consents by which anything in the answer is open
     * @param answer writes the leaf
     * @param refuse refuses by a leaf
     */
    Outcome whileItStands(
            Situation situation,
            Set<UUID> consents,
            Supplier<Outcome> answer,
            Function<SharingRules.Refusal, Outcome> refuse) {
        Right right = situation.right();
        // What every department may see rests on neither.
        return right.id().equals(Right.UNCONDITIONAL)
                ? answer.get()
                : apart.execute(status -> fallen(right, consents).map(refuse).orElseGet(answer));
    }

    private Optional<SharingRules.Refusal> fallen(Right right, Set<UUID> consents) {
        List<String> ids = Stream.concat(
                        Stream.of(right.id()), consents.stream().map(UUID::toString))
                .toList();
        Set<String> held = hold(ids);
        Instant now = clock.instant();
        Optional<Ground> ground = held.contains(right.id()) ? read(right.id(), consents, now) : Optional.empty();
        if (ground.filter(found -> found.gives(right, now)).isEmpty()) {
            return Optional.of(new SharingRules.Refusal(
                    Rule.GRANT_EXPIRED, "The department's grant was changed while this was answered; ask again"));
        }
        return held.size() == ids.size() && ground.get().consents() == consents.size()
                ? Optional.empty()
                : Optional.of(new SharingRules.Refusal(
                        Rule.CONSENT_MISSING, "A consent ended while this was answered; ask for consent in the case"));
    }

    /** Holds ids until the transaction ends; what is being ended this moment is not waited for and counts as ended. */
    private Set<String> hold(List<String> ids) {
        return Set.copyOf(jdbc.sql("select id from unnest(?::text[]) id"
                        + " where pg_try_advisory_xact_lock_shared(hashtextextended(id, 606))")
                .param(ids.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** A grant as it is now, and how many of the consents stand. */
    private record Ground(Grant grant, int consents) {
        boolean gives(Right right, Instant now) {
            return !grant.isSuspended()
                    && !now.isBefore(grant.from())
                    && now.isBefore(grant.to())
                    && Right.of(grant).equals(right);
        }
    }

    /** Asked after the hold: a statement sees what was committed before it began, so this one sees what ended before that. */
    private Optional<Ground> read(String grant, Set<UUID> consents, Instant now) {
        return jdbc.sql("select g.*, (select count(*) from exchange.consent"
                        + " where id = any (?) and revoked_at is null and expires_at > ?) as consents"
                        + " from exchange.access_grant g where g.id = ?")
                .params(consents.toArray(UUID[]::new), Timestamp.from(now), grant)
                .query((row, n) -> new Ground(GrantStore.read(row), row.getInt("consents")))
                .optional();
    }
}
