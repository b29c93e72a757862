package org.yici.stream.source;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.source.Observed.Column;
import org.yici.stream.source.Observed.Member;
import org.yici.stream.source.Observed.Membership;
import org.yici.stream.source.Observed.Publication;

/**
 * Reads how tables and publication stand from a department's catalogue, in a few small queries that wait for no lock, so that a
 * table which is being altered keeps nobody waiting.
 */
final class TableCatalog {
    private static final String RELATIONS = "select w.name, c.oid::bigint, c.relkind::text,"
            + " has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select'),"
            + " has_schema_privilege(n.oid, 'usage'), row_security_active(c.oid),"
            + " concat_ws('.', n.oid, n.xmin, c.oid, c.xmin), array(select quote_ident(kn.nspname) || '.' || quote_ident(k.relname)"
            + " from pg_inherits i join pg_class k on k.oid = i.inhrelid join pg_namespace kn on kn.oid = k.relnamespace"
            + " where i.inhparent = c.oid and c.relkind = 'r' order by 1) from unnest(?::text[], ?::text[], ?::text[])"
            + " as w (name, schema, relation) join pg_namespace n on n.nspname = w.schema"
            + " join pg_class c on c.relnamespace = n.oid and c.relname = w.relation";
    private static final String MEMBERSHIPS = "with line as (select r as root, r as oid from unnest(?::oid[]) r union"
            + " select r, a.relid::oid from unnest(?::oid[]) r, pg_partition_ancestors(r::regclass) a)"
            + " select l.root::bigint, l.oid::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname),"
            // Filters and lists came with PostgreSQL 15. A filter is kept as a tree, in which each column is a number.
            + " case when to_jsonb(pr) ->> 'prqual' is not null then array(select a.attname::text from"
            + " regexp_matches(to_jsonb(pr) ->> 'prqual', ':varattno (\\d+)', 'g') m join pg_attribute a"
            + " on a.attrelid = l.oid and a.attnum = m[1]::int) end,"
            + " case when to_jsonb(pr) ->> 'prattrs' is not null then array(select a.attname::text from"
            + " regexp_matches(to_jsonb(pr) ->> 'prattrs', '\\d+', 'g') m join pg_attribute a"
            + " on a.attrelid = l.oid and a.attnum = m[1]::int) end, concat_ws('.', l.oid, pr.oid, pr.xmin"
            + "%s) from line l join pg_class c on c.oid = l.oid join pg_namespace n on n.oid = c.relnamespace"
            + " left join pg_publication_rel pr on pr.prrelid = c.oid and pr.prpubid = ?%s"
            + " where ? or pr.oid is not null%s order by l.oid";
    private static final String MEMBERS = "with recursive tree as (select r as root, r as oid, null::text as link"
            + " from unnest(?::oid[]) r union all select t.root, i.inhrelid, i.xmin::text from tree t"
            + " join pg_class p on p.oid = t.oid and p.relkind = 'p' join pg_inherits i on i.inhparent = t.oid)"
            + " select t.root::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relkind::text, c.relpersistence::text,"
            + " c.relreplident::text, k.columns, concat_ws('.', c.oid, c.xmin, t.link, k.oid), u.uniques from tree t"
            + " join pg_class c on c.oid = t.oid join pg_namespace n on n.oid = c.relnamespace left join lateral"
            + " (select i.indexrelid as oid, array_agg(a.attname::text) as columns from pg_index i"
            + " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1])"
            + " where i.indrelid = c.oid and i.indisvalid and i.indimmediate and i.indisunique"
            + " and case c.relreplident when 'i' then i.indisreplident when 'd' then i.indisprimary end group by 1) k on true"
            // Columns of each index that lets no two rows agree at any moment, joined by a character that no name has.
            + " left join lateral (select array_agg(one.columns) as uniques from (select string_agg(a.attname::text, chr(10))"
            + " as columns from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
            + " and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]) where i.indrelid = c.oid and i.indisvalid"
            + " and i.indimmediate and i.indisunique and i.indpred is null and i.indexprs is null group by i.indexrelid) one) u on true"
            + " order by c.oid";
    private static final String COLUMNS = "select a.attrelid::bigint, a.attname, a.attnum,"
            + " format_type(a.atttypid, a.atttypmod), case when t.typcategory = 'S' then 'text' when t.typname in"
            + " ('int2', 'int4', 'int8', 'numeric') then 'number' else t.typname::text end, a.attgenerated <> '',"
            + " has_column_privilege(a.attrelid, a.attnum, 'select'), a.atttypid = 'bpchar'::regtype,"
            // A renamed value of an enumeration, however deep it is in the type, changes rows without a word in the
            // log.
            + " concat_ws('.', a.attnum, a.xmin, case when t.typtype <> 'b' or t.typelem <> 0 then (with recursive part as ("
            + "select t.oid union select s.oid from part join pg_type p on p.oid = part.oid cross join lateral (select"
            + " p.typbasetype as oid union all select p.typelem union all select r.rngsubtype from pg_range r where r.rngtypid"
            + " = p.oid union all select b.atttypid from pg_attribute b where b.attrelid = p.typrelid and b.attnum > 0 and not"
            + " b.attisdropped) s where s.oid <> 0) select string_agg(concat_ws('-', e.oid, e.xmin), '.' order by e.oid)"
            + " from pg_enum e join part on part.oid = e.enumtypid) end) from pg_attribute a join pg_type t on t.oid = a.atttypid"
            + " where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum";

