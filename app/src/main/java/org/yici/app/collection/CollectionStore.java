package org.yici.app.collection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.registry.SubjectKey;
import org.yici.app.store.Page;
import org.yici.kernel.secret.SourcePassword;

@Repository
class CollectionStore implements Collection {
    private static final String DEPARTMENT = "coalesce((select entry->>'provider' from collection.plan p"
            + " where p.resource = q.resource order by edition desc limit 1), source) as department";
    private static final String FILTER =
            " from collection.quarantine q where (cast(:department as text) is null or resource = any (:resources)"
                    + " or source = :department and not exists (select from collection.plan p where p.resource = q.resource))"
                    + " and (cast(:source as text) is null or source = :source)"
                    + " and (cast(:rule as text) is null or rule = :rule) and (cast(:state as text) is null or state = :state)";

    private final JdbcClient jdbc;
    private final SubjectKey key;

    CollectionStore(JdbcClient jdbc, SubjectKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    @Override
    public void register(Source source, String username, String password) {
        jdbc.sql("""
                        insert into collection.source (name, department, url, username, password, slot, publication)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (name) do update set department = excluded.department, url = excluded.url,
                            username = excluded.username, password = excluded.password, slot = excluded.slot,
                            publication = excluded.publication, updated_at = now()
                        """)
                .params(
                        source.name(),
                        source.department(),
                        source.url(),
                        username,
                        sealed(source, username, password),
                        source.slot(),
                        source.publication())
                .update();
    }

    /** What was set for the server and the account by which a source is reached already counts at once; for others, when that edition is published. */
    void renewPassword(Source source, String username, String password) {
        jdbc.sql(
                        "update collection.source set password = ?, updated_at = now() where name = ? and url = ? and username = ?")
                .params(sealed(source, username, password), source.name(), source.url(), username)
                .update();
    }

    /** The same password stays as it was sealed: a running job takes another for a change, and connects anew. */
    private String sealed(Source source, String username, String password) {
        return jdbc.sql("select password from collection.source where name = ? and url = ? and username = ?")
                .params(source.name(), source.url(), username)
                .query(String.class)
                .optional()
                .filter(kept -> opens(source, username, kept, password))
                .orElseGet(() -> SourcePassword.seal(key.value(), source.name(), source.url(), username, password));
    }

    private boolean opens(Source source, String username, String kept, String password) {
        try {
            return SourcePassword.open(key.value(), source.name(), source.url(), username, kept)
                    .equals(password);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void remove(String source) {
        jdbc.sql("delete from collection.doubt where source = ?").param(source).update();
        jdbc.sql("delete from collection.source where name = ?").param(source).update();
    }

    /** Code of the department whose a source is; empty if it was never registered. */
    Optional<String> department(String source) {
        return jdbc.sql("select department from collection.source where name = ?")
                .param(source)
                .query(String.class)
                .optional();
    }

    @Override
    public List<SourceState> sources() {
        return jdbc.sql(
                        "select s.*, to_timestamp(s.mark_time / 1000000.0) as read_to, (select max(l.loaded_at) from collection.loaded l where l.source = s.name) as arrived_at,"
                                // Of a source that is not connected it is not known.
                                + " case when s.state in ('catching-up', 'partial', 'loading') then (select min(t.updated_at)"
                                + " from collection.source_table t where t.source = s.name and t.state = 'catching-up') end as behind_since"
                                + " from collection.source s order by name")
                .query((row, n) -> new SourceState(
                        new Source(
                                row.getString("name"),
                                row.getString("department"),
                                row.getString("url"),
                                row.getString("slot"),
                                row.getString("publication")),
                        row.getString("state"),
                        row.getString("message"),
                        row.getLong("loaded_rows"),
                        row.getObject("expected_rows", Long.class),
                        instant(row.getTimestamp("loaded_at")),
                        instant(row.getTimestamp("arrived_at")),
                        instant(row.getTimestamp("behind_since")),
                        instant(row.getTimestamp("read_to")),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    @Override
    public List<Flow> flows(int seconds) {
        return jdbc.sql("""
                        select at, source, resource, sum(received) as received, sum(written) as written,
                            sum(quarantined) as quarantined, max(lag_p50) as lag_p50, max(lag_p99) as lag_p99,
                            max(lag_max) as lag_max
                        from collection.flow
                        where at >= date_trunc('second', now()) - make_interval(secs => ?)
                        group by at, source, resource order by at, source, resource
                        """)
                .param(seconds)
                .query((row, n) -> new Flow(
                        row.getTimestamp("at").toInstant(),
                        row.getString("source"),
                        row.getString("resource"),
                        row.getInt("received"),
                        row.getInt("written"),
                        row.getInt("quarantined"),
                        row.getInt("lag_p50"),
                        row.getInt("lag_p99"),
                        row.getInt("lag_max")))
                .list();
    }

    @Override
    public Page<Quarantined> quarantine(QuarantineFilter filter, int page, int size) {
        long total =
                filtered("select count(*)" + FILTER, filter).query(Long.class).single();
        List<Quarantined> rows = filtered(
                        "select q.*, " + DEPARTMENT + FILTER + " order by id desc limit :size offset :offset", filter)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(CollectionStore::read)
                .list();
        return new Page<>(rows, page, size, total);
    }

    @Override
    public Optional<Quarantined> quarantined(long id) {
        return jdbc.sql("select q.*, " + DEPARTMENT + " from collection.quarantine q where id = ?")
                .param(id)
                .query(CollectionStore::read)
                .optional();
    }

    @Override
    public Optional<Instant> oldestOpen(String department) {
        return jdbc.sql("""
                        select min(at) as since from (
                            select (select q.quarantined_at from collection.quarantine q
                                    where q.resource = own and q.state = 'open' order by q.id limit 1) as at
                            from unnest(cast(:resources as text[])) own
                            union all
                            (select q.quarantined_at from collection.quarantine q
                             where q.source = :department and q.state = 'open'
                               and not exists (select from collection.plan p where p.resource = q.resource)
                             order by q.id limit 1)) oldest""")
                .param("department", department)
                .param("resources", resources(department))
                .query((row, n) ->
                        Optional.ofNullable(row.getTimestamp("since")).map(Timestamp::toInstant))
                .single();
    }

    @Override
    public QuarantineCounts quarantineCounts() {
        Map<String, QuarantineCount> counts = new HashMap<>();
        jdbc.sql(
                        "select source, state = 'open' as open, count(*) as n from collection.quarantine group by source, state")
                .query((ResultSet row) -> {
                    long n = row.getLong("n");
                    QuarantineCount count =
                            row.getBoolean("open") ? new QuarantineCount(n, 0) : new QuarantineCount(0, n);
                    counts.merge(row.getString("source"), count, QuarantineCount::plus);
                });
        return new QuarantineCounts(counts);
    }

    @Override
    public Map<String, Long> quarantineGrowth(Duration within) {
        Map<String, Long> growth = new HashMap<>();
        jdbc.sql(
                        "select q.source, count(*) as n from collection.source s join collection.quarantine q on q.source = s.name"
                                + " where q.state = 'open' and q.quarantined_at > greatest(s.loaded_at, now() - make_interval(secs => ?))"
                                + " and s.loaded_at is not null"
                                // A record that was there before, and is changed without passing, is not one more.
                                + " and not exists (select from collection.quarantine p where p.resource = q.resource"
                                + " and p.source_key = q.source_key and p.quarantined_at <= greatest(s.loaded_at, now() - make_interval(secs => ?))"
                                + " and p.closed_at > greatest(s.loaded_at, now() - make_interval(secs => ?)))"
                                + " group by q.source")
                .params(within.toSeconds(), within.toSeconds(), within.toSeconds())
                .query((ResultSet row) -> {
                    growth.put(row.getString("source"), row.getLong("n"));
                });
        return growth;
    }

    @Override
    public boolean jobRuns() {
        return jdbc.sql("select exists (select 1 from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'yici-collection')")
                .query(Boolean.class)
                .single();
    }

    private String[] resources(@Nullable String department) {
        return department == null
                ? new String[0]
                : jdbc.sql("select distinct resource from collection.plan where entry->>'provider' = ?")
                        .param(department)
                        .query(String.class)
                        .list()
                        .toArray(String[]::new);
    }

    private JdbcClient.StatementSpec filtered(String sql, QuarantineFilter filter) {
        return jdbc.sql(sql)
                .param("department", filter.department())
                .param("resources", resources(filter.department()))
                .param("source", filter.source())
                .param("rule", filter.rule())
                .param("state", filter.state());
    }

    private static Quarantined read(ResultSet row, int n) throws SQLException {
        return new Quarantined(
                row.getLong("id"),
                row.getString("resource"),
                row.getString("source"),
                row.getString("department"),
                row.getString("source_key"),
                row.getString("rule"),
                row.getString("item"),
                row.getString("value"),
                row.getString("record"),
                row.getInt("edition"),
                row.getString("state"),
                row.getTimestamp("source_time").toInstant(),
                row.getTimestamp("quarantined_at").toInstant(),
                instant(row.getTimestamp("closed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
