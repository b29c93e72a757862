package org.yici.app.linking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.linking.LinkReviews.Side;
import org.yici.app.store.Page;
import org.yici.kernel.linking.cluster.ClusterChange;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The log of changes in the schema {@code linking}; undoing one is a set of rulings, which the collection job obeys. */
@Repository
class LinkChangeStore implements LinkChanges {
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};
    private static final int MOST_RULINGS = 200;
    private static final int MOST_LISTED = 10_000;
    private static final String OWN = """
            from linking.change c where kind in ('MERGE', 'SPLIT', 'MOVE') and resources && :resources::text[]""";
    private static final String RECORD = """
            select r.resource, r.key, coalesce(r.fields, '{}')::text as fields, r.subject is not null as identified,
                coalesce(r.subject, r.linked) as whose, exists (select 1 from linking.pending p where p.failure is null
                    and (p.resource, p.key) = (r.resource, r.key)) as pending
            from linking.record r where r.fields is not null and""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Catalogue catalogue;
    private final Ledger ledger;

    LinkChangeStore(JdbcClient jdbc, JsonMapper json, Catalogue catalogue, Ledger ledger) {
        this.jdbc = jdbc;
        this.json = json;
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    /** A change as it stands in the log. */
    private record Row(
            long id,
            Instant at,
            ClusterChange.Kind kind,
            UUID from,
            UUID to,
            List<String> records,
            @Nullable Double weight) {}

    /** A record as it is now. */
    private record Now(Side side, @Nullable UUID whose, boolean pending) {}

    @Override
    public Page<Logged> changes(String department, int page, int size) {
        List<Logged> logged = jdbc
                .sql("select c.* " + OWN + " order by id desc limit :size offset :offset")
                .param("resources", catalogue.codesOf(department))
                .param("size", size)
                .param("offset", (long) page * size)
                .query(LinkChangeStore::row)
                .list()
                .stream()
                .map(row -> logged(row, department))
                .toList();
        long total = jdbc.sql("select count(*) from (select 1 " + OWN + " limit " + MOST_LISTED + ") newest")
                .param("resources", catalogue.codesOf(department))
                .query(Long.class)
                .single();
        return new Page<>(logged, page, size, total);
    }

    private Logged logged(Row row, String department) {
        List<Now> moved = records(row.records());
        List<Now> ours = own(moved, department);
        UUID beside = row.kind() == ClusterChange.Kind.SPLIT ? row.from() : row.to();
        State state = ours.stream().anyMatch(Now::pending)
                ? State.PENDING
                : stands(row, ours) ? State.STANDS : State.OVERTAKEN;
        return new Logged(
                row.id(),
                row.at(),
                row.kind(),
                moved.stream().map(Now::side).toList(),
                others(beside, row.records(), 1).stream()
                        .map(Now::side)
                        .findFirst()
                        .orElse(null),
                row.weight(),
                state);
    }

    private List<Now> own(List<Now> records, String department) {
        List<String> resources = List.of(catalogue.codesOf(department));
        return records.stream()
                .filter(one -> resources.contains(one.side().resource()))
                .toList();
    }

    private static boolean stands(Row row, List<Now> ours) {
        return !ours.isEmpty()
                && ours.stream()
                        .allMatch(one -> !one.side().identified() && row.to().equals(one.whose()));
    }

    @Override
    @Transactional
    public void undo(User steward, long id, String reason) {
        TakenBack back = TakenBack.of(reason);
        String department = String.valueOf(steward.department());
        Row row = jdbc.sql("select c.* " + OWN + " and c.id = :id")
                .param("resources", catalogue.codesOf(department))
                .param("id", id)
                .query(LinkChangeStore::row)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("The department has no change " + id));
        List<String> resources = List.of(catalogue.codesOf(department));
        List<Now> ours = own(records(row.records()), department);
        boolean split = row.kind() == ClusterChange.Kind.SPLIT;
        List<Side> others = others(split ? row.from() : row.to(), row.records(), MOST_RULINGS + 1).stream()
                .map(Now::side)
                .toList();
        if (!stands(row, ours) || others.isEmpty()) {
            throw new Refused(Refusal.OVERTAKEN, id);
        }
        // One identified record stands for its whole subject; else each has a say.
        List<Side> deciding = split || others.get(0).identified() ? others.subList(0, 1) : others;
        if (ours.size() * deciding.size() > MOST_RULINGS) {
            throw new Refused(Refusal.TOO_MANY, id);
        }
        // As in every decision the list comes first: then nobody waits in a circle with the job.
        ours.forEach(one -> look(one.side()));
        RulingStore rulings = new RulingStore(jdbc, steward.username(), split);
        List<Side> sides = ours.stream().map(Now::side).toList();
        Map<Boolean, List<Side>> byOwner =
                others.stream().collect(Collectors.partitioningBy(side -> resources.contains(side.resource())));
        if (rulings.contradict(byOwner.getOrDefault(false, List.of()), sides)) {
            throw new Refused(Refusal.FOREIGN, id);
        }
        rulings.turnRound(sides, others);
        rulings.turnRound(byOwner.getOrDefault(true, List.of()), sides);
        for (Side side : sides) {
            deciding.forEach(other -> rulings.rule(side, other));
        }
        jdbc.sql("insert into linking.taken_back (change, reason, by, at) values (?, ?, ?, clock_timestamp())")
                .params(id, back.reason(), steward.username())
                .update();
        Map<String, String> details = new HashMap<>(back.details());
        details.put("linkChange", String.valueOf(id));
        details.put("verdict", "UNDONE");
        details.put("change", row.kind().name());
        ledger.append(new Act(Act.Kind.DECISION, steward.actor(), department, row.to(), null, details));
    }

    private void look(Side side) {
        jdbc.sql("insert into linking.pending (resource, key, urgent) values (?, ?, true) on conflict (resource, key)"
                        + " do update set id = excluded.id, failure = null, urgent = true")
                .params(side.resource(), side.key())
                .update();
    }

    @Override
    public long failed(String department) {
        return jdbc.sql("select count(*) from linking.pending where failure is not null and resource = any (?)")
                .params(new Object[] {catalogue.codesOf(department)})
                .query(Long.class)
                .single();
    }

    @Override
    public Page<Failure> failures(String department, int page, int size) {
        List<Failure> failures = jdbc.sql(
                        "select p.resource, p.key, p.failure, coalesce(r.fields, '{}')::text as fields, false as identified"
                                + " from linking.pending p left join linking.record r using (resource, key)"
                                + " where p.failure is not null and resource = any (:resources)"
                                + " order by p.id desc limit :size offset :offset")
                .param("resources", catalogue.codesOf(department))
                .param("size", size)
                .param("offset", (long) page * size)
                .query((line, n) -> new Failure(side(line), line.getString("failure")))
                .list();
        return new Page<>(failures, page, size, failed(department));
    }

    @Override
    @Transactional
    public void lookAgain(User steward, String resource, String key) {
        List<String> own = List.of(catalogue.codesOf(String.valueOf(steward.department())));
        int asked = !own.contains(resource)
                ? 0
                : jdbc.sql(
                                "update linking.pending set failure = null, id = nextval('linking.pending_id'), urgent = true"
                                        + " where resource = ? and key = ? and failure is not null")
                        .params(resource, key)
                        .update();
        if (asked == 0) {
            throw new NoSuchElementException("The department has no record " + key + " that cannot be linked");
        }
    }

    /** Records of a subject without these, identified ones first. */
    private List<Now> others(UUID subject, List<String> without, int most) {
        return jdbc.sql(RECORD
                        + " coalesce(r.subject, r.linked) = :subject and (r.subject = :subject or r.linked = :subject) and not r.resource || '#' || r.key = any (:without)"
                        + " order by r.subject is null, r.resource, r.key limit :most")
                .param("subject", subject)
                .param("without", without.toArray(String[]::new))
                .param("most", most)
                .query(this::now)
                .list();
    }

    private List<Now> records(List<String> ids) {
        return jdbc.sql(
                        RECORD
                                + " (r.resource, r.key) in (select split_part(id, '#', 1), substr(id, strpos(id, '#') + 1)"
                                + " from unnest(:ids::text[]) id) order by array_position(:ids::text[], r.resource || '#' || r.key)")
                .param("ids", ids.toArray(String[]::new))
                .query(this::now)
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        double weight = row.getDouble("weight");
        boolean weightless = row.wasNull();
        return new Row(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                ClusterChange.Kind.valueOf(row.getString("kind")),
                Objects.requireNonNull(row.getObject("old_subject", UUID.class)),
                Objects.requireNonNull(row.getObject("new_subject", UUID.class)),
                List.of((String[]) row.getArray("records").getArray()),
                weightless ? null : weight);
    }

    private Now now(ResultSet row, int n) throws SQLException {
        return new Now(side(row), row.getObject("whose", UUID.class), row.getBoolean("pending"));
    }

    private Side side(ResultSet row) throws SQLException {
        return new Side(
                row.getString("resource"),
                row.getString("key"),
                json.readValue(row.getString("fields"), FIELDS),
                row.getBoolean("identified"));
    }
}
