package org.yici.app.ledger;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.kernel.ledger.Frontier;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.LeafRange;
import org.yici.kernel.ledger.Node;

/** The log's tables, over the pool for readers and over the writer's own connection for the writer. */
class LedgerStore {
    /** One statement, so that a batch costs one round trip and is whole or not there. */
    private static final String APPEND = """
            with leaves as (
                insert into ledger.leaf
                    (index, entry, hash, appended_at, kind, actor, department, subject, others, case_number, opening)
                select index, entry, hash, ?::timestamptz, kind, actor, department, subject::uuid, others::uuid[],
                    case_number, opening
                from unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::bytea[])
                    as l (index, entry, hash, kind, actor, department, subject, others, case_number, opening)
            ), pending as (
                insert into ledger.pending (index) select * from unnest(?::bigint[])
            ), voided as (
                delete from ledger.pending where index = any (?::bigint[])
            ), nodes as (
                insert into ledger.node (level, index, hash)
                select * from unnest(?::int[], ?::bigint[], ?::bytea[])
            )
            insert into ledger.checkpoint (size, root, note, at) values (?, ?, ?, ?::timestamptz)
            """;

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(Batch batch) {
        List<Batch.Leaf> leaves = batch.leaves();
        List<Node> nodes = List.copyOf(batch.nodes().keySet());
        String at = batch.at().toString();
        jdbc.sql(APPEND)
                .param(at)
                .param(leaves.stream().mapToLong(Batch.Leaf::index).toArray())
                .param(texts(leaves, Batch.Leaf::entry))
                .param(leaves.stream().map(leaf -> leaf.hash().bytes()).toArray(byte[][]::new))
                .param(texts(leaves, leaf -> leaf.draft().act().kind().name()))
                .param(texts(leaves, leaf -> leaf.draft().act().actor()))
                .param(texts(leaves, leaf -> leaf.draft().act().department()))
                .param(texts(leaves, leaf -> text(leaf.draft().act().subject())))
                .param(texts(leaves, leaf -> others(leaf.draft().act().others())))
                .param(texts(leaves, leaf -> leaf.draft().act().caseNumber()))
                .param(leaves.stream().map(leaf -> leaf.draft().opening()).toArray(byte[][]::new))
                .param(leaves.stream()
                        .filter(leaf -> leaf.draft().pending())
                        .mapToLong(Batch.Leaf::index)
                        .toArray())
                .param(leaves.stream()
                        .map(leaf -> leaf.draft().act())
                        .filter(act -> act.kind() == Act.Kind.VOID)
                        .mapToLong(act -> Long.parseLong(act.details().getOrDefault(PendingActs.VOIDS, "-1")))
                        .toArray())
                .param(nodes.stream().mapToInt(Node::level).toArray())
                .param(nodes.stream().mapToLong(Node::index).toArray())
                .param(nodes.stream()
                        .map(node ->
                                Objects.requireNonNull(batch.nodes().get(node)).bytes())
                        .toArray(byte[][]::new))
                .param(batch.after().size())
                .param(batch.after().root().bytes())
                .param(batch.after().note())
                .param(at)
                .update();
    }

    Optional<Head> head() {
        return jdbc.sql("select size, root, note from ledger.checkpoint order by size desc limit 1")
                .query((row, n) -> new Head(row.getLong("size"), Hash.of(row.getBytes("root")), row.getString("note")))
                .optional();
    }

    /** When the newest checkpoint was written. */
    Optional<Instant> lastTime() {
        return jdbc.sql("select at from ledger.checkpoint order by size desc limit 1")
                .query((row, n) -> row.getTimestamp("at").toInstant())
                .optional();
    }

    /** The index after the last leaf. That no leaf before it is missing is the audit's to say. */
    long end() {
        return jdbc.sql("select coalesce(max(index) + 1, 0) from ledger.leaf")
                .query(Long.class)
                .single();
    }

    /** The entry that begins a log. */
    Optional<Long> beginning(String log) {
        return jdbc.sql("select index from ledger.leaf where kind = ? and entry::jsonb -> 'details' ->> 'log' = ?")
                .params(Act.Kind.BEGINNING.name(), log)
                .query(Long.class)
                .optional();
    }

    Optional<String> entry(long index) {
        return jdbc.sql("select entry from ledger.leaf where index = ?")
                .param(index)
                .query(String.class)
                .optional();
    }

    List<String> entries(long from, int count) {
        return jdbc.sql("select entry from ledger.leaf where index >= ? and index < ? order by index")
                .param(from)
                .param(from + count)
                .query(String.class)
                .list();
    }

    /** Hashes side by side on one level. */
    List<Hash> hashes(Node first, int count) {
        boolean leaves = first.level() == 0;
        String sql = leaves
                ? "select hash from ledger.leaf where index >= ? and index < ? order by index"
                : "select hash from ledger.node where index >= ? and index < ? and level = ? order by index";
        var query = jdbc.sql(sql).param(first.index()).param(first.index() + count);
        return (leaves ? query : query.param(first.level()))
                .query((row, n) -> Hash.of(row.getBytes("hash")))
                .list();
    }

    /** Hashes of complete subtrees wherever they are; those that are not stored are left out. */
    Map<Node, Hash> nodes(Collection<Node> nodes) {
        Map<Node, Hash> found = new HashMap<>();
        jdbc.sql("""
                        select level, index, hash from ledger.node
                        where (level, index) in (select * from unnest(?::int[], ?::bigint[]))
                        union all
                        select 0, index, hash from ledger.leaf where index = any (?::bigint[])
                        """)
                .param(nodes.stream().mapToInt(Node::level).toArray())
                .param(nodes.stream().mapToLong(Node::index).toArray())
                .param(nodes.stream()
                        .filter(node -> node.level() == 0)
                        .mapToLong(Node::index)
                        .toArray())
                .query((ResultSet row) -> {
                    found.put(new Node(row.getInt("level"), row.getLong("index")), Hash.of(row.getBytes("hash")));
                });
        return found;
    }

    /** The edge of the tree of the first entries, out of the stored nodes; empty if one of them is missing. */
    Optional<Frontier> frontier(long size) {
        List<Node> edge = new LeafRange(0, size).nodes();
        Map<Node, Hash> found = nodes(edge);
        return found.size() == edge.size() ? Optional.of(Frontier.of(size, found::get)) : Optional.empty();
    }

    /** Session-wide, so that it goes with the connection that holds it. */
    boolean tryLock() {
        return jdbc.sql("select pg_try_advisory_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** "yiciledg" in ASCII. */
    private static final long LOCK = HexFormat.fromHexDigitsToLong("796963696c656467");

    private static @Nullable String[] texts(List<Batch.Leaf> leaves, Function<Batch.Leaf, @Nullable String> value) {
        return leaves.stream().map(value).toArray(String[]::new);
    }

    /** An array for PostgreSQL, in which a UUID needs no quotes. */
    private static @Nullable String others(Set<UUID> others) {
        return others.isEmpty()
                ? null
                : others.stream().map(UUID::toString).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
