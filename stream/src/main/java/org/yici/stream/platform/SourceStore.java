package org.yici.stream.platform;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.secret.SourcePassword;

/** The table {@code collection.source}. */
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
         * @throws IllegalArgumentException if it was sealed with another key, for another source or server, or not at all
         */
        public Registered opened(byte[] key) {
            String password = SourcePassword.open(key, name, database.url(), database.user(), database.password());
            Database opened = new Database(database.url(), database.user(), password);
            return new Registered(name, opened, slot, publication, loadedBefore, applied, server, mark);
        }

        /** Whether another one is reached in the same way. */
        public boolean isReachedAs(Registered other) {
            return database.equals(other.database) && slot.equals(other.slot) && publication.equals(other.publication);
        }
    }

    /**
     * A commit in a source's log, by which its history is recognised.
     *
     * @param end where the log goes on after it
     * @param time when it was committed, in microseconds since 1970
     */
    public record Mark(long end, long time) {}

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
            Session.execute(platform, "delete from collection.loaded where source = ?", name);
            return Session.execute(platform, "update collection.source set applied = ? where name = ?", position, name);
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
            Session.execute(platform, "delete from collection.loaded where source = ?", name);
            for (Resource resource : resources) {
                Session.execute(
                        platform,
                        "update " + RegistryTable.name(resource)
                                + " set _position = 0, _sequence = 0 where _source = ? and _position > 0",
                        name);
                if (resource.linking() != null) {
                    Session.execute(
                            platform,
                            "update linking.record set position = 0, sequence = 0 where resource = ?",
                            resource.code());
                }
            }
            Session.execute(platform, "delete from collection.doubt where source = ?", name);
            // Negative, so that each keeps a place of its own.
            Session.execute(
                    platform,
                    "update collection.quarantine set position = -id where source = ? and position > 0",
                    name);
            return Session.execute(
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

    private void update(String sql, @Nullable Object... parameters) throws SQLException {
        session.transact(platform -> Session.execute(platform, sql, parameters));
    }
}
