package org.yici.stream.platform;

import java.sql.Connection;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.secret.SealedText;

/** The tables {@code collection.source} and {@code collection.loaded}. */
public final class SourceStore {
    private final Session session;

    public SourceStore(Session session) {
        this.session = session;
    }

    /**
     * A department database as registered.
     *
     * @param loadedBefore whether its first load was completed, so that its slot must exist
     * @param applied up to here everything of its log is written; 0 if that is not known
     * @param server which server the positions belong to; null if that is not known
     * @param mark the last commit that is written; null if none is known
     */
    public record Registered(
            String name,
            Database database,
            String slot,
            String publication,
            boolean loadedBefore,
            long applied,
            @Nullable String server,
            @Nullable Mark mark) {
        /**
         * The same with its password opened; a database that needs none has an empty one.
         *
         * @throws IllegalArgumentException if it was sealed with another key, for another source, or not at all
         */
        public Registered opened(byte[] key) {
            String password = database.password();
            Database opened = new Database(
                    database.url(),
                    database.user(),
                    password.isEmpty() ? "" : SealedText.open(key, "source/" + name, password));
            return new Registered(name, opened, slot, publication, loadedBefore, applied, server, mark);
        }
    }

    /**
     * A commit in a source's log, by which its history is recognised.
     *
     * @param end where the log goes on after it
     * @param time when it was committed, in microseconds since 1970
     */
    public record Mark(long end, long time) {}

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

    public List<String> names() throws SQLException {
        return session.transact(platform -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement select =
                            platform.prepareStatement("select name from collection.source order by name");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        });
    }

    public Optional<Registered> find(String name) throws SQLException {
        return session.transact(platform -> {
            try (PreparedStatement select = platform.prepareStatement(
                    "select url, username, password, slot, publication,"
                            + " loaded_at is not null, coalesce(applied, 0), server, mark_position, mark_time from collection.source where name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    Database database = new Database(row.getString(1), row.getString(2), row.getString(3));
                    return Optional.of(new Registered(
                            name,
                            database,
                            row.getString(4),
                            row.getString(5),
                            row.getBoolean(6),
                            row.getLong(7),
                            row.getString(8),
                            row.getString(9) == null ? null : new Mark(row.getLong(9), row.getLong(10))));
                }
            }
        });
    }

    public void state(String name, String state, @Nullable String message) throws SQLException {
        update(
                "update collection.source set state = ?, message = ?, updated_at = now() where name = ?"
                        + " and (state, message) is distinct from (?, ?)",
                state,
                message,
                name,
                state,
                message);
    }

    public void progress(String name, long loadedRows, long expectedRows) throws SQLException {
        update(
                "update collection.source set loaded_rows = ?, expected_rows = ?, updated_at = now() where name = ?",
                loadedRows,
                expectedRows,
                name);
    }

    /** The resources whose load has arrived, by their codes. */
    public Map<String, Standing> loaded(String name) throws SQLException {
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

    /**
     * Everything up to the position is written. The slot is told after this has been committed, never before.
     *
     * @param mark the last commit before it; null if it is the same as before
     */
    public void applied(String name, long position, @Nullable Mark mark) throws SQLException {
        if (mark == null) {
            update("update collection.source set applied = ? where name = ?", position, name);
        } else {
            update(
                    "update collection.source set applied = ?, mark_position = ?, mark_time = ? where name = ?",
                    position,
                    mark.end(),
                    mark.time(),
                    name);
        }
    }

    /** What the slot has forgotten up to the position is not here: everything is to be loaded anew. */
    public void gap(String name, long position) throws SQLException {
        session.transact(platform -> {
            execute(platform, "delete from collection.loaded where source = ?", name);
            return execute(platform, "update collection.source set applied = ? where name = ?", position, name);
        });
    }

    public void server(String name, String server) throws SQLException {
        update(
                "update collection.source set server = ? where name = ? and server is distinct from ?",
                server,
                name,
                server);
    }

    /** Takes what was collected from another server, or from a later state of this one, for older than anything to come. */
    public void reset(String name, List<Resource> resources, String server) throws SQLException {
        session.transact(platform -> {
            execute(platform, "delete from collection.loaded where source = ?", name);
            for (Resource resource : resources) {
                execute(
                        platform,
                        "update " + RegistryTable.name(resource)
                                + " set _position = 0, _sequence = 0 where _source = ? and _position > 0",
                        name);
                if (resource.linking() != null) {
                    execute(
                            platform,
                            "update linking.record set position = 0, sequence = 0 where resource = ?",
                            resource.code());
                }
            }
            // Negative, so that each keeps a place of its own.
            execute(
                    platform,
                    "update collection.quarantine set position = -id where source = ? and position > 0",
                    name);
            return execute(
                    platform,
                    "update collection.source set applied = 0, server = ?, mark_position = null, mark_time = null"
                            + " where name = ?",
                    server,
                    name);
        });
    }

    /** Everything is loaded: the first load is complete, if it was not before. */
    public void complete(String name, String state, @Nullable String message) throws SQLException {
        update(
                "update collection.source set loaded_at = coalesce(loaded_at, now()), loaded_position = coalesce(loaded_position,"
                        + " (select min(position) from collection.loaded where source = ?)), state = ?, message = ?,"
                        + " updated_at = now() where name = ? and (loaded_at is null or (state, message) is distinct from (?, ?))",
                name,
                state,
                message,
                name,
                state,
                message);
    }

    /** The greatest position written to a resource's registry, 0 if none. */
    public long position(Resource resource) throws SQLException {
        return session.transact(platform -> {
            try (PreparedStatement select = platform.prepareStatement(
                            "select coalesce(max(_position), 0) from " + RegistryTable.name(resource));
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /**
     * Marks a load as arrived, and sweeps: what an earlier load or stream wrote and this load did not find any more was deleted at
     * the source in between. A row whose newer version is in quarantine stays.
     */
    public void loaded(String name, Loaded load) throws SQLException {
        Resource resource = load.resource();
        OffsetDateTime asOf = load.asOf().atOffset(ZoneOffset.UTC);
        session.transact(platform -> {
            int swept = execute(
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
                execute(
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
            execute(
                    platform,
                    "update collection.quarantine set state = 'superseded', closed_at = clock_timestamp()"
                            + " where resource = ? and source = ? and state = 'open' and position < ?",
                    resource.code(),
                    name,
                    load.position());
            execute(
                    platform,
                    "insert into collection.loaded (source, resource, position, rows, configuration) values (?, ?, ?, ?, ?)"
                            + " on conflict (source, resource) do update set position = excluded.position,"
                            + " rows = excluded.rows, configuration = excluded.configuration, loaded_at = now()",
                    name,
                    resource.code(),
                    load.position(),
                    load.rows(),
                    load.configuration());
            execute(
                    platform,
                    "update collection.set_aside set state = 'loaded', closed_at = clock_timestamp() where source = ?"
                            + " and state = 'open' and position < ? and (table_name is null or schema_name = ? and table_name = ?)",
                    name,
                    load.position(),
                    resource.source().schema(),
                    resource.source().table());
            if (load.reason() != null) {
                execute(
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

    private void update(String sql, @Nullable Object... parameters) throws SQLException {
        session.transact(platform -> execute(platform, sql, parameters));
    }

    private static int execute(Connection platform, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
