package org.yici.stream.platform;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;

/** The tables {@code collection.loaded} and {@code collection.doubt}: what has been loaded, and what of it must be loaded anew. */
public final class LoadStore {
    private final Session session;

    public LoadStore(Session session) {
        this.session = session;
    }

    /**
     * A load that has safely arrived: everything the resource's table held as of the position.
     *
     * @param configuration how table and publication stood when it began
     * @param reason why it was loaded anew; null of a first load
     */
    public record Loaded(
            Resource resource,
            long position,
            long rows,
            Instant asOf,
            String configuration,
            @Nullable String reason) {}

    /** Where and under which configuration a resource was loaded. */
    public record Standing(long position, @Nullable String configuration) {}

    /**
     * What a writer found that only a new load can clear.
     *
     * @param position where it stands in the log
     * @param reason names a text of the operator's page
     */
    public record Doubt(String resource, long position, String reason) {}

    /** The resources whose load has arrived, by their codes. */
    public Map<String, Standing> standing(String name) throws SQLException {
        return session.transact(platform -> {
            Map<String, Standing> resources = new HashMap<>();
            try (PreparedStatement select = platform.prepareStatement(
                    "select resource, position, configuration from collection.loaded where source = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        resources.put(rows.getString(1), new Standing(rows.getLong(2), rows.getString(3)));
                    }
                }
            }
            return resources;
        });
    }

    /**
     * Forgets loads of these resources as of an earlier position, so that they will be loaded anew.
     *
     * @return how many were forgotten
     */
    public int forget(String name, List<String> resources, long position) throws SQLException {
        return session.transact(platform -> {
            try (PreparedStatement delete = platform.prepareStatement(
                    "delete from collection.loaded where source = ? and resource = any (?) and position < ?")) {
                delete.setString(1, name);
                delete.setArray(2, platform.createArrayOf("text", resources.toArray()));
                delete.setLong(3, position);
                return delete.executeUpdate();
            }
        });
    }

    /** What writers doubt and nobody has taken up yet. */
    public List<Doubt> doubts(String name) throws SQLException {
        return session.transact(platform -> {
            List<Doubt> doubts = new ArrayList<>();
            try (PreparedStatement select = platform.prepareStatement(
                    "select resource, position, reason from collection.doubt where source = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        doubts.add(new Doubt(rows.getString(1), rows.getLong(2), rows.getString(3)));
                    }
                }
            }
            return doubts;
        });
    }

    /** A doubt was taken up: what it means is forgotten, or nobody collects it any more. */
    public void takenUp(String name, Doubt doubt) throws SQLException {
        session.transact(platform -> Session.execute(
                platform,
                "delete from collection.doubt where source = ? and resource = ? and position <= ?",
                name,
                doubt.resource(),
                doubt.position()));
    }

    /**
     * Marks a load as arrived, and sweeps: what an earlier load or stream wrote and this load did not find any more was deleted at
     * the source in between. A row whose newer version is in quarantine stays.
     */
    public void arrived(String name, Loaded load) throws SQLException {
        Resource resource = load.resource();
        OffsetDateTime asOf = load.asOf().atOffset(ZoneOffset.UTC);
        session.transact(platform -> {
            int swept = Session.execute(
                    platform,
                    "update " + RegistryTable.name(resource) + " r set _deleted = true, _position = ?, _sequence = 0,"
                            + " _source_time = ?, _arrived = clock_timestamp() where _source = ? and _position < ?"
                            + " and not _deleted and not exists (select 1 from collection.quarantine q where q.resource = ?"
                            + " and q.source_key = r._key and q.state = 'open' and q.position >= ?)",
                    load.position(),
                    asOf,
                    name,
                    load.position(),
                    resource.code(),
                    load.position());
            if (resource.linking() != null && swept > 0) {
                Session.execute(
                        platform,
                        "with gone as (update linking.record l set fields = null, keys = '{}', subject = null, position = ?,"
                                + " sequence = 0 from " + RegistryTable.name(resource) + " r where l.resource = ? and"
                                + " r._key = l.key and r._deleted and l.fields is not null and l.position < ? returning l.resource, l.key),"
                                + " unasked as (delete from linking.waiting w using gone where w.resource = gone.resource and"
                                + " w.key = gone.key)"
                                + " insert into linking.pending (resource, key) select resource, key from gone order by 1, 2"
                                + " on conflict (resource, key) do update set id = excluded.id, failure = null",
                        load.position(),
                        resource.code(),
                        load.position());
            }
            Session.execute(
                    platform,
                    "update collection.quarantine set state = 'superseded', closed_at = clock_timestamp()"
                            + " where resource = ? and source = ? and state = 'open' and position < ?",
                    resource.code(),
                    name,
                    load.position());
            Session.execute(
                    platform,
                    "insert into collection.loaded (source, resource, position, rows, configuration) values (?, ?, ?, ?, ?)"
                            + " on conflict (source, resource) do update set position = excluded.position,"
                            + " rows = excluded.rows, configuration = excluded.configuration, loaded_at = now()",
                    name,
                    resource.code(),
                    load.position(),
                    load.rows(),
                    load.configuration());
            Session.execute(
                    platform,
                    "update collection.set_aside set state = 'loaded', closed_at = clock_timestamp() where source = ?"
                            + " and state = 'open' and position < ? and (table_name is null or schema_name = ? and table_name = ?)",
                    name,
                    load.position(),
                    resource.source().schema(),
                    resource.source().table());
            if (load.reason() != null) {
                Session.execute(
                        platform,
                        "update collection.source_table set reason = ?, reloaded_at = clock_timestamp() where source = ?"
                                + " and schema_name = ? and table_name = ?",
                        load.reason(),
                        name,
                        resource.source().schema(),
                        resource.source().table());
            }
            if (swept > 0) {
                try (PreparedStatement notify = platform.prepareStatement("select pg_notify('registry', ?)")) {
                    notify.setString(1, resource.code());
                    notify.execute();
                }
            }
            return swept;
        });
    }
}
