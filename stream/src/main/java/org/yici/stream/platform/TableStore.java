package org.yici.stream.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables {@code collection.source_table} and {@code collection.set_aside}. */
public final class TableStore {
    /** More of one source are counted only; a new load brings what they changed anyway. */
    private static final int MOST_KEPT = 1_000;

    private final Session session;

    public TableStore(Session session) {
        this.session = session;
    }

    /** A table of a source by its names. */
    public record Name(String schema, String table) {}

    /**
     * What is known of a table.
     *
     * @param cause why it is stopped; null if it is not
     * @param published whether it has been published once
     * @param types its columns and the kinds of their types, as when it was last in order
     */
    public record Known(
            String state,
            @Nullable String cause,
            List<String> arguments,
            boolean published,
            @Nullable String types) {}

    public Map<Name, Known> known(String source) throws SQLException {
        return session.transact(platform -> {
            Map<Name, Known> known = new HashMap<>();
            try (PreparedStatement select = platform.prepareStatement("select schema_name, table_name, state, cause,"
                    + " arguments, published, types from collection.source_table where source = ?")) {
                select.setString(1, source);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        known.put(
                                new Name(row.getString(1), row.getString(2)),
                                new Known(
                                        row.getString(3),
                                        row.getString(4),
                                        List.of((String[]) row.getArray(5).getArray()),
                                        row.getBoolean(6),
                                        row.getString(7)));
                    }
                }
            }
            return known;
        });
    }

    public void save(String source, Name name, Known known) throws SQLException {
        session.transact(platform -> {
            try (PreparedStatement upsert =
                    platform.prepareStatement("insert into collection.source_table as t (source,"
                            + " schema_name, table_name, state, cause, arguments, published, types) values (?, ?, ?, ?, ?, ?, ?, ?)"
                            + " on conflict (source, schema_name, table_name) do update set state = excluded.state,"
                            + " cause = excluded.cause, arguments = excluded.arguments, published = excluded.published,"
                            + " types = excluded.types, updated_at = case when (t.state, t.cause) is distinct from"
                            + " (excluded.state, excluded.cause) then now() else t.updated_at end")) {
                upsert.setString(1, source);
                upsert.setString(2, name.schema());
                upsert.setString(3, name.table());
                upsert.setString(4, known.state());
                upsert.setString(5, known.cause());
                upsert.setArray(
                        6, platform.createArrayOf("text", known.arguments().toArray()));
                upsert.setBoolean(7, known.published());
                upsert.setString(8, known.types());
                return upsert.executeUpdate();
            }
        });
    }

    /** Nobody reads the log of this source yet; what is stopped stays so. */
    public void unread(String source) throws SQLException {
        session.transact(platform -> {
            try (PreparedStatement update = platform.prepareStatement(
                    "update collection.source_table set"
                            + " state = 'loading', updated_at = now() where source = ? and state in ('streaming', 'catching-up')")) {
                update.setString(1, source);
                return update.executeUpdate();
            }
        });
    }

    /** Nobody collects these tables any more. */
    public void remove(String source, Name name) throws SQLException {
        session.transact(platform -> {
            try (PreparedStatement delete =
                    platform.prepareStatement("delete from collection.source_table where source = ?"
                            + " and schema_name = ? and table_name = ?")) {
                delete.setString(1, source);
                delete.setString(2, name.schema());
                delete.setString(3, name.table());
                return delete.executeUpdate();
            }
        });
    }

    /**
     * Keeps a change that could not be decoded. The same one, read again, is kept once; another at the same place is another. If very many
     * are open, it is counted in one row of its table.
     *
     * @param name null if it is not known of which table it is
     * @param bytes the message as it came; null if the server sent none
     */
    public void setAside(
            String source, @Nullable Name name, long position, int sequence, String reason, byte @Nullable [] bytes)
            throws SQLException {
        String said = reason.replace('\0', ' ');
        byte[] digest = sha256(bytes == null ? said.getBytes(StandardCharsets.UTF_8) : bytes);
        session.transact(platform -> {
            boolean full;
            try (PreparedStatement select = platform.prepareStatement("select exists (select from collection.set_aside"
                    + " where source = ? and position = ? and sequence = ? and digest = ? and not rest), exists (select from"
                    + " collection.set_aside where source = ? and state = 'open' and not rest offset " + (MOST_KEPT - 1)
                    + ")")) {
                select.setString(1, source);
                select.setLong(2, position);
                select.setInt(3, sequence);
                select.setBytes(4, digest);
                select.setString(5, source);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return 0;
                    }
                    full = row.getBoolean(2);
                }
            }
            try (PreparedStatement insert = platform.prepareStatement("insert into collection.set_aside as t (source,"
                    + " schema_name, table_name, position, sequence, reason, digest, bytes, rest) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (source, coalesce(schema_name, ''), coalesce(table_name, '')) where rest and state = 'open'"
                    + " do update set position = excluded.position, sequence = excluded.sequence, reason = excluded.reason,"
                    + " digest = excluded.digest, changes = t.changes + 1"
                    // What is read again is counted already.
                    + " where (t.position, t.sequence) < (excluded.position, excluded.sequence)")) {
                insert.setString(1, source);
                insert.setString(2, name == null ? null : name.schema());
                insert.setString(3, name == null ? null : name.table());
                insert.setLong(4, position);
                insert.setInt(5, sequence);
                insert.setString(6, said);
                insert.setBytes(7, digest);
                insert.setBytes(8, full ? null : bytes);
                insert.setBoolean(9, full);
                return insert.executeUpdate();
            }
        });
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
