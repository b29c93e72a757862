package org.yici.stream.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.ReplicationSlotInfo;
import org.postgresql.replication.fluent.logical.ChainedLogicalCreateSlotBuilder;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.SourceStore.Registered;

/** A department's database: what the job asks of it and puts into it (a publication and a replication slot, nothing else). */
final class Department implements AutoCloseable {
    private final Registered source;
    private final Connection connection;
    private final TableCatalog catalog;
    private volatile @Nullable Connection replicating;

    Department(Registered source) throws SQLException {
        this.source = source;
        this.connection = source.database().connect();
        this.catalog = new TableCatalog(connection, source.publication());
        // Whoever alters a table there is not to keep the others' watch waiting.
        execute("set lock_timeout = '2s'");
        execute("set statement_timeout = '60s'");
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

    /** How the tables and the publication stand now. */
    TableCatalog.Look look(Map<String, SourceTable> wanted, Map<String, Set<String>> columns) throws SQLException {
        return catalog.look(wanted, columns);
    }

    /** Puts a table into the publication, which is made if there is none. Children of a plain table are tables of their own. */
    void publish(SourceTable table, boolean partitioned) throws SQLException {
        String publication = Utils.escapeIdentifier(null, source.publication()).toString();
        String named = (partitioned ? "" : "only ") + quoted(table);
        if (text("select pubname from pg_publication where pubname = ?", source.publication()) == null) {
            execute("create publication " + publication + " for table " + named
                    + " with (publish_via_partition_root = true)");
        } else {
            execute("alter publication " + publication + " add table " + named);
        }
    }

    /** How the texts of this database are to be read. */
    TextDecoder texts() throws SQLException {
        return TextDecoder.of(String.valueOf(text("show server_encoding")));
    }

    /**
     * Which server this is, and where its log stands.
     *
     * @param system its identifier and timeline: positions of another one cannot be compared with this one's
     */
    record Server(String system, long position) {}

    Server server() throws SQLException {
        try (Connection replication = connectForReplication();
                Statement identify = replication.createStatement();
                ResultSet row = identify.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return new Server(
                    row.getString("systemid") + "/" + row.getString("timeline"),
                    LogSequenceNumber.valueOf(String.valueOf(row.getString("xlogpos")))
                            .asLong());
        }
    }

    /** Up to where the slot has been told that it may forget; 0 if there is no slot. */
    static long confirmed(Connection connection, String slot) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(confirmed_flush_lsn, '0/0') - '0/0'::pg_lsn from pg_replication_slots where slot_name = ?")) {
            select.setString(1, slot);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Ends the session by which this running job held the slot before, if the server still believes in it: a network that swallows what is
     * sent lets it wait for its timeout. Sessions of any other job, such as that of a copied platform, are left alone.
     */
    static void endOwnReader(Connection connection, String slot) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("""
                select pg_terminate_backend(a.pid) from pg_replication_slots s join pg_stat_activity a on a.pid = s.active_pid
                where s.slot_name = ? and a.application_name = ?""")) {
            end.setString(1, slot);
            end.setString(2, Database.READER);
            end.execute();
        }
    }

    /** Whose transaction a connection of this running job waits for, such as the one that takes a snapshot. */
    Optional<String> blockedBy() throws SQLException {
        return Optional.ofNullable(text("""
                select case when a.pid is null then 'a prepared transaction'
                    else format('process %s of %s in the database %s', a.pid, a.usename, a.datname) end
                from pg_stat_activity w cross join unnest(pg_blocking_pids(w.pid)) b (pid) left join pg_stat_activity a on a.pid = b.pid
                where w.application_name = ? limit 1""", Database.READER));
    }

    /** Whether anybody waits for a lock that a connection of the loader holds. */
    static boolean isWaitedFor(Registered source, Connection reading) throws SQLException {
        try (Connection own = source.database().connect();
                PreparedStatement ask = own.prepareStatement("select exists (select from pg_locks w where not w.granted"
                        + " and ? = any (pg_blocking_pids(w.pid)))")) {
            ask.setInt(1, reading.unwrap(PGConnection.class).getBackendPID());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Moves the slot over everything that is in the log now. @return where it stands afterwards */
    long advanceSlot() throws SQLException {
        execute("set statement_timeout = 0");
        text("select end_lsn from pg_replication_slot_advance(?, pg_current_wal_lsn())", source.slot());
        return confirmed(connection, source.slot());
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

    /** A further connection to the same database, on which COPY gives texts as the decoder wants them. */
    static Connection connectForCopy(Registered source, TextDecoder decoder) throws SQLException {
        Connection connection = source.database().connectForCopy(decoder.raw());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '10s'");
        }
        return connection;
    }

    static String quoted(SourceTable table) throws SQLException {
        StringBuilder name = new StringBuilder();
        Utils.escapeIdentifier(name, table.schema());
        Utils.escapeIdentifier(name.append('.'), table.table());
        return name.toString();
    }

    private Snapshot snapshot(String slot, boolean temporary) throws SQLException {
        Connection replication = connectForReplication();
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

    private Connection connectForReplication() throws SQLException {
        Connection replication = source.database().connectForReplication();
        replicating = replication;
        return replication;
    }

    /** Ends whatever is waited for, from another thread. */
    void abort() {
        Closing.abort(connection);
        Closing.abort(replicating);
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
