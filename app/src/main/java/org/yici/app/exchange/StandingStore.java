package org.yici.app.exchange;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private final GrantStore grants;
    private final TransactionTemplate apart;
    private final Clock clock;

    StandingStore(JdbcClient jdbc, GrantStore grants, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.grants = grants;
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
        return apart.execute(status -> fallen(situation, consents).map(refuse).orElseGet(answer));
    }

    private Optional<SharingRules.Refusal> fallen(Situation situation, Set<UUID> consents) {
        Right right = situation.right();
        boolean granted = !right.id().equals(Right.UNCONDITIONAL);
        List<String> ids = consents.stream().map(UUID::toString).collect(Collectors.toCollection(ArrayList::new));
        if (granted) {
            ids.add(right.id());
        }
        Set<String> held = ids.isEmpty() ? Set.of() : hold(ids);
        Instant now = clock.instant();
        if (granted && !(held.contains(right.id()) && stands(right, now))) {
            return Optional.of(new SharingRules.Refusal(
                    Rule.GRANT_EXPIRED, "The department's grant was changed while this was answered; ask again"));
        }
        return held.size() == ids.size() && stand(consents, now)
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

    /** Asked anew: a statement sees what was committed before it began, so this one sees what ended before the hold. */
    private boolean stands(Right right, Instant now) {
        return grants.find(right.id())
                .filter(grant -> !now.isBefore(grant.from()) && now.isBefore(grant.to()))
                .map(Right::of)
                .filter(right::equals)
                .isPresent();
    }

    private boolean stand(Set<UUID> consents, Instant now) {
        return consents.isEmpty()
                || jdbc.sql("select count(*) from exchange.consent"
                                        + " where id = any (?) and revoked_at is null and expires_at > ?")
                                .params(consents.toArray(UUID[]::new), Timestamp.from(now))
                                .query(Integer.class)
                                .single()
                        == consents.size();
    }
}
