package org.yici.app.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.store.Page;

@Repository
class CorrectionStore {
    private final JdbcClient jdbc;

    CorrectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one request of a person after the other, until the transaction ends. */
    void oneAtATime(UUID subject) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('correction:' || ?, 0))")
                .param(subject.toString())
                .query(row -> {});
    }

    void insert(Correction correction) {
        jdbc.sql("""
                insert into exchange.correction (id, subject, account, person, resource, department, record_key, item,
                    shown, wrong, proposed, requested_at, leaf)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        correction.id(),
                        correction.subject(),
                        correction.account(),
                        correction.person(),
                        correction.resource(),
                        correction.department(),
                        correction.recordKey(),
                        correction.item(),
                        correction.shown(),
                        correction.wrong(),
                        correction.proposed(),
                        Timestamp.from(correction.requestedAt()),
                        correction.leaf())
                .update();
    }

    Optional<Correction> find(UUID subject, UUID id) {
        return jdbc.sql("select * from exchange.correction where id = ? and subject = ?")
                .params(id, subject)
                .query((row, n) -> read(row))
                .optional();
    }

    /** @return whether it was open until now */
    boolean withdraw(UUID id, Instant now) {
        return jdbc.sql("update exchange.correction set withdrawn_at = ? where id = ? and withdrawn_at is null")
                        .params(Timestamp.from(now), id)
                        .update()
                == 1;
    }

    List<Correction> open(UUID subject) {
        return jdbc.sql("select * from exchange.correction where subject = ? and withdrawn_at is null")
                .param(subject)
                .query((row, n) -> read(row))
                .list();
    }

    Page<Correction> of(UUID subject, int page, int size) {
        return page("subject", subject, page, size);
    }

    Page<Correction> ofDepartment(String department, int page, int size) {
        return page("department", department, page, size);
    }

    /** @param column a column's name, never what somebody typed */
    private Page<Correction> page(String column, Object value, int page, int size) {
        long total = jdbc.sql("select count(*) from exchange.correction where " + column + " = ?")
                .param(value)
                .query(Long.class)
                .single();
        List<Correction> corrections = jdbc.sql("select * from exchange.correction where " + column
                        + " = ? order by withdrawn_at is not null, requested_at desc, id limit ? offset ?")
                .params(value, size, (long) page * size)
                .query((row, n) -> read(row))
                .list();
        return new Page<>(corrections, page, size, total);
    }

    private static Correction read(ResultSet row) throws SQLException {
        Timestamp withdrawn = row.getTimestamp("withdrawn_at");
        return new Correction(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("account"),
                row.getString("person"),
                row.getString("resource"),
                row.getString("department"),
                row.getString("record_key"),
                row.getString("item"),
                row.getString("shown"),
                row.getString("wrong"),
                row.getString("proposed"),
                row.getTimestamp("requested_at").toInstant(),
                row.getLong("leaf"),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
