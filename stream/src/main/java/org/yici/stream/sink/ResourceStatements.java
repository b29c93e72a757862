package org.yici.stream.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.clean.Write;

/**
 * The statements of one edition of a resource. Each takes a whole batch as arrays, which measured near the speed of COPY, and does
 * all there is to do in one round trip: write, close what is not the record's last word any more in quarantine, notify.
 */
final class ResourceStatements {
    private static final String TIME = "timestamptz 'epoch' + n.time * interval '1 microsecond'";
    private static final String CLOSE = "update collection.quarantine q set state = 'superseded', closed_at ="
            + " clock_timestamp() from n where q.resource = ? and q.source_key = n.key and q.state = 'open'"
            + " and (q.position, q.sequence) ";
    private final Resource resource;
    private final String upsert;
    private final String delete;
    private final String quarantine;
    private final int subjects;
    private final RepeatedKeys repeated;
    private final @Nullable LinkStatements links;

    ResourceStatements(Resource resource) {
        this.resource = resource;
        this.links = resource.linking() == null ? null : new LinkStatements(resource, resource.linking());
        this.repeated = new RepeatedKeys(resource);
        this.subjects = resource.subjects().size();
        this.upsert = upsert(resource);
        this.quarantine = quarantine(resource);
        this.delete = guarded(
                "",
                "",
                "insert into " + RegistryTable.name(resource)
                        + " as r (_key, _source, _source_time, _position, _sequence,"
                        + " _edition, _deleted) select n.key, ?, " + TIME + ", n.position, n.sequence, ?, true from n"
                        + " on conflict (_key) do update set _source_time = excluded._source_time,"
                        + " _position = excluded._position, _sequence = excluded._sequence, _edition = excluded._edition,"
                        + " _deleted = true");
    }

    Resource resource() {
        return resource;
    }

    /** Writes changes that all belong to this edition; the newest of each key is what stands afterwards. */
    FlowMeter.Written write(Connection platform, List<Write> writes, Looks looks) throws SQLException {
        repeated.look(platform, writes);
        Map<String, Write> passed = new HashMap<>();
        List<Write> rejections = new ArrayList<>();
        for (Write write : writes) {
            if (write.kind == Write.REJECTION) {
                rejections.add(write);
            } else {
                passed.merge(write.key, write, ResourceStatements::later);
            }
        }
        List<Write> records = passed.values().stream()
                .filter(write -> write.kind == Write.RECORD)
                .toList();
        List<Write> deletions = passed.values().stream()
                .filter(write -> write.kind == Write.DELETION)
                .toList();
        if (!rejections.isEmpty()) {
            quarantine(platform, rejections);
        }
        int written = records.isEmpty()
                ? 0
                : guarded(platform, upsert, records, subjects, resource.items().size());
        written += deletions.isEmpty() ? 0 : guarded(platform, delete, deletions, 0, 0);
        if (links != null && !passed.isEmpty()) {
            links.write(platform, List.copyOf(passed.values()), looks);
        }
        return new FlowMeter.Written(writes, written, rejections.size());
    }

    private static Write later(Write a, Write b) {
        return a.position != b.position ? (a.position > b.position ? a : b) : a.sequence > b.sequence ? a : b;
    }

