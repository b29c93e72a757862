package org.yici.app.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.store.Page;
import tools.jackson.databind.json.JsonMapper;

@Repository
class SubjectLeafStore implements SubjectLeaves {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Two indexes; those of one subject are few. */
    private static final String ABOUT = "(subject = ? or others @> array[?]::uuid[])";

    private final JdbcClient jdbc;

    SubjectLeafStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Page<Leaf> about(UUID subject, Set<Act.Kind> kinds, int page, int size) {
        if (page < 0 || size < 1 || size > 1_000) {
            throw new IllegalArgumentException("A page has a number from 0 and 1 to 1,000 entries");
        }
        String[] names = kinds.stream().map(Act.Kind::name).toArray(String[]::new);
        long total = jdbc.sql("select count(*) from ledger.leaf where " + ABOUT + " and kind = any (?)")
                .param(subject)
                .param(subject)
                .param(names)
                .query(Long.class)
                .single();
        List<Leaf> leaves = jdbc.sql(
                        "select index, entry, appended_at, kind, actor, department, case_number, subject is distinct from ? as named"
                                + " from ledger.leaf where " + ABOUT
                                + " and kind = any (?) order by index desc limit ? offset ?")
                .param(subject)
                .param(subject)
                .param(subject)
                .param(names)
                .param(size)
                .param((long) page * size)
                .query((row, n) -> read(row))
                .list();
        return new Page<>(leaves, page, size, total);
    }

    @Override
    public List<Day> byDay(UUID subject, Set<Act.Kind> kinds, Instant since) {
        return jdbc.sql("""
                        select department, (appended_at at time zone 'Asia/Shanghai')::date as day,
                               max(appended_at) as last, count(*) as leaves,
                               array_remove(array_agg(distinct entry::jsonb #>> '{details,resource}'), null) as resources
                          from ledger.leaf
                         where """ + ABOUT + """
                            and kind = any (?) and appended_at > ? and department is not null
                         group by department, day
                         order by last desc""")
                .param(subject)
                .param(subject)
                .param(kinds.stream().map(Act.Kind::name).toArray(String[]::new))
                .param(Timestamp.from(since))
                .query((row, n) -> new Day(
                        row.getString("department"),
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("last").toInstant(),
                        row.getLong("leaves"),
                        List.of((String[]) row.getArray("resources").getArray())))
                .list();
    }

    @Override
    public Optional<Concern> concern(long index) {
        return jdbc.sql("select kind, actor, department, subject, others, case_number from ledger.leaf where index = ?")
                .param(index)
                .query((row, n) -> new Concern(
                        Act.Kind.valueOf(row.getString("kind")),
                        row.getString("actor"),
                        row.getString("department"),
                        subjects(row),
                        row.getString("case_number")))
                .optional();
    }

    @Override
    public Set<UUID> touched(Collection<Long> indexes) {
        return Set.copyOf(jdbc.sql("select distinct person from ledger.leaf,"
                        + " unnest(array_remove(array_prepend(subject, others), null)) as person where index = any (?)")
                .param(indexes.stream().mapToLong(Long::longValue).toArray())
                .query(UUID.class)
                .list());
    }

    private static Set<UUID> subjects(ResultSet row) throws SQLException {
        Set<UUID> subjects = new HashSet<>();
        UUID subject = row.getObject("subject", UUID.class);
        if (subject != null) {
            subjects.add(subject);
        }
        Array others = row.getArray("others");
        if (others != null) {
            Collections.addAll(subjects, (UUID[]) others.getArray());
        }
        return subjects;
    }

    private static Leaf read(ResultSet row) throws SQLException {
        Map<String, String> details = new HashMap<>();
        JSON.readTree(row.getString("entry"))
                .path("details")
                .properties()
                .forEach(
                        detail -> details.put(detail.getKey(), detail.getValue().asString("")));
        return new Leaf(
                row.getLong("index"),
                row.getTimestamp("appended_at").toInstant(),
                Act.Kind.valueOf(row.getString("kind")),
                row.getString("actor"),
                row.getString("department"),
                row.getString("case_number"),
                row.getBoolean("named"),
                details);
    }
}
