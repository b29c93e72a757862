package org.yici.app.casework.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Steps that wait for data. */
@Component
public class WaitStore {
    /** A fiftieth of the time that it has waited, half a minute at most: what comes is seen so much later. */
    private static final String MORE =
            "least(greatest(cast(:now as timestamptz) - since, interval '0') / 50, interval '30 seconds')";

    private final JdbcClient jdbc;

    WaitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Waiting(
            String caseNumber,
            String step,
            String execution,
            String resource,
            Instant since,
            Instant lateAt,
            boolean toldLate,
            @Nullable Instant lookedAt) {}

    public void add(Waiting waiting) {
        jdbc.sql("""
                        insert into casework.waiting (case_number, step, execution, resource, since, late_at, next_look)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (case_number, step) do update
                           set execution = excluded.execution, since = excluded.since, late_at = excluded.late_at,
                               next_look = excluded.next_look, told_late = false, looked_at = null""")
                .params(
                        waiting.caseNumber(),
                        waiting.step(),
                        waiting.execution(),
                        waiting.resource(),
                        Timestamp.from(waiting.since()),
                        Timestamp.from(waiting.lateAt()),
                        Timestamp.from(waiting.since()))
                .update();
    }

    /**
     * The steps to look after now: those whose time has come, and those whose resource changed and that were not looked after lately. The
     * longer one has waited the longer it may wait for that, too.
     */
    public List<Waiting> due(Instant now, Collection<String> changed, Instant lookedBefore, int limit) {
        return jdbc.sql("""
                        select * from casework.waiting
                         where next_look <= :now
                            or (resource = any(:changed) and (looked_at is null or looked_at < cast(:before as timestamptz) - """ + MORE + """
                            ))
                         order by next_look limit :limit""")
                .param("now", Timestamp.from(now))
                .param("changed", changed.toArray(String[]::new))
                .param("before", Timestamp.from(lookedBefore))
                .param("limit", limit)
                .query(WaitStore::waiting)
                .list();
    }

    /** What a case waits for now. */
    public List<Waiting> of(String number) {
        return jdbc.sql("select * from casework.waiting where case_number = ? order by since, step")
                .param(number)
                .query(WaitStore::waiting)
                .list();
    }

    private static Waiting waiting(ResultSet row, int index) throws SQLException {
        return new Waiting(
                row.getString("case_number"),
                row.getString("step"),
                row.getString("execution"),
                row.getString("resource"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("late_at").toInstant(),
                row.getBoolean("told_late"),
                CaseStore.instant(row, "looked_at"));
    }

    public void looked(Waiting waiting, Instant at, Instant nextLook) {
        jdbc.sql("update casework.waiting set looked_at = ?, next_look = ? where case_number = ? and step = ?")
                .params(Timestamp.from(at), Timestamp.from(nextLook), waiting.caseNumber(), waiting.step())
                .update();
    }

    /** What a case waits for is looked after at once. */
    public void lookAgain(String number) {
        jdbc.sql("update casework.waiting set next_look = now() where case_number = ?")
                .param(number)
                .update();
    }

    /** Which of the resources some step was looked after in a span of time, its end excluded. */
    public Set<String> lookedBetween(Collection<String> resources, Instant from, Instant to) {
        if (resources.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("select distinct resource from casework.waiting"
                        + " where resource = any(:resources) and looked_at >= cast(:from as timestamptz) - " + MORE
                        + " and looked_at < :now")
                .param("resources", resources.toArray(String[]::new))
                .param("from", Timestamp.from(from))
                .param("now", Timestamp.from(to))
                .query(String.class)
                .list());
    }

    /** @return whether it had not been told before */
    public boolean tellLate(Waiting waiting) {
        return jdbc.sql("update casework.waiting set told_late = true"
                                + " where case_number = ? and step = ? and not told_late")
                        .params(waiting.caseNumber(), waiting.step())
                        .update()
                == 1;
    }

    /** Whether that wait goes on. */
    public boolean isWaiting(Waiting waiting) {
        return jdbc.sql("select count(*) from casework.waiting where case_number = ? and step = ? and execution = ?")
                        .params(waiting.caseNumber(), waiting.step(), waiting.execution())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Ends a wait; empty if it has ended already. */
    public Optional<String> end(String number, String step) {
        return jdbc.sql("delete from casework.waiting where case_number = ? and step = ? returning execution")
                .params(number, step)
                .query(String.class)
                .optional();
    }

    public void endAll(String number) {
        jdbc.sql("delete from casework.waiting where case_number = ?")
                .param(number)
                .update();
    }
}
