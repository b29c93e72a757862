package org.yici.stream.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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

/** The statements of one edition of a resource: each takes a whole batch as arrays, which measured near the speed of COPY. */
final class ResourceStatements {
    private static final String TIME = "timestamptz 'epoch' + n.time * interval '1 microsecond'";
    private static final String QUARANTINE = "insert into collection.quarantine (resource, source, source_key, position,"
            + " sequence, rule, item, value, record, edition, source_time) select ?, ?, n.key, n.position, n.sequence, n.rule,"
            + " n.item, n.value, n.record::jsonb, ?, " + TIME + " from unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[],"
            + " ?::text[], ?::text[], ?::text[], ?::text[]) as n (key, position, sequence, time, rule, item, value, record)"
            + " on conflict (resource, source_key, position, sequence) do nothing";
    /** What is in quarantine is not the record's last word any more. */
    private static final String SUPERSEDE = "update collection.quarantine q set state = 'superseded',"
            + " closed_at = clock_timestamp() from unnest(?::text[], ?::bigint[], ?::int[]) as n (key, position, sequence)"
            + " where q.resource = ? and q.source_key = n.key and q.state = 'open'"
            + " and (q.position, q.sequence) < (n.position, n.sequence)";

    private final Resource resource;
    private final String upsert;
    private final String delete;
    private final int subjects;

    ResourceStatements(Resource resource) {
        this.resource = resource;
        this.subjects = resource.subjects().size();
        this.upsert = upsert(resource);
        this.delete = "insert into " + RegistryTable.name(resource) + " as r (_key, _source, _source_time, _position,"
                + " _sequence, _edition, _deleted) select n.key, ?, " + TIME + ", n.position, n.sequence, ?, true"
                + " from unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[]) as n (key, position, sequence, time)"
                + " on conflict (_key) do update set _source_time = excluded._source_time, _position = excluded._position,"
                + " _sequence = excluded._sequence, _edition = excluded._edition, _deleted = true,"
                + " _arrived = clock_timestamp() where (r._position, r._sequence) < (excluded._position, excluded._sequence)";
    }

    Resource resource() {
        return resource;
    }

    /** Writes changes that all belong to this edition; the newest of each key is what stands afterwards. */
    FlowMeter.Written write(Connection platform, List<Write> writes) throws SQLException {
        Map<String, Write> newest = new HashMap<>();
        Map<String, Write> passed = new HashMap<>();
        List<Write> rejections = new ArrayList<>();
        for (Write write : writes) {
            newest.merge(write.key, write, ResourceStatements::later);
            if (write.kind == Write.REJECTION) {
                rejections.add(write);
            } else {
                passed.merge(write.key, write, ResourceStatements::later);
            }
        }
        List<Write> records = passed.values().stream().filter(write -> write.kind == Write.RECORD).toList();
        List<Write> deletions = passed.values().stream().filter(write -> write.kind == Write.DELETION).toList();
        if (!rejections.isEmpty()) {
            quarantine(platform, rejections);
        }
        int written = records.isEmpty() ? 0 : upsert(platform, records);
        written += deletions.isEmpty() ? 0 : delete(platform, deletions);
        supersede(platform, newest.values());
        if (written > 0) {
            try (PreparedStatement notify = platform.prepareStatement("select pg_notify('registry', ?)")) {
                notify.setString(1, resource.code());
                notify.execute();
            }
        }
        return new FlowMeter.Written(writes, written, rejections.size());
    }

    private static Write later(Write a, Write b) {
        return a.position != b.position ? (a.position > b.position ? a : b) : a.sequence > b.sequence ? a : b;
    }

