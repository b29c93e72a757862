package org.yici.app.collection;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.yici.app.collection.SourceTables.SetAside;
import org.yici.app.collection.SourceTables.TableState;

@Repository
class SourceTableStore {
    /** The message's head, but no value: those are the department's. */
    private static final int BYTES_SHOWN = 12;

    private final JdbcClient jdbc;

    private final Clock clock;
    private final CollectionProperties settings;

    SourceTableStore(JdbcClient jdbc, Clock clock, CollectionProperties settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        jdbc.sql("delete from collection.set_aside where state <> 'open' and closed_at < ?")
                .param(Timestamp.from(clock.instant().minus(settings.setAsideKept())))
                .update();
    }

    List<TableState> tables() {
        return jdbc.sql(
                        "select t.*, s.department, s.state as source_state from collection.source_table t"
                                + " join collection.source s on s.name = t.source order by t.source, t.schema_name, t.table_name")
                .query((row, n) -> {
                    Timestamp reloadedAt = row.getTimestamp("reloaded_at");
                    return new TableState(
                            row.getString("source"),
                            row.getString("department"),
                            row.getString("source_state"),
                            row.getString("schema_name"),
                            row.getString("table_name"),
                            row.getString("state"),
                            row.getString("cause"),
                            List.of((String[]) row.getArray("arguments").getArray()),
                            row.getString("reason"),
                            reloadedAt == null ? null : reloadedAt.toInstant(),
                            row.getTimestamp("updated_at").toInstant());
                })
                .list();
    }

    List<SetAside> setAside(int most) {
        return jdbc.sql("select a.id, a.source, s.department, a.schema_name || '.' || a.table_name as table_name,"
                        + " (pg_lsn '0/0' + a.position)::text as position, a.reason,"
                        + " encode(substr(a.bytes, 1, ?), 'hex') as bytes, coalesce(length(a.bytes), 0) as size, a.changes, a.state, a.at"
                        + " from collection.set_aside a join collection.source s on s.name = a.source"
                        + " order by a.id desc limit ?")
                .params(BYTES_SHOWN, most)
                .query((row, n) -> new SetAside(
                        row.getLong("id"),
                        row.getString("source"),
                        row.getString("department"),
                        row.getString("table_name"),
                        row.getString("position"),
                        row.getString("reason"),
                        row.getString("bytes"),
                        row.getInt("size"),
                        row.getLong("changes"),
                        row.getString("state"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    long openSetAside() {
        return jdbc.sql("select coalesce(sum(changes), 0) from collection.set_aside where state = 'open'")
                .query(Long.class)
                .single();
    }

    /** @return whether there is such a table */
    boolean forget(String source, String schema, String table) {
        int known = jdbc.sql(
                        "update collection.source_table set types = null where source = ? and schema_name = ? and table_name = ?")
                .params(source, schema, table)
                .update();
        jdbc.sql(
                        "delete from collection.loaded l using collection.plan p where l.source = ? and p.resource = l.resource"
                                + " and p.entry -> 'source' ->> 'schema' = ? and p.entry -> 'source' ->> 'table' = ?")
                .params(source, schema, table)
                .update();
        return known > 0;
    }

    /** @return whether there is such a source */
    boolean forget(String source) {
        int known = jdbc.sql("update collection.source set loaded_at = null where name = ?")
                .param(source)
                .update();
        jdbc.sql("update collection.source_table set types = null where source = ?")
                .param(source)
                .update();
        jdbc.sql("delete from collection.loaded where source = ?").param(source).update();
        return known > 0;
    }

    /**
     * What was set aside.
     *
     * @param position the commit's place in the source's log, {@code 0/16B3748}
     * @param digest SHA-256 of the message in hexadecimal
     */
    record Released(
            String source,
            @Nullable String schema,
            @Nullable String table,
            String position,
            String digest) {}

    /** Closes a change that is open; empty if it is not. */
    Optional<Released> release(long id) {
        return jdbc.sql(
                        "update collection.set_aside set state = 'released', closed_at = now() where id = ? and state = 'open'"
                                + " returning source, schema_name, table_name, (pg_lsn '0/0' + position)::text, encode(digest, 'hex')")
                .param(id)
                .query((row, n) -> new Released(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .optional();
    }
}
