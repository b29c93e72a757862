package org.yici.stream.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.Explanation;
import org.yici.kernel.linking.LinkDecision;
import org.yici.kernel.linking.LinkageModel;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.linking.cluster.ClusterChange;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.PlanBook;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Records, who waits, who is to be looked at, and what came of it: tables of the schema {@code linking}. */
final class LinkStore {
    private static final JsonMapper JSON = new JsonMapper();
    static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};
    private static final String COLUMNS = "resource, key, model, fields::text, subject, linked, former";
    static final String LOOK = " on conflict (resource, key) do update set id = excluded.id, failure = null";
    private static final int MOST_CANDIDATES = 200;
    private static final int MOST_RELATIVES = 1_000;

    private final Transaction platform;
    private final PlanBook plans;

    /** @param plans as they are now */
    LinkStore(Transaction platform, PlanBook plans) {
        this.platform = platform;
        this.plans = plans;
    }

    /**
     * Takes a record off the list; a request that comes from now on waits for this transaction and stands.
     *
     * @return whether it stood there by that number; if not, it was asked for anew, and its turn is later
     */
    boolean takeOff(RecordId id, long number) throws SQLException {
        return platform.update(
                        "delete from linking.pending where resource = ? and key = ? and id = ?",
                        id.resource(),
                        id.key(),
                        number)
                > 0;
    }

    /** Leaves a record on the list with the reason why it cannot be linked, unless it has been asked for anew. */
    int failed(RecordId id, long number, String reason) throws SQLException {
        return platform.update(
                "update linking.pending set failure = ? where resource = ? and key = ? and id = ?",
                reason,
                id.resource(),
                id.key(),
                number);
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
     * Other records that share one of these blocking keys with the record, the more keys the sooner, and those that a steward has ruled
     * upon with it, whether or not the two would still meet.
     */
    List<LinkRecord> candidates(LinkRecord record, List<Long> blocks) throws SQLException {
        RecordId own = record.id();
        List<LinkRecord> met = select(
                "select " + COLUMNS
                        + " from linking.record r where keys && ? and model = ? and (resource, key) <> (?, ?)"
                        + " order by (select count(*) from unnest(r.keys) k where k = any (?)) desc, resource, key limit "
                        + MOST_CANDIDATES,
                platform.numbers(blocks),
                record.model(),
                own.resource(),
                own.key(),
                platform.numbers(blocks));
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
        return List.copyOf(Stream.concat(met.stream(), ruled.stream())
                .collect(Collectors.toMap(LinkRecord::id, one -> one, (a, b) -> a, LinkedHashMap::new))
                .values());
    }

    /** Records of these subjects, subject by subject in their order; of one that has very many, some. */
    List<LinkRecord> ofSubjects(String model, Collection<UUID> subjects) throws SQLException {
        return select(
                "select " + COLUMNS + " from unnest(?::uuid[]) with ordinality as s (id, n) cross join lateral"
                        + " (select r.* from linking.record r where model = ? and (subject = s.id or subject is null and linked = s.id)"
                        + " and fields is not null order by resource, key limit " + LinkDecision.LARGEST_NEIGHBOURHOOD
                        + ") r order by n, resource, key limit " + MOST_RELATIVES,
                platform.array("uuid", subjects.toArray()),
                model);
    }

    /** Those of these subjects that have records. */
    List<UUID> taken(List<UUID> subjects) throws SQLException {
        List<UUID> taken = new ArrayList<>();
        try (PreparedStatement statement =
                platform.prepare("select distinct linked from linking.record where linked = any (?)")) {
            statement.setArray(1, platform.array("uuid", subjects.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taken.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return taken;
    }

    /** Puts a record of those that are linked to a subject on the list: looking at one puts all in order. */
    void wakeOneOf(UUID subject) throws SQLException {
        platform.update(
                "insert into linking.pending (resource, key) select resource, key from linking.record where linked = ?"
                        + " order by 1, 2 limit 1" + LOOK,
                subject);
    }

    /**
     * Makes records another subject's, and logs it.
     *
     * @param cause the record that was looked at
     * @param why the strongest evidence that it is of its subject
     */
    void carryOut(ClusterChange change, RecordId cause, @Nullable Explanation why, LinkageModel model) throws SQLException {
        UUID from = change.from().isEmpty() ? null : UUID.fromString(change.from());
        UUID to = change.to().isEmpty() ? null : UUID.fromString(change.to());
        for (String record : change.records()) {
            RecordId id = RecordId.of(record);
            platform.update(
                    "update linking.record set linked = ?, former = case when ? then ? else former end"
                            + " where resource = ? and key = ?",
                    to,
                    change.kind() == ClusterChange.Kind.MERGE && from != null && !SubjectIds.isIdentified(from),
                    from,
                    id.resource(),
                    id.key());
            writeSubject(id, to);
        }
        platform.update(
                "insert into linking.change (kind, old_subject, new_subject, records, resources, cause, weight, model, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                change.kind().name(),
                from,
                to,
                platform.texts(change.records()),
                platform.texts(change.records().stream()
                        .map(record -> RecordId.of(record).resource())
                        .distinct()
                        .toList()),
                cause.toString(),
                why == null ? null : why.weight(),
                model.name(),
                model.version());
    }

    /** Other records that have one of these keys; some, if there are very many. */
    List<LinkRecord> sharing(String model, List<Long> blocks) throws SQLException {
        return select(
                "select " + COLUMNS + " from linking.record where keys && ? and model = ? and fields is not null"
                        + " order by resource, key limit " + MOST_CANDIDATES,
                platform.numbers(blocks),
                model);
    }

    /** Has an identifier name a record's subject, or no longer. */
    void bind(LinkRecord record, @Nullable UUID named) throws SQLException {
        RecordId id = record.id();
        platform.update(
                "update linking.record set subject = ? where resource = ? and key = ?", named, id.resource(), id.key());
        writeSubject(id, named != null ? named : record.linked());
    }

    /** Puts a record on the list. */
    void wake(RecordId id) throws SQLException {
        platform.update("insert into linking.pending (resource, key) values (?, ?)" + LOOK, id.resource(), id.key());
    }

    /** By this subject the record can be found from now on. */
    void writeSubject(RecordId id, @Nullable UUID subject) throws SQLException {
        Resource resource = plans.resource(id.resource())
                .orElseThrow(() -> new IllegalStateException("The resource " + id.resource() + " is not published"));
        Linking linking = resource.linking();
        if (linking == null) {
            // An edition that came since then links it no more.
            return;
        }
        String column = resource.item(linking.subject()).orElseThrow().subjectColumn();
        // Who was given an identifier since is of the subject that it names.
        int written = platform.update(
                "update " + RegistryTable.name(resource) + " set " + column + " = ? where _key = ? and " + column
                        + " is distinct from ? and exists (select 1 from linking.record where resource = ? and key = ?"
                        + " and (subject is null or subject = ?))",
                subject,
                id.key(),
                subject,
                id.resource(),
                id.key(),
                subject);
        if (written > 0) {
            try (PreparedStatement notify = platform.prepare("select pg_notify('registry', ?)")) {
                notify.setString(1, resource.code());
                notify.execute();
            }
        }
    }

    private List<LinkRecord> select(String sql, Object... parameters) throws SQLException {
        List<LinkRecord> records = new ArrayList<>();
        try (PreparedStatement statement = platform.prepare(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String fields = rows.getString(4);
                    records.add(new LinkRecord(
                            new RecordId(rows.getString(1), rows.getString(2)),
                            rows.getString(3),
                            fields == null ? null : JSON.readValue(fields, FIELDS),
                            rows.getObject(5, UUID.class),
                            rows.getObject(6, UUID.class),
                            rows.getObject(7, UUID.class)));
                }
            }
        }
        return records;
    }
}