    private int upsert(Connection platform, List<Write> records) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(upsert)) {
            statement.setString(1, records.get(0).source);
            statement.setInt(2, records.get(0).edition);
            position(platform, statement, 3, records);
            int place = 7;
            for (int i = 0; i < subjects; i++) {
                int n = i;
                statement.setArray(place++, texts(platform, records, write -> write.subjects[n]));
            }
            for (int i = 0; i < resource.items().size(); i++) {
                int n = i;
                statement.setArray(place++, texts(platform, records, write -> write.values[n]));
            }
            return statement.executeUpdate();
        }
    }

    private int delete(Connection platform, List<Write> deletions) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(delete)) {
            statement.setString(1, deletions.get(0).source);
            statement.setInt(2, deletions.get(0).edition);
            position(platform, statement, 3, deletions);
            return statement.executeUpdate();
        }
    }

    private void quarantine(Connection platform, List<Write> rejections) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(QUARANTINE)) {
            statement.setString(1, resource.code());
            statement.setString(2, rejections.get(0).source);
            statement.setInt(3, rejections.get(0).edition);
            position(platform, statement, 4, rejections);
            statement.setArray(8, texts(platform, rejections, write -> write.rule));
            statement.setArray(9, texts(platform, rejections, write -> write.item));
            statement.setArray(10, texts(platform, rejections, write -> write.value));
            statement.setArray(11, texts(platform, rejections, write -> write.record));
            statement.executeUpdate();
        }
    }

    /** A later version closes what is open of a record, and so does the same version once it passes under a later edition. */
    private void supersede(Connection platform, Collection<Write> newest) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(SUPERSEDE)) {
            statement.setArray(1, texts(platform, newest, write -> write.key));
            statement.setArray(2, numbers(platform, "bigint", newest, write -> write.position));
            statement.setArray(
                    3,
                    numbers(platform, "int", newest, write -> write.sequence + (write.kind == Write.REJECTION ? 0 : 1)));
            statement.setString(4, resource.code());
            statement.executeUpdate();
        }
    }

    private static void position(Connection platform, PreparedStatement statement, int place, List<Write> writes)
            throws SQLException {
        statement.setArray(place, texts(platform, writes, write -> write.key));
        statement.setArray(place + 1, numbers(platform, "bigint", writes, write -> write.position));
        statement.setArray(place + 2, numbers(platform, "int", writes, write -> write.sequence));
        statement.setArray(place + 3, numbers(platform, "bigint", writes, write -> write.time));
    }

    private static java.sql.Array texts(
            Connection platform, Collection<Write> writes, Function<Write, @Nullable String> text) throws SQLException {
        @Nullable String[] texts = new String[writes.size()];
        int i = 0;
        for (Write write : writes) {
            texts[i++] = text.apply(write);
        }
        return platform.createArrayOf("text", texts);
    }

    private static java.sql.Array numbers(
            Connection platform, String type, Collection<Write> writes, ToLongFunction<Write> number) throws SQLException {
        Object[] numbers = new Object[writes.size()];
        int i = 0;
        for (Write write : writes) {
            long value = number.applyAsLong(write);
            numbers[i++] = type.equals("int") ? (Object) (int) value : (Object) value;
        }
        return platform.createArrayOf(type, numbers);
    }

    private static String upsert(Resource resource) {
        List<RegistryTable.Column> columns = RegistryTable.columns(resource);
        List<RegistryTable.Column> values = columns.subList(RegistryTable.PROVENANCE.size(), columns.size());
        String names = columns.stream().map(RegistryTable.Column::name).collect(Collectors.joining(", "));
        String arrays = ", ?::text[]".repeat(values.size());
        String aliases = IntStream.range(0, values.size()).mapToObj(i -> ", v" + i).collect(Collectors.joining());
        String casts = IntStream.range(0, values.size())
                .mapToObj(i -> ", n.v" + i + "::" + values.get(i).sqlType())
                .collect(Collectors.joining());
        String updates = columns.stream()
                .map(RegistryTable.Column::name)
                .filter(name -> !name.equals("_key"))
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return "insert into " + RegistryTable.name(resource) + " as r (" + names + ") select n.key, ?, " + TIME
                + ", n.position, n.sequence, ?, false" + casts
                + " from unnest(?::text[], ?::bigint[], ?::int[], ?::bigint[]" + arrays
                + ") as n (key, position, sequence, time" + aliases + ") on conflict (_key) do update set " + updates
                + ", _arrived = clock_timestamp()"
                + " where (r._position, r._sequence) < (excluded._position, excluded._sequence)";
    }
}
