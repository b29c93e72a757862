package org.yici.app.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.store.Page;
import tools.jackson.databind.json.JsonMapper;

@Repository
class SubjectLeafStore implements SubjectLeaves {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Two indexes; those of one subject are few. */
    private static final String ABOUT =
            "(subject = :subject or others @> array[:subject]::uuid[]) and kind = any (:kinds)";

    // A detail with an escaped NUL is no jsonb; an act with one is listed without its details.
    private static final String KEYED = """
            select *, coalesce(department, '') as office, coalesce(details ->> 'purpose', '') as purpose,
                md5(jsonb_build_array(kind, department, case_number, named, actor like 'system:%%', details -> 'purpose',
                    details -> 'resource', details -> 'items', details -> 'rule', details -> 'grant', details -> 'what',
                    details -> 'consent' is not null)::text) as line
            from (select index, appended_at, kind, actor, department, case_number, entry,
                    subject is distinct from :subject as named,
                    (case when strpos(entry, '\\u0000') > 0 then '{}' else entry end)::jsonb -> 'details' as details
                from ledger.leaf where %s) mine
            """.formatted(ABOUT);

    private final JdbcClient jdbc;

    SubjectLeafStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Page<Leaf> about(UUID subject, LeafFilter filter, int page, int size) {
        requirePage(page, size);
        long total = bound("select count(*) from (" + wanted(filter) + ") wanted", subject, filter)
                .query(Long.class)
                .single();
        List<Leaf> leaves = bound(wanted(filter) + " order by index desc limit :size offset :offset", subject, filter)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> read(row))
                .list();
        return new Page<>(leaves, page, size, total);
    }

    @Override
    public Page<LeafLine> lines(UUID subject, LeafFilter filter, int page, int size) {
        requirePage(page, size);
        long total = bound("select count(distinct line) from (" + wanted(filter) + ") wanted", subject, filter)
                .query(Long.class)
                .single();
        List<LeafLine> lines = bound("""
                        select newest.*, newest.subject is distinct from :subject as named, grouped.times, grouped.first_at, grouped.indexes, grouped.moments, grouped.group_times
                        from (select line, count(*) as times, min(appended_at) as first_at, max(index) as newest,
                                (array_agg(index order by index desc))[1: %d] as indexes,
                                (array_agg(appended_at order by index desc))[1: %d] as moments,
                                sum(count(*)) over (partition by office, purpose) as group_times,
                                max(max(index)) over (partition by office, purpose) as group_newest
                            from (%s) wanted group by line, office, purpose) grouped
                        join ledger.leaf newest on newest.index = grouped.newest
                        order by grouped.group_newest desc, grouped.newest desc limit :size offset :offset
                        """.formatted(LeafLine.SHOWN, LeafLine.SHOWN, wanted(filter)), subject, filter)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> line(row))
                .list();
        return new Page<>(lines, page, size, total);
    }

    @Override
    public OptionalLong newest(UUID subject, LeafFilter filter) {
        Long newest = bound("select max(index) from (" + wanted(filter) + ") wanted", subject, filter)
                .query(Long.class)
                .optional()
                .orElse(null);
        return newest == null ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    @Override
    public List<Group> groups(UUID subject, Set<Act.Kind> kinds) {
        return bound(
                        "select distinct office, purpose from (" + KEYED + ") keyed order by office, purpose",
                        subject,
                        LeafFilter.of(kinds))
                .query((row, n) -> new Group(row.getString("office"), row.getString("purpose")))
                .list();
    }

    private static void requirePage(int page, int size) {
        if (page < 0 || size < 1 || size > 1_000) {
            throw new IllegalArgumentException("A page has a number from 0 and 1 to 1,000 entries");
        }
    }

    private static String wanted(LeafFilter filter) {
        StringBuilder sql = new StringBuilder("select * from (").append(KEYED).append(") keyed where true");
        if (filter.department() != null) {
            sql.append(" and office = :office");
        }
        if (filter.purpose() != null) {
            sql.append(" and purpose = :purpose");
        }
        if (filter.from() != null) {
            sql.append(" and appended_at >= :from");
        }
        if (filter.until() != null) {
            sql.append(" and appended_at < :until");
        }
        if (filter.like() != null) {
            sql.append(" and line = (select line from (").append(KEYED).append(") named where index = :like)");
        }
        return sql.toString();
    }

    private JdbcClient.StatementSpec bound(String sql, UUID subject, LeafFilter filter) {
        return jdbc.sql(sql)
                .param("subject", subject)
                .param("kinds", filter.kinds().stream().map(Act.Kind::name).toArray(String[]::new))
                .param("office", filter.department())
                .param("purpose", filter.purpose())
                .param("from", time(filter.from()))
                .param("until", time(filter.until()))
                .param("like", filter.like());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static LeafLine line(ResultSet row) throws SQLException {
        Long[] indexes = (Long[]) row.getArray("indexes").getArray();
        Timestamp[] moments = (Timestamp[]) row.getArray("moments").getArray();
        List<LeafLine.Moment> latest = IntStream.range(0, indexes.length)
                .mapToObj(n -> new LeafLine.Moment(indexes[n], moments[n].toInstant()))
                .toList();
        return new LeafLine(
                read(row),
                row.getLong("times"),
                row.getTimestamp("first_at").toInstant(),
                latest,
                row.getLong("group_times"));
    }

    @Override
    public List<Day> byDay(UUID subject, Set<Act.Kind> kinds, Instant since) {
        return jdbc.sql("""
                        select department, day, max(first) as news, sum(leaves) as leaves,
                               array_remove(array_agg(resource), null) as resources
                          from (select department, (appended_at at time zone 'Asia/Shanghai')::date as day,
                                       entry::jsonb #>> '{details,resource}' as resource,
                                       min(appended_at) as first, count(*) as leaves
                                  from ledger.leaf
                                 where\s""" + ABOUT + """
                                   and department is not null
                                   and appended_at >= date_trunc('day', :since::timestamptz, 'Asia/Shanghai')
                                 group by department, day, resource) as read
                         group by department, day
                        having max(first) > :since
                         order by news desc""")
                .param("subject", subject)
                .param("kinds", kinds.stream().map(Act.Kind::name).toArray(String[]::new))
                .param("since", Timestamp.from(since))
                .query((row, n) -> new Day(
                        row.getString("department"),
                        row.getObject("day", LocalDate.class),
                        row.getTimestamp("news").toInstant(),
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