    private final Connection connection;
    private final String publication;

    TableCatalog(Connection connection, String publication) throws SQLException {
        this.connection = connection;
        this.publication = publication;
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    /**
     * What was found at one moment.
     *
     * @param tables by the names they were asked for; those that do not exist are absent
     */
    record Look(@Nullable Publication publication, Map<String, Observed> tables) {}

    /** @param wanted tables by name, each with the columns that matter */
    Look look(Map<String, SourceTable> wanted, Map<String, Set<String>> columns) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return atOneMoment(wanted, columns);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static final class Relation {
        private long oid;
        private char kind;
        private boolean readable;
        private boolean reachable;
        private boolean filtered;
        private String version = "";
        private final List<Membership> memberships = new ArrayList<>();
        private final List<Member> members = new ArrayList<>();
        private List<String> children = List.of();
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final Map<String, String> versions = new TreeMap<>();
    }

    private Look atOneMoment(Map<String, SourceTable> wanted, Map<String, Set<String>> matter) throws SQLException {
        Publication published = publication();
        Map<Long, Relation> byOid = new HashMap<>();
        Map<String, Relation> byName = new LinkedHashMap<>();
        relations(wanted, byOid, byName);
        if (!byOid.isEmpty()) {
            Array oids = connection.createArrayOf("oid", byOid.keySet().stream().toArray());
            if (published != null) {
                memberships(published, oids, byOid);
            }
            members(oids, byOid);
            columns(oids, byOid);
        }
        Map<String, Observed> found = new LinkedHashMap<>();
        byName.forEach((name, relation) -> {
            String versions = relation.versions.entrySet().stream()
                    .filter(version -> !version.getKey().startsWith("column ")
                            || matter.getOrDefault(name, Set.of())
                                    .contains(version.getKey().substring("column ".length())))
                    .map(version -> version.getKey() + "=" + version.getValue())
                    .collect(Collectors.joining(";"));
            boolean readable = relation.readable
                    || relation.reachable
                            && matter.getOrDefault(name, Set.of()).stream().allMatch(column -> {
                                Column there = relation.columns.get(column);
                                return there == null || there.readable();
                            });
            found.put(
                    name,
                    new Observed(
                            relation.oid,
                            relation.kind,
                            readable,
                            relation.filtered,
                            relation.memberships,
                            relation.members,
                            relation.children,
                            relation.columns,
                            "table=" + relation.version + ";publication="
                                    + (published == null ? "" : published.version()) + ";" + versions));
        });
        return new Look(published, found);
    }

    private @Nullable Publication publication() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select oid::bigint, puballtables, pubinsert,"
                + " pubupdate, pubdelete, pubtruncate, pubviaroot, concat_ws('.', oid, xmin) from pg_publication"
                + " where pubname = ?")) {
            select.setString(1, publication);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Publication(
                                row.getLong(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getBoolean(7),
                                row.getString(8))
                        : null;
            }
        }
    }

    private void relations(Map<String, SourceTable> wanted, Map<Long, Relation> byOid, Map<String, Relation> byName)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RELATIONS)) {
            List<SourceTable> tables = List.copyOf(wanted.values());
            // A name of ours holds a zero byte, which no text of the server may: the place in the list stands for it.
            List<String> names = List.copyOf(wanted.keySet());
            String[] places = new String[names.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = Integer.toString(i);
            }
            select.setArray(1, connection.createArrayOf("text", places));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", tables.stream().map(SourceTable::schema).toArray()));
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "text", tables.stream().map(SourceTable::table).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Relation relation = new Relation();
                    relation.oid = row.getLong(2);
                    relation.kind = row.getString(3).charAt(0);
                    relation.readable = row.getBoolean(4);
                    relation.reachable = row.getBoolean(5);
                    relation.filtered = row.getBoolean(6);
                    relation.version = row.getString(7);
                    relation.children = List.of((String[]) row.getArray(8).getArray());
                    byOid.put(relation.oid, relation);
                    byName.put(names.get(Integer.parseInt(row.getString(1))), relation);
                }
            }
        }
    }

    private void memberships(Publication published, Array oids, Map<Long, Relation> byOid) throws SQLException {
        // Publications of whole schemas came with PostgreSQL 15.
        String sql = connection.getMetaData().getDatabaseMajorVersion() >= 15
                ? MEMBERSHIPS.formatted(
                        ", pn.oid, pn.xmin",
                        " left join pg_publication_namespace pn on pn.pnnspid = n.oid and pn.pnpubid = "
                                + published.oid(),
                        " or pn.oid is not null")
                : MEMBERSHIPS.formatted("", "", "");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, oids);
            select.setArray(2, oids);
            select.setLong(3, published.oid());
            select.setBoolean(4, published.all());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Relation relation = relation(byOid, row.getLong(1));
                    relation.memberships.add(new Membership(
                            row.getLong(2), row.getString(3), names(row.getArray(4)), names(row.getArray(5))));
                    relation.versions.put("published by " + row.getString(3), row.getString(6));
                }
            }
        }
    }

    private void members(Array oids, Map<Long, Relation> byOid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            select.setArray(1, oids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Relation relation = relation(byOid, row.getLong(1));
                    char kind = row.getString(3).charAt(0);
                    if (kind != 'p') {
                        Array identity = row.getArray(6);
                        Array uniques = row.getArray(8);
                        relation.members.add(new Member(
                                row.getString(2),
                                kind,
                                row.getString(4).charAt(0),
                                row.getString(5).equals("f")
                                        ? null
                                        : identity == null ? Set.of() : Set.of((String[]) identity.getArray()),
                                uniques == null
                                        ? List.of()
                                        : Arrays.stream((String[]) uniques.getArray())
                                                .map(columns -> Set.of(columns.split("\n")))
                                                .toList()));
                    }
                    relation.versions.put("member " + row.getString(2), row.getString(7));
                }
            }
        }
    }

    private void columns(Array oids, Map<Long, Relation> byOid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setArray(1, oids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Relation relation = relation(byOid, row.getLong(1));
                    relation.columns.put(
                            row.getString(2),
                            new Column(
                                    row.getString(4),
                                    row.getString(5),
                                    row.getBoolean(6),
                                    row.getBoolean(7),
                                    row.getBoolean(8)));
                    relation.versions.put("column " + row.getString(2), row.getString(9));
                }
            }
        }
    }

    private static Relation relation(Map<Long, Relation> byOid, long oid) {
        Relation relation = byOid.get(oid);
        if (relation == null) {
            throw new IllegalStateException("The catalogue answers for table " + oid + ", which nobody asked for");
        }
        return relation;
    }

    private static @Nullable Set<String> names(@Nullable Array array) throws SQLException {
        return array == null ? null : new TreeSet<>(List.of((String[]) array.getArray()));
    }
}
