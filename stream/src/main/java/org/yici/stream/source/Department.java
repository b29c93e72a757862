package org.yici.stream.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;
import org.postgresql.replication.ReplicationSlotInfo;
import org.postgresql.replication.fluent.logical.ChainedLogicalCreateSlotBuilder;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.SourceStore.Registered;

/** A department's database: what the job asks of it and puts into it (a publication and a replication slot, nothing else). */
final class Department implements AutoCloseable {
    private final Registered source;
    private final Connection connection;

    Department(Registered source) throws SQLException {
        this.source = source;
        this.connection = source.database().connect();
    }

    enum Slot {
        MISSING,
        READY,
        /** The server threw away log that the slot still needed. */
        LOST
    }

    /** A view of the database as of a position of its log; lives until closed. */
    record Snapshot(Connection replication, String name, long position) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            replication.close();
        }
    }

    void requireLogicalLog() throws SQLException, FeedException {
        String level = text("show wal_level");
        if (!"logical".equals(level)) {
            throw new FeedException(
                    "failed",
                    "The server of " + source.name() + " has wal_level = " + level
                            + ". Set wal_level = logical in its postgresql.conf and restart it.");
        }
    }

    /** Why a table cannot be collected, or empty if it can. Publishing a table without identity would break its department's updates. */
    Optional<String> obstacle(SourceTable table) throws SQLException {
        String name = table.schema() + "." + table.table();
        String identity = text(
                "select relreplident from pg_class where oid = to_regclass(?) and relkind in ('r', 'p')",
                quoted(table));
        if (identity == null) {
            return Optional.of("Table " + name + " does not exist in the database of " + source.name()
                    + " or is not readable; correct the catalogue entry or create it");
        }
        Set<String> columns = new HashSet<>(columns(table));
        for (String key : table.key()) {
            if (!columns.contains(key)) {
                return Optional.of(
                        "Table " + name + " has no column " + key + ", which its catalogue entry names as key");
            }
        }
        Set<String> identifying = identity.equals("f") ? columns : identityColumns(table, identity);
        if (!identifying.containsAll(table.key())) {
            return Optional.of("Table " + name + " has no primary key over (" + String.join(", ", table.key())
                    + "), so that its deletions cannot be told; add one, or: alter table " + name
                    + " replica identity full");
        }
        return Optional.empty();
    }

    /** The columns that both a load and the log deliver: no generated ones. */
    List<String> columns(SourceTable table) throws SQLException {
        return texts(
                "select attname from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped"
                        + " and attgenerated = '' order by attnum",
                quoted(table));
    }

    /** Columns of type char(n), whose values are padded with blanks that mean nothing. */
    Set<String> paddedColumns(SourceTable table) throws SQLException {
        return new HashSet<>(texts(
                "select attname from pg_attribute where attrelid = to_regclass(?) and atttypid = 'bpchar'::regtype",
                quoted(table)));
    }

    /**
     * Sees to it that the publication holds the tables.
     *
     * @return the tables that it did not hold before: what they changed until now went by
     */
    List<SourceTable> publish(List<SourceTable> tables) throws SQLException {
        String publication = Utils.escapeIdentifier(null, source.publication()).toString();
        if (text("select pubname from pg_publication where pubname = ?", source.publication()) == null) {
            execute("create publication " + publication + " for table " + list(tables)
                    + " with (publish_via_partition_root = true)");
            return tables;
        }
        Set<String> published = new HashSet<>(texts(
                "select format('%I.%I', schemaname, tablename) from pg_publication_tables where pubname = ?",
                source.publication()));
        List<SourceTable> missing = new ArrayList<>();
        for (SourceTable table : tables) {
            if (!published.contains(text("select format('%I.%I', ?::text, ?::text)", table.schema(), table.table()))) {
                missing.add(table);
            }
        }
        if (!missing.isEmpty()) {
            execute("alter publication " + publication + " add table " + list(missing));
        }
        return missing;
    }

    Slot slot() throws SQLException, FeedException {
        try (PreparedStatement select = connection.prepareStatement(
                "select plugin, database = current_database(), wal_status from pg_replication_slots where slot_name = ?")) {
            select.setString(1, source.slot());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Slot.MISSING;
                }
                if (!"pgoutput".equals(row.getString(1)) || !row.getBoolean(2)) {
                    throw new FeedException(
                            "failed",
                            "The replication slot " + source.slot() + " belongs to something else (plugin "
                                    + row.getString(1) + "); give the source another slot name");
                }
                return "lost".equals(row.getString(3)) ? Slot.LOST : Slot.READY;
            }
        }
    }

    void dropSlot() throws SQLException {
        text("select pg_drop_replication_slot(?)", source.slot());
    }

    /** Creates the source's slot; from the snapshot's position on nothing is missed. */
    Snapshot createSlot() throws SQLException {
        return snapshot(source.slot(), false);
    }

    /** A snapshot whose place in the log is exact, by way of a slot that goes with it. */
    Snapshot snapshot() throws SQLException {
        String load = source.slot() + "_load";
        return snapshot(load.substring(Math.max(0, load.length() - 63)), true);
    }

    /** A further connection to the same database. */
    Connection connect() throws SQLException {
        return source.database().connect();
    }

    static String quoted(SourceTable table) throws SQLException {
        StringBuilder name = new StringBuilder();
        Utils.escapeIdentifier(name, table.schema());
        Utils.escapeIdentifier(name.append('.'), table.table());
        return name.toString();
    }

    private Snapshot snapshot(String slot, boolean temporary) throws SQLException {
        Connection replication = source.database().connectForReplication();
        try {
            ChainedLogicalCreateSlotBuilder builder = replication
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .logical()
                    .withSlotName(slot)
                    .withOutputPlugin("pgoutput");
            ReplicationSlotInfo info = (temporary ? builder.withTemporaryOption() : builder).make();
            return new Snapshot(
                    replication,
                    String.valueOf(info.getSnapshotName()),
                    info.getConsistentPoint().asLong());
        } catch (SQLException e) {
            replication.close();
            throw e;
        }
    }

    private Set<String> identityColumns(SourceTable table, String identity) throws SQLException {
        String which = identity.equals("i") ? "indisreplident" : "indisprimary";
        return identity.equals("n")
                ? Set.of()
                : new TreeSet<>(texts(
                        "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                                + " and a.attnum = any (i.indkey) where i.indrelid = to_regclass(?) and i." + which,
                        quoted(table)));
    }

    private static String list(List<SourceTable> tables) throws SQLException {
        Set<String> names = new TreeSet<>();
        for (SourceTable table : tables) {
            names.add(quoted(table));
        }
        return names.stream().collect(Collectors.joining(", "));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private @Nullable String text(String sql, String... parameters) throws SQLException {
        List<String> texts = texts(sql, parameters);
        return texts.isEmpty() ? null : texts.get(0);
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
