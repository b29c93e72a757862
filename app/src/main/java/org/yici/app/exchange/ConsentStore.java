package org.yici.app.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ConsentStore {
    private final JdbcClient jdbc;

    ConsentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A revocation that the ledger has not heard of yet. */
    record Unlogged(Consent consent, String revokedBy) {}

    /** Lets one after another give consents of a subject, until the transaction ends. */
    void inTurn(UUID subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 610))")
                .param(subject.toString())
                .query(row -> {});
    }

    void insert(Consent consent) {
        jdbc.sql("""
                insert into exchange.consent
                    (id, subject, consumer, resource, items, purpose, case_number, given_at, expires_at)
                values (:id, :subject, :consumer, :resource, string_to_array(:items, ','), :purpose, :case, :given, :expires)""")
                .param("id", consent.id())
                .param("subject", consent.subject())
                .param("consumer", consent.consumer())
                .param("resource", consent.resource())
                .param("items", String.join(",", consent.items()))
                .param("purpose", consent.purpose())
                .param("case", consent.caseNumber())
                .param("given", Timestamp.from(consent.givenAt()))
                .param("expires", Timestamp.from(consent.expiresAt()))
                .update();
    }

    /** A subject's newest consent that is valid now and covers all the items for what a request wants them for. */
    Optional<UUID> valid(Request request, UUID subject, List<String> items, Instant now) {
        return jdbc.sql("""
                select id from exchange.consent
                where subject = :subject and consumer = :consumer and resource = :resource and purpose = :purpose
                  and case_number = :case and revoked_at is null and given_at <= :now and expires_at > :now
                  and items @> string_to_array(:items, ',')
                order by given_at desc limit 1""")
                .param("subject", subject)
                .param("consumer", request.consumer())
                .param("resource", request.resource())
                .param("purpose", request.purpose())
                .param("case", request.caseNumber())
                .param("now", Timestamp.from(now))
                .param("items", String.join(",", items))
                .query(UUID.class)
                .optional();
    }

    Optional<Consent> find(UUID subject, UUID id) {
        return jdbc.sql("select * from exchange.consent where id = :id and subject = :subject")
                .param("id", id)
                .param("subject", subject)
                .query((row, n) -> read(row))
                .optional();
    }

    /** A consent that is in force now and allows exactly the same. */
    Optional<Consent> same(Consent consent, Instant now) {
        return jdbc.sql("""
                select * from exchange.consent
                where subject = :subject and consumer = :consumer and resource = :resource and purpose = :purpose
                  and case_number is not distinct from :case and revoked_at is null and expires_at > :now
                  and items @> string_to_array(:items, ',') and items <@ string_to_array(:items, ',')
                limit 1""")
                .param("subject", consent.subject())
                .param("consumer", consent.consumer())
                .param("resource", consent.resource())
                .param("purpose", consent.purpose())
                .param("case", consent.caseNumber(), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .param("items", String.join(",", consent.items()))
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * Ends a consent, and with it every other that opens any of its items for the same use.
     *
     * @return what was in force until now
     */
    List<Consent> revoke(UUID id, String by, Instant now) {
        return jdbc.sql("""
                update exchange.consent each set revoked_at = :now, revoked_by = :by, ending = 'REVOKED'
                from exchange.consent named
                where named.id = :id and each.revoked_at is null and each.items && named.items
                  and (each.subject, each.consumer, each.resource, each.purpose)
                      = (named.subject, named.consumer, named.resource, named.purpose)
                  and each.case_number is not distinct from named.case_number
                returning each.*""")
                .param("id", id)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .query((row, n) -> read(row))
                .list();
    }

    /**
     * Ends what is in force for a case.
     *
     * @param subject whose; null for everybody's
     * @return what was in force until now
     */
    List<Consent> end(String caseNumber, @Nullable UUID subject, String by, Consent.Ending why, Instant now) {
        return jdbc.sql("""
                update exchange.consent set revoked_at = :now, revoked_by = :by, ending = :why
                where case_number = :case and (:subject::uuid is null or subject = :subject) and revoked_at is null
                returning *""")
                .param("case", caseNumber)
                .param("subject", subject, Types.OTHER)
                .param("by", by)
                .param("why", why.name())
                .param("now", Timestamp.from(now))
                .query((row, n) -> read(row))
                .list();
    }

    void logged(UUID id, long leaf) {
        jdbc.sql("update exchange.consent set revocation_leaf = :leaf where id = :id")
                .param("id", id)
                .param("leaf", leaf)
                .update();
    }

    List<Unlogged> unlogged(Instant before) {
        return jdbc.sql("select * from exchange.consent"
                        + " where revoked_at < :before and revocation_leaf is null order by revoked_at limit 100")
                .param("before", Timestamp.from(before))
                .query((row, n) -> new Unlogged(read(row), row.getString("revoked_by")))
                .list();
    }

    List<Consent> of(UUID subject, int page, int size) {
        return jdbc.sql("select * from exchange.consent where subject = :subject"
                        + " order by given_at desc, id limit :size offset :skip")
                .param("subject", subject)
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, n) -> read(row))
                .list();
    }

    long count(UUID subject) {
        return jdbc.sql("select count(*) from exchange.consent where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    private static Consent read(ResultSet row) throws SQLException {
        Timestamp revoked = row.getTimestamp("revoked_at");
        String ending = row.getString("ending");
        return new Consent(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("consumer"),
                row.getString("resource"),
                List.of((String[]) row.getArray("items").getArray()),
                row.getString("purpose"),
                row.getString("case_number"),
                row.getTimestamp("given_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                revoked == null ? null : revoked.toInstant(),
                ending == null ? null : Consent.Ending.valueOf(ending));
    }
}
