package org.yici.app.casework.writeback;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.service.WriteBack;

/** Results that a department's database will not take before its administrator has acted. */
@Component
public class HinderedStore {
    /** Longer than the time between two tries; a case that has ended is tried no more. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    HinderedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What hinders the results of one step, whatever the case. */
    record Hindrance(String department, String step, String cause, long cases) {}

    public void hindered(String number, WriteBack target, String cause, Instant at) {
        jdbc.sql("""
                        insert into casework.hindered (case_number, step, department, cause, at) values (?, ?, ?, ?, ?)
                        on conflict (case_number, step) do update set cause = excluded.cause, at = excluded.at""")
                .params(number, target.id(), target.department(), cause, Timestamp.from(at))
                .update();
    }

    List<Hindrance> recent(Instant now) {
        return jdbc.sql("""
                        select h.department, h.step, max(h.cause) as cause, count(*) as cases from casework.hindered h
                        where h.at > ? and not exists (select from casework.written w where w.case_number = h.case_number
                            and w.step = h.step) group by h.department, h.step order by 1, 2""")
                .param(Timestamp.from(now.minus(RECENT)))
                .query((row, n) -> new Hindrance(
                        row.getString("department"),
                        row.getString("step"),
                        row.getString("cause"),
                        row.getLong("cases")))
                .list();
    }
}
