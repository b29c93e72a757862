package org.yici.stream.link;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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
import org.yici.kernel.linking.Constraints.Ruling;
import org.yici.kernel.linking.LinkageModel;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.PlanBook;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the schema {@code linking}, within one transaction. */
final class LinkStore {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};
    private static final String COLUMNS = "resource, key, model, fields::text, subject, linked";
    private static final String LOOK = " on conflict (resource, key) do update set id = excluded.id, failure = null";
    private static final int MOST_CANDIDATES = 60;
    private static final int SAMPLE = 20_000;

    private final Connection platform;

    LinkStore(Connection platform) {
        this.platform = platform;
    }

    /** Takes a record off the list; a request that comes from now on waits for this transaction and stands. */
    void takeOff(RecordId id) throws SQLException {
        update("delete from linking.pending where resource = ? and key = ?", id.resource(), id.key());
    }

    /** Leaves a record on the list with the reason why it cannot be linked. */
    int failed(RecordId id, String reason) throws SQLException {
        return update(
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
        update(
                "delete from linking.waiting where resource = ? and key = ? and not block = any (?)",
                id.resource(),
                id.key(),
                numbers(blocks));
        update(
                "insert into linking.waiting (block, resource, key) select unnest(?::bigint[]), ?, ?"
                        + " on conflict do nothing",
                numbers(blocks),
                id.resource(),
                id.key());
    }

    /** Of these keys those under which not more records stand than given. */
    List<Long> smallBlocks(Map<Long, Integer> limits) throws SQLException {
        List<Long> small = new ArrayList<>();
        try (PreparedStatement statement = platform.prepareStatement(
                "select n.key from unnest(?::bigint[], ?::int[]) n (key, most) where (select count(*) from (select 1 from"
                        + " linking.record r where r.keys @> array[n.key] limit n.most + 1) block) <= n.most")) {
            statement.setArray(1, numbers(limits.keySet()));
            statement.setArray(2, platform.createArrayOf("int", limits.values().toArray()));
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
                numbers(blocks),
                record.model(),
                numbers(blocks));
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
        var ids = platform.createArrayOf("uuid", whose.toArray());
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

    /** What clerks have decided about pairs of these records. */
    List<Ruling> rulings(List<LinkRecord> records) throws SQLException {
        var resources = texts(records.stream().map(one -> one.id().resource()).toList());
        var keys = texts(records.stream().map(one -> one.id().key()).toList());
        List<Ruling> rulings = new ArrayList<>();
        String among = " in (select * from unnest(?::text[], ?::text[]))";
        try (PreparedStatement statement = platform.prepareStatement(
                "select first_resource, first_key, second_resource, second_key, state from linking.review where state in"
                        + " ('same', 'different') and (first_resource, first_key)" + among
                        + " and (second_resource, second_key)" + among + " order by decided_at, id")) {
            statement.setArray(1, resources);
            statement.setArray(2, keys);
            statement.setArray(3, resources);
            statement.setArray(4, keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rulings.add(new Ruling(
                            new RecordId(rows.getString(1), rows.getString(2)).toString(),
                            new RecordId(rows.getString(3), rows.getString(4)).toString(),
                            rows.getString(5).equals("same")));
                }
            }
        }
        return rulings;
    }

    /** Puts the questions about a record without an identifier to the clerks, and takes back those not asked any more. */
    void ask(RecordId id, List<Linking.Doubt> doubts) throws SQLException {
        update(
                "update linking.review set state = 'settled' where state in ('open', 'linked') and first_resource = ?"
                        + " and first_key = ?",
                id.resource(),
                id.key());
        for (Linking.Doubt doubt : doubts) {
            RecordId other = doubt.other().id();
            // Of two records that both lack an identifier either may be looked at first: one question, not two.
            boolean swapped =
                    doubt.other().subject() == null && other.toString().compareTo(id.toString()) < 0;
            RecordId first = swapped ? other : id;
            RecordId second = swapped ? id : other;
            update(
                    "insert into linking.review as r (first_resource, first_key, second_resource, second_key, weight,"
                            + " explanation) values (?, ?, ?, ?, ?, ?::jsonb) on conflict (first_resource, first_key,"
                            + " second_resource, second_key) do update set weight = excluded.weight,"
                            + " explanation = excluded.explanation, state = 'open' where r.state in ('open', 'linked', 'settled')",
                    first.resource(),
                    first.key(),
                    second.resource(),
                    second.key(),
                    doubt.why().weight(),
                    JSON.writeValueAsString(doubt.why()));
        }
    }

    /** Keeps the evidence by which a record was linked without a clerk, so that one can look at it and say otherwise. */
    void linked(RecordId id, Linking.Doubt strongest) throws SQLException {
        update(
                "insert into linking.review as r (first_resource, first_key, second_resource, second_key, weight, explanation,"
                        + " state) values (?, ?, ?, ?, ?, ?::jsonb, 'linked') on conflict (first_resource, first_key,"
                        + " second_resource, second_key) do update set weight = excluded.weight,"
                        + " explanation = excluded.explanation, state = 'linked' where r.state in ('open', 'linked', 'settled')",
                id.resource(),
                id.key(),
                strongest.other().id().resource(),
                strongest.other().id().key(),
                strongest.why().weight(),
                JSON.writeValueAsString(strongest.why()));
    }

    /** Those who are in doubt about a record are looked at again: it is gone, or somebody's now. */
    void wakeDoubters(RecordId id) throws SQLException {
        update(
                "insert into linking.pending (resource, key) select first_resource, first_key from linking.review"
                        + " where state = 'open' and second_resource = ? and second_key = ?"
                        + " and (first_resource, first_key) <> (?, ?) order by 1, 2" + LOOK,
                id.resource(),
                id.key(),
                id.resource(),
                id.key());
    }

    /** Puts a record on the list. */
    void lookAgain(RecordId id) throws SQLException {
        update("insert into linking.pending (resource, key) values (?, ?)" + LOOK, id.resource(), id.key());
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
        update("update linking.record set linked = ? where resource = ? and key = ?", subject, id.resource(), id.key());
        update(
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
        Resource resource = PlanBook.newest(platform, id.resource())
                .orElseThrow(() -> new IllegalStateException("The resource " + id.resource() + " is not published"))
                .resource();
        var linking = Objects.requireNonNull(resource.linking(), "Resource " + resource.code() + " is not linked");
        String column = resource.item(linking.subject()).orElseThrow().subjectColumn();
        int written = update(
                "update " + RegistryTable.name(resource) + " set " + column + " = ? where _key = ? and "
                        + linking.subject() + " is null and " + column + " is distinct from ?",
                subject,
                id.key(),
                subject);
        if (written > 0) {
            try (PreparedStatement notify = platform.prepareStatement("select pg_notify('registry', ?)")) {
                notify.setString(1, resource.code());
                notify.execute();
            }
        }
    }

    long count(String model) throws SQLException {
        try (PreparedStatement count =
                platform.prepareStatement("select count(*) from linking.record where model = ?")) {
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

    private Array numbers(Collection<Long> values) throws SQLException {
        return platform.createArrayOf("bigint", values.toArray());
    }

    private Array texts(List<String> values) throws SQLException {
        return platform.createArrayOf("text", values.toArray());
    }

    private int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = platform.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    private List<LinkRecord> select(String sql, Object... parameters) throws SQLException {
        List<LinkRecord> records = new ArrayList<>();
        try (PreparedStatement statement = platform.prepareStatement(sql)) {
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
