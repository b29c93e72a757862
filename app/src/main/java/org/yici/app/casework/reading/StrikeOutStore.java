package org.yici.app.casework.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.service.WriteBack;

/** What refused cases left in departments' registers. */
@Component
class StrikeOutStore {
    private final JdbcClient jdbc;

    StrikeOutStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param doneAt when the department said that it has corrected it, or null */
    record Row(
            String caseNumber,
            String step,
            String department,
            Instant since,
            @Nullable Instant doneAt) {}

    void add(String number, WriteBack target, Instant since) {
        jdbc.sql("insert into casework.correction (case_number, step, department, since) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(number, target.id(), target.department(), Timestamp.from(since))
                .update();
    }

    List<Row> of(String number) {
        return jdbc.sql("select * from casework.correction where case_number = ? order by since, step")
                .param(number)
                .query(StrikeOutStore::row)
                .list();
    }

    /** What a department has still to correct, oldest first. */
    List<Row> open(String department, int limit, long offset) {
        return jdbc.sql("select * from casework.correction where department = ? and done_at is null"
                        + " order by since, case_number limit ? offset ?")
                .params(department, limit, offset)
                .query(StrikeOutStore::row)
                .list();
    }

    long countOpen(String department) {
        return jdbc.sql("select count(*) from casework.correction where department = ? and done_at is null")
                .param(department)
                .query(Long.class)
                .single();
    }

    /** @return whether it was open */
    boolean done(String number, String step, Instant at) {
        return jdbc.sql("update casework.correction set done_at = ?"
                                + " where case_number = ? and step = ? and done_at is null")
                        .params(Timestamp.from(at), number, step)
                        .update()
                == 1;
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getString("case_number"),
                row.getString("step"),
                row.getString("department"),
                row.getTimestamp("since").toInstant(),
                CaseStore.instant(row, "done_at"));
    }
}