    private int guarded(Connection platform, String sql, List<Write> writes, int subjectCount, int itemCount)
            throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(sql)) {
            int place = position(platform, statement, writes);
            for (int i = 0; i < subjectCount; i++) {
                int n = i;
                statement.setArray(place++, texts(platform, writes, write -> write.subjects[n]));
            }
            for (int i = 0; i < itemCount; i++) {
                int n = i;
                statement.setArray(place++, texts(platform, writes, write -> write.values[n]));
            }
            statement.setString(place++, resource.code());
            statement.setString(place++, writes.get(0).source);
            statement.setInt(place++, writes.get(0).edition);
            statement.setString(place, resource.code());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void quarantine(Connection platform, List<Write> rejections) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(quarantine)) {
            int place = position(platform, statement, rejections);
            statement.setArray(place++, texts(platform, rejections, write -> write.rule));
            statement.setArray(place++, texts(platform, rejections, write -> write.item));
            statement.setArray(place++, texts(platform, rejections, write -> write.value));
            statement.setArray(place++, texts(platform, rejections, write -> write.record));
            statement.setString(place++, resource.code());
            statement.setString(place++, resource.code());
            statement.setString(place++, resource.code());
            statement.setString(place++, rejections.get(0).source);
            statement.setInt(place, rejections.get(0).edition);
            statement.executeUpdate();
        }
    }

    private static int position(Connection platform, PreparedStatement statement, List<Write> writes)
            throws SQLException {
        statement.setArray(1, texts(platform, writes, write -> write.key));
        statement.setArray(2, numbers(platform, "bigint", writes, write -> write.position));
        statement.setArray(3, numbers(platform, "int", writes, write -> write.sequence));
        statement.setArray(4, numbers(platform, "bigint", writes, write -> write.time));
        return 5;
    }

    private static Array texts(Connection platform, List<Write> writes, Function<Write, @Nullable String> text)
            throws SQLException {
        @Nullable String[] texts = new String[writes.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(writes.get(i));
        }
        return platform.createArrayOf("text", texts);
    }

    private static Array numbers(Connection platform, String type, List<Write> writes, ToLongFunction<Write> number)
            throws SQLException {
        Object[] numbers = new Object[writes.size()];
        for (int i = 0; i < numbers.length; i++) {
            long value = number.applyAsLong(writes.get(i));
            numbers[i] = type.equals("int") ? (Object) (int) value : (Object) value;
        }
        return platform.createArrayOf(type, numbers);
    }

    private static String upsert(Resource resource) {
        List<RegistryTable.Column> columns = RegistryTable.columns(resource);
        List<RegistryTable.Column> values = columns.subList(RegistryTable.PROVENANCE.size(), columns.size());
        String names = columns.stream().map(RegistryTable.Column::name).collect(Collectors.joining(", "));
        String aliases =
                IntStream.range(0, values.size()).mapToObj(i -> ", v" + i).collect(Collectors.joining());
        String casts = IntStream.range(0, values.size())
                .mapToObj(i -> ", n.v" + i + "::" + values.get(i).sqlType())
                .collect(Collectors.joining());
        String updates = columns.stream()
                .map(RegistryTable.Column::name)
                .filter(name -> !name.equals("_key"))
                .map(name -> name + " = " + (name.equals("_source_time") ? sourceTime(values) : "excluded." + name))
                .collect(Collectors.joining(", "));
        return guarded(
                ", ?::text[]".repeat(values.size()),
                aliases,
                "insert into " + RegistryTable.name(resource) + " as r (" + names + ") select n.key, ?, " + TIME
                        + ", n.position, n.sequence, ?, false" + casts + " from n on conflict (_key) do update set "
                        + updates);
    }

    /** When the department committed the values: a load that brings the same ones again does not make them newer. */
    private static String sourceTime(List<RegistryTable.Column> values) {
        if (values.isEmpty()) {
            return "excluded._source_time";
        }
        String stored = values.stream().map(column -> "r." + column.name()).collect(Collectors.joining(", "));
        String written =
                values.stream().map(column -> "excluded." + column.name()).collect(Collectors.joining(", "));
        return "case when not r._deleted and row(" + stored + ") is not distinct from row(" + written
                + ") then r._source_time else excluded._source_time end";
    }

    /**
     * What failed a rule is open unless a later version is known already: in the batch, in the registry (a load's row may come after
     * the stream's later one) or in quarantine.
     */
    private static String quarantine(Resource resource) {
        return "with n as (select * from unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[],"
                + " ?::text[]) as n (key, position, sequence, time, rule, item, value, record)), closed as (" + CLOSE
                + "< (n.position, n.sequence)), judged as (select n.*, exists (select 1 from n m where m.key = n.key"
                + " and (m.position, m.sequence) > (n.position, n.sequence)) or exists (select 1 from "
                + RegistryTable.name(resource) + " r where r._key = n.key"
                + " and (r._position, r._sequence) > (n.position, n.sequence)) or exists (select 1 from collection.quarantine p"
                + " where p.resource = ? and p.source_key = n.key and (p.position, p.sequence) > (n.position, n.sequence))"
                + " as late from n) insert into collection.quarantine (resource, source, source_key, position, sequence, rule,"
                + " item, value, record, edition, source_time, state, closed_at) select ?, ?, n.key, n.position, n.sequence,"
                + " n.rule, n.item, n.value, n.record::jsonb, ?, " + TIME
                + ", case when late then 'superseded' else 'open' end,"
                + " case when late then clock_timestamp() end from judged n"
                + " on conflict (resource, source_key, position, sequence) do nothing";
    }

    /** A write under the guard, which answers how many rows it changed. */
    private static String guarded(String arrays, String aliases, String write) {
        return "with n as (select * from unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[]" + arrays
                + ") as n (key, position, sequence, time" + aliases + ")), closed as (" + CLOSE
                + "<= (n.position, n.sequence)), written as (" + write + ", _arrived = clock_timestamp()"
                + " where (r._position, r._sequence) < (excluded._position, excluded._sequence) returning 1)"
                + " select count(*), case when count(*) > 0 then pg_notify('registry', ?)::text end from written";
    }
}
