package org.yici.stream.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.LinkageModel;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.PlanBook;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Records, who waits, who is to be looked at, and what came of it: tables of the schema {@code linking}. */
final class LinkStore {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};
    private static final String COLUMNS = "resource, key, model, fields::text, subject, linked";
    static final String LOOK = " on conflict (resource, key) do update set id = excluded.id, failure = null";
    private static final int MOST_CANDIDATES = 60;
    private static final int SAMPLE = 20_000;

    private final Transaction platform;

    LinkStore(Transaction platform) {
        this.platform = platform;
    }

    /** Takes a record off the list; a request that comes from now on waits for this transaction and stands. */
    void takeOff(RecordId id) throws SQLException {
        platform.update("delete from linking.pending where resource = ? and key = ?", id.resource(), id.key());
    }

    /** Leaves a record on the list with the reason why it cannot be linked. */
    int failed(RecordId id, String reason) throws SQLException {
        return platform.update(
                "insert into linking.pending (resource, key, failure) values (?, ?, ?) on conflict (resource, key)"
                        + " do update set failure = excluded.failure",
                id.resource(),
                id.key(),
                reason);
    }

    @Nullable
    LinkRecord find(RecordId id) throws SQLException {
        List<LinkRecord> found = select(
                "select " + COLUMNS + " from linking.record where resource = ? and key = ? for update",
                id.resource(),
                id.key());
        return found.isEmpty() ? null : found.get(0);
    }

    /** The record waits under the keys by which it is compared now, and under no others. */
    void waitUnder(RecordId id, List<Long> blocks) throws SQLException {
        platform.update(
                "delete from linking.waiting where resource = ? and key = ? and not block = any (?)",
                id.resource(),
                id.key(),
                platform.numbers(blocks));
        platform.update(
                "insert into linking.waiting (block, resource, key) select unnest(?::bigint[]), ?, ?"
                        + " on conflict do nothing",
                platform.numbers(blocks),
                id.resource(),
                id.key());
    }

    /** Of these keys those under which not more records stand than given. */
    List<Long> smallBlocks(Map<Long, Integer> limits) throws SQLException {
        List<Long> small = new ArrayList<>();
        try (PreparedStatement statement = platform.prepare(
                "select n.key from unnest(?::bigint[], ?::int[]) n (key, most) where (select count(*) from (select 1 from"
                        + " linking.record r where r.keys @> array[n.key] limit n.most + 1) block) <= n.most")) {
            statement.setArray(1, platform.numbers(limits.keySet()));
            statement.setArray(2, platform.array("int", limits.values().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    small.add(rows.getLong(1));
                }
            }
        }
        return small;
    }

    /**
     * The record itself; those that share one of these blocking keys with it, the more keys the sooner; and the other records of
     * their subjects. Ordered by their ids, so that the outcome does not depend on the order of arrival.
     */
    List<LinkRecord> neighbourhood(LinkRecord record, List<Long> blocks) throws SQLException {
        List<LinkRecord> candidates = select(
                "select " + COLUMNS + " from linking.record r where keys && ? and model = ? order by"
                        + " (select count(*) from unnest(r.keys) k where k = any (?)) desc, resource, key limit "
                        + MOST_CANDIDATES,
                platform.numbers(blocks),
                record.model(),
                platform.numbers(blocks));
        RecordId own = record.id();
        // What a clerk has ruled about counts, whether or not the two would still meet.
        List<LinkRecord> ruled = select(
                "select " + COLUMNS
                        + " from linking.record where (resource, key) in (select second_resource, second_key"
                        + " from linking.review where first_resource = ? and first_key = ? and state in ('same', 'different')"
                        + " union all select first_resource, first_key from linking.review where second_resource = ? and"
                        + " second_key = ? and state in ('same', 'different'))",
                own.resource(),
                own.key(),
                own.resource(),
                own.key());
        Set<UUID> whose = Stream.of(candidates, ruled, List.of(record))
                .flatMap(List::stream)
                .flatMap(one -> Stream.of(Optional.ofNullable(one.subject()), Optional.ofNullable(one.linked())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        var ids = platform.array("uuid", whose.toArray());
        List<LinkRecord> relatives = select(
                "select " + COLUMNS + " from linking.record where model = ? and (subject = any (?) or linked = any (?))"
                        + " order by resource, key limit 200",
                record.model(),
                ids,
                ids);
        return Stream.of(List.of(record), candidates, ruled, relatives)
                .flatMap(List::stream)
                .collect(Collectors.toMap(LinkRecord::id, one -> one, (a, b) -> a))
                .values()
                .stream()
                .sorted(Comparator.comparing(one -> one.id().toString()))
                .toList();
    }

    /** Puts a record on the list. */
    void lookAgain(RecordId id) throws SQLException {
        platform.update("insert into linking.pending (resource, key) values (?, ?)" + LOOK, id.resource(), id.key());
    }

    /** Makes a record a subject's, or nobody's; returns whether it was not so before. */
    boolean assign(LinkRecord record, @Nullable UUID subject, @Nullable Double weight, LinkageModel model)
            throws SQLException {
        RecordId id = record.id();
        if (record.subject() == null) {
            writeSubject(id, subject);
        }
        if (Objects.equals(record.linked(), subject)) {
            return false;
        }
        platform.update(
                "update linking.record set linked = ? where resource = ? and key = ?",
                subject,
                id.resource(),
                id.key());
        platform.update(
                "insert into linking.event (resource, key, old_subject, new_subject, weight, model, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                id.resource(),
                id.key(),
                record.linked(),
                subject,
                weight,
                model.name(),
                model.version());
        return true;
    }

    /** By this subject the record can be found from now on. */
    private void writeSubject(RecordId id, @Nullable UUID subject) throws SQLException {
        Resource resource = PlanBook.newest(platform.connection(), id.resource())
                .orElseThrow(() -> new IllegalStateException("The resource " + id.resource() + " is not published"))
                .resource();
        var linking = Objects.requireNonNull(resource.linking(), "Resource " + resource.code() + " is not linked");
        String column = resource.item(linking.subject()).orElseThrow().subjectColumn();
        int written = platform.update(
                "update " + RegistryTable.name(resource) + " set " + column + " = ? where _key = ? and "
                        + linking.subject() + " is null and " + column + " is distinct from ?",
                subject,
                id.key(),
                subject);
        if (written > 0) {
            try (PreparedStatement notify = platform.prepare("select pg_notify('registry', ?)")) {
                notify.setString(1, resource.code());
                notify.execute();
            }
        }
    }

    long count(String model) throws SQLException {
        try (PreparedStatement count = platform.prepare("select count(*) from linking.record where model = ?")) {
            count.setString(1, model);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The fields of records, enough of them to tell what is common. */
    List<Map<String, String>> sample(String model) throws SQLException {
        return select(
                        "select " + COLUMNS + " from linking.record where model = ? order by md5(key) limit " + SAMPLE,
                        model)
                .stream()
                .map(LinkRecord::fields)
                .toList();
    }

    private List<LinkRecord> select(String sql, Object... parameters) throws SQLException {
        List<LinkRecord> records = new ArrayList<>();
        try (PreparedStatement statement = platform.prepare(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(new LinkRecord(
                            new RecordId(rows.getString(1), rows.getString(2)),
                            rows.getString(3),
                            JSON.readValue(rows.getString(4), FIELDS),
                            rows.getObject(5, UUID.class),
                            rows.getObject(6, UUID.class)));
                }
            }
        }
        return records;
    }
}
