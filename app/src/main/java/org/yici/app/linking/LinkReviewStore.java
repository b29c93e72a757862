package org.yici.app.linking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;
import org.yici.kernel.linking.Explanation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The platform's side of the schema {@code linking}; the collection job has the other. */
@Repository
class LinkReviewStore implements LinkReviews {
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};
    private static final String SELECT = """
            select r.*, f.model, coalesce(f.fields, '{}')::text as first_fields, f.subject is not null as first_known,
                coalesce(s.fields, '{}')::text as second_fields, s.subject is not null as second_known,
                coalesce(s.subject, s.linked) as subject,
                case when exists (select 1 from linking.pending p where p.failure is null
                        and (p.resource, p.key) = (r.first_resource, r.first_key)) then 'PENDING'
                    when coalesce(f.subject, f.linked) = coalesce(s.subject, s.linked) then 'LINKED'
                    else 'APART' end as effect
            from linking.review r
            join linking.record f on (f.resource, f.key) = (r.first_resource, r.first_key)
            join linking.record s on (s.resource, s.key) = (r.second_resource, r.second_key)
            where r.first_resource = any (:resources)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Catalogue catalogue;
    private final Ledger ledger;

    LinkReviewStore(JdbcClient jdbc, JsonMapper json, Catalogue catalogue, Ledger ledger) {
        this.jdbc = jdbc;
        this.json = json;
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    @Override
    public long open(String department) {
        return count(department, "state = 'open'");
    }

    @Override
    public Optional<Waiting> waiting(String department) {
        return jdbc.sql("select count(*) as pairs, min(opened_at) as since from linking.review"
                        + " where first_resource = any (:resources) and state = 'open'")
                .param("resources", catalogue.codesOf(department))
                .query((row, n) -> row.getLong("pairs") == 0
                        ? Optional.<Waiting>empty()
                        : Optional.of(new Waiting(
                                row.getLong("pairs"), row.getTimestamp("since").toInstant())))
                .single();
    }

    @Override
    public Optional<Review> first(String department) {
        return select(department, " and r.state = 'open' order by r.weight desc, r.id limit 1")
                .query(this::read)
                .optional();
    }

    @Override
    public Optional<Review> find(String department, long id) {
        return select(department, " and r.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    @Override
    public Neighbours neighbours(String department, Review review) {
        return new Neighbours(
                beside(department, review, "> (:weight, -:id) order by weight, id desc"),
                beside(department, review, "< (:weight, -:id) order by weight desc, id"));
    }

    private @Nullable Long beside(String department, Review review, String which) {
        Explanation why = review.explanation();
        return jdbc.sql("select id from linking.review where first_resource = any (:resources) and state = 'open'"
                        + " and (weight, -id) " + which + " limit 1")
                .param("resources", catalogue.codesOf(department))
                .param("weight", why == null ? 0 : why.weight())
                .param("id", review.id())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    @Override
    public Page<Review> linked(String department, int page, int size) {
        return page(department, "state = 'linked'", "r.weight, r.id", page, size);
    }

    @Override
    public Page<Review> decided(String department, int page, int size) {
        return page(department, "state in ('same', 'different')", "r.decided_at desc, r.id desc", page, size);
    }

    private Page<Review> page(String department, String condition, String order, int page, int size) {
        List<Review> rows = select(
                        department, " and r." + condition + " order by " + order + " limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query(this::read)
                .list();
        return new Page<>(rows, page, size, count(department, condition));
    }

    @Override
    @Transactional
    public void decide(User steward, long id, Verdict verdict) {
        rule(steward, id, verdict, Map.of());
    }

    @Override
    @Transactional
    public void takeBack(User steward, long id, String reason) {
        TakenBack back = TakenBack.of(reason);
        String state = find(String.valueOf(steward.department()), id)
                .map(Review::state)
                .orElse("");
        if (!state.equals("same") && !state.equals("different")) {
            throw new NoSuchElementException("Nothing is decided about a pair " + id + " of the department");
        }
        jdbc.sql("insert into linking.taken_back (review, reason, by, at) values (?, ?, ?, clock_timestamp())")
                .params(id, back.reason(), steward.username())
                .update();
        rule(steward, id, Verdict.OPEN, back.details());
    }

    @Override
    public Optional<Withdrawal> lastTakenBack(Review review) {
        return jdbc.sql("select by, at, reason from linking.taken_back where review = ? order by id desc limit 1")
                .param(review.id())
                .query((row, n) -> new Withdrawal(
                        row.getString("by"), row.getTimestamp("at").toInstant(), row.getString("reason")))
                .optional();
    }

    private void rule(User steward, long id, Verdict verdict, Map<String, String> details) {
        String department = String.valueOf(steward.department());
        Review review =
                find(department, id).orElseThrow(() -> new NoSuchElementException("The department has no pair " + id));
        // The job takes a record off the list before it looks at the reviews: in the same order nobody waits in a
        // circle.
        for (Side side : List.of(review.doubtful(), review.other())) {
            if (!side.identified()) {
                jdbc.sql(
                                "insert into linking.pending (resource, key, urgent) values (?, ?, true) on conflict (resource, key)"
                                        + " do update set id = excluded.id, failure = null, urgent = true")
                        .params(side.resource(), side.key())
                        .update();
            }
        }
        if (review.state().equals("settled") && verdict != Verdict.OPEN) {
            throw new NoSuchElementException("The pair " + id + " is not in doubt any more");
        }
        boolean taken = verdict != Verdict.OPEN;
        jdbc.sql("update linking.review set state = :state, decided_at = case when :taken then clock_timestamp() end,"
                        + " decided_by = :by where id = :id")
                .param("state", verdict.name().toLowerCase(Locale.ROOT))
                .param("taken", taken)
                .param("by", taken ? steward.username() : null)
                .param("id", id)
                .update();
        Map<String, String> all = new HashMap<>(details);
        all.put("linkReview", String.valueOf(id));
        all.put("verdict", verdict.name());
        all.put("resource", review.doubtful().resource());
        all.put("otherResource", review.other().resource());
        all.put("model", review.model());
        ledger.append(new Act(Act.Kind.DECISION, steward.actor(), department, subject(department, id), null, all));
    }

    private @Nullable UUID subject(String department, long id) {
        return select(department, " and r.id = :id")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getObject("subject", UUID.class)))
                .single()
                .orElse(null);
    }

    private long count(String department, String condition) {
        return jdbc.sql("select count(*) from linking.review where first_resource = any (:resources) and " + condition)
                .param("resources", catalogue.codesOf(department))
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec select(String department, String rest) {
        return jdbc.sql(SELECT + rest).param("resources", catalogue.codesOf(department));
    }

    private Review read(ResultSet row, int n) throws SQLException {
        String explanation = row.getString("explanation");
        return new Review(
                row.getLong("id"),
                row.getString("model"),
                side(row, "first"),
                side(row, "second"),
                explanation == null ? null : json.readValue(explanation, Explanation.class),
                row.getString("state"),
                row.getTimestamp("opened_at").toInstant(),
                instant(row.getTimestamp("decided_at")),
                row.getString("decided_by"),
                Effect.valueOf(row.getString("effect")));
    }

    private Side side(ResultSet row, String which) throws SQLException {
        return new Side(
                row.getString(which + "_resource"),
                row.getString(which + "_key"),
                json.readValue(row.getString(which + "_fields"), FIELDS),
                row.getBoolean(which + "_known"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
