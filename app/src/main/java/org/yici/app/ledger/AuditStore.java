package org.yici.app.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.Node;

/** Reads the log's tables as they lie there, trusting nothing; plain JDBC, since the audit runs without the platform. */
final class AuditStore {
    private final Connection connection;

    AuditStore(Connection connection) {
        this.connection = connection;
    }

    /** A stored leaf; the hash is null if it is not one. */
    record Leaf(
            long index,
            String entry,
            byte[] hash,
            Instant at,
            String kind,
            String actor,
            @Nullable String department,
            @Nullable String subject,
            List<String> others,
            @Nullable String caseNumber,
            byte[] opening) {}

    /** A stored checkpoint. */
    record Signed(long size, byte[] root, String note) {}

    boolean exists() throws SQLException {
        return number("select count(*) from pg_tables where schemaname = 'ledger'") >= 3;
    }

    /** The index after the last entry that is stored or signed for. */
    long end() throws SQLException {
        return number("""
                select greatest(coalesce((select max(index) + 1 from ledger.leaf), 0),
                    coalesce((select max(size) from ledger.checkpoint), 0))
                """);
    }

    long nodeCount() throws SQLException {
        return number("select count(*) from ledger.node");
    }

    List<Leaf> leaves(long from, long to) throws SQLException {
        List<Leaf> leaves = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select index, entry, hash, appended_at, kind, actor, department, subject::text,
                    others::text[], case_number, opening
                from ledger.leaf where index >= ? and index < ? order by index
                """)) {
            select.setLong(1, from);
            select.setLong(2, to);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                leaves.add(new Leaf(
                        row.getLong(1),
                        row.getString(2),
                        row.getBytes(3),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        texts(row.getArray(9)),
                        row.getString(10),
                        row.getBytes(11)));
            }
        }
        return leaves;
    }

    /** The inner nodes whose last leaf is in a run of leaves. */
    Map<Node, Hash> nodes(long from, long to) throws SQLException {
        StringBuilder sql = new StringBuilder("select level, index, hash from ledger.node where false");
        for (int level = 1; level <= Node.MAX_LEVEL && from >> level < to >> level; level++) {
            sql.append(" or (level = ").append(level);
            sql.append(" and index >= ").append(from >> level);
            sql.append(" and index < ").append(to >> level).append(')');
        }
        Map<Node, Hash> nodes = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                nodes.put(new Node(row.getInt(1), row.getLong(2)), Hash.of(row.getBytes(3)));
            }
        }
        return nodes;
    }

    /** Inner nodes that a tree of this size does not have. */
    List<Node> strays(long size) throws SQLException {
        List<Node> strays = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select level, index from ledger.node where index >= (? >> level) order by level, index limit 1000")) {
            select.setLong(1, size);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                strays.add(new Node(row.getInt(1), row.getLong(2)));
            }
        }
        return strays;
    }

    /** Checkpoints of sizes above {@code from} up to {@code to}. */
    List<Signed> checkpoints(long from, long to) throws SQLException {
        List<Signed> checkpoints = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select size, root, note from ledger.checkpoint where size > ? and size <= ? order by size")) {
            select.setLong(1, from);
            select.setLong(2, to);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                checkpoints.add(new Signed(row.getLong(1), row.getBytes(2), row.getString(3)));
            }
        }
        return checkpoints;
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
