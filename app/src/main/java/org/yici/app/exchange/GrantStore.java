package org.yici.app.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;

@Repository
class GrantStore {
    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Grant> all() {
        return jdbc.sql("select * from exchange.access_grant order by id")
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Grant> find(String id) {
        return jdbc.sql("select * from exchange.access_grant where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Grant> of(String consumer, String resource) {
        return jdbc.sql("select * from exchange.access_grant"
                        + " where consumer = :consumer and resource = :resource order by id")
                .param("consumer", consumer)
                .param("resource", resource)
                .query((row, n) -> read(row))
                .list();
    }

    void save(Grant grant) {
        jdbc.sql("""
                insert into exchange.access_grant (id, consumer, resource, items, purpose, purpose_zh, purpose_en, basis,
                    consent_needed, others_items, clearance, per_minute, valid_from, valid_to, suspended)
                values (:id, :consumer, :resource, string_to_array(:items, ','), :purpose, :zh, :en, :basis,
                    :consent, string_to_array(:others, ','), :clearance, :perMinute, :from, :to, :suspended)
                on conflict (id) do update set consumer = excluded.consumer, resource = excluded.resource,
                    items = excluded.items, purpose = excluded.purpose, purpose_zh = excluded.purpose_zh,
                    purpose_en = excluded.purpose_en, basis = excluded.basis, consent_needed = excluded.consent_needed,
                    others_items = excluded.others_items,
                    clearance = excluded.clearance, per_minute = excluded.per_minute,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to, suspended = excluded.suspended""")
                .param("id", grant.id())
                .param("consumer", grant.consumer())
                .param("resource", grant.resource())
                .param("items", String.join(",", grant.items()))
                .param("purpose", grant.purpose())
                .param("zh", grant.purposeLabel().zh())
                .param("en", grant.purposeLabel().en())
                .param("basis", grant.basis())
                .param("consent", grant.consentNeeded())
                .param("others", String.join(",", grant.othersItems()))
                .param("clearance", grant.clearance().number())
                .param("perMinute", grant.perMinute())
                .param("from", Timestamp.from(grant.from()))
                .param("to", Timestamp.from(grant.to()))
                .param("suspended", grant.isSuspended())
                .update();
    }

    /** Waits for others who act on the grants. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('exchange.access_grant'))")
                .query()
                .listOfRows();
    }

    /** Ids of the grants that people gave or changed. */
    Set<String> ofPeople() {
        return Set.copyOf(jdbc.sql("select id from exchange.access_grant where by_people")
                .query(String.class)
                .list());
    }

    void savePeoples(Grant grant, GrantAdministration.Event event) {
        save(grant);
        jdbc.sql("update exchange.access_grant set by_people = true where id = ?")
                .param(grant.id())
                .update();
        jdbc.sql("insert into exchange.grant_event (grant_id, at, step, actor, reason, leaf) values (?, ?, ?, ?, ?, ?)")
                .params(
                        grant.id(),
                        Timestamp.from(event.at()),
                        event.step().name(),
                        event.actor(),
                        event.reason(),
                        event.leaf())
                .update();
    }

    List<GrantAdministration.Event> history(String id) {
        return jdbc.sql("select * from exchange.grant_event where grant_id = ? order by id desc")
                .param(id)
                .query((row, n) -> new GrantAdministration.Event(
                        row.getTimestamp("at").toInstant(),
                        GrantAdministration.Step.valueOf(row.getString("step")),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getLong("leaf")))
                .list();
    }

    /** The number after the highest that a grant, be it withdrawn, ever had: {@code G-0042}. */
    String nextId() {
        return jdbc.sql("""
                        select 'G-' || lpad(next::text, greatest(4, length(next::text)), '0')
                        from (select coalesce(max(substring(id from '^G-([0-9]{1,9})$')::bigint), 0) + 1 as next
                              from (select id from exchange.access_grant union all select id from exchange.withdrawn_grant) given) n""").query(String.class).single();
    }

    /** Withdraws the grants of the pack that are not among these; returns those that were in force until now. */
    List<Grant> withdrawPacksBut(List<String> ids, Instant now) {
        List<Grant> gone = jdbc.sql(
                        "delete from exchange.access_grant where from_pack and not (id = any (?)) returning *")
                .param(ids.toArray(String[]::new))
                .query((row, n) -> read(row))
                .list();
        gone.forEach(
                grant -> jdbc.sql("insert into exchange.withdrawn_grant (id, consumer, resource, purpose, withdrawn_at)"
                                + " values (?, ?, ?, ?, ?)")
                        .params(grant.id(), grant.consumer(), grant.resource(), grant.purpose(), Timestamp.from(now))
                        .update());
        return gone;
    }

    void markPack(List<String> ids) {
        jdbc.sql("update exchange.access_grant set from_pack = true where id = any (?) and not from_pack")
                .param(ids.toArray(String[]::new))
                .update();
    }

    /** A row of {@code exchange.access_grant}. */
    static Grant read(ResultSet row) throws SQLException {
        return new Grant(
                row.getString("id"),
                row.getString("consumer"),
                row.getString("resource"),
                List.of((String[]) row.getArray("items").getArray()),
                row.getString("purpose"),
                new Label(row.getString("purpose_zh"), row.getString("purpose_en")),
                row.getString("basis"),
                row.getBoolean("consent_needed"),
                List.of((String[]) row.getArray("others_items").getArray()),
                SecurityLevel.values()[row.getInt("clearance") - 1],
                row.getInt("per_minute"),
                row.getTimestamp("valid_from").toInstant(),
                row.getTimestamp("valid_to").toInstant(),
                row.getBoolean("suspended"));
    }
}
