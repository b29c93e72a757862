package org.yici.app.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.store.Page;

@Repository
class AlertStore {
    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Alert> open() {
        return jdbc.sql("select * from alert.alert where cleared_at is null order by raised_at desc, id desc")
                .query(AlertStore::read)
                .list();
    }

    Page<Alert> past(int page, int size) {
        long total = jdbc.sql("select count(*) from alert.alert where cleared_at is not null")
                .query(Long.class)
                .single();
        List<Alert> alerts = jdbc.sql("select * from alert.alert where cleared_at is not null"
                        + " order by cleared_at desc, id desc limit ? offset ?")
                .params(size, (long) page * size)
                .query(AlertStore::read)
                .list();
        return new Page<>(alerts, page, size, total);
    }

    Optional<Alert> find(long id) {
        return jdbc.sql("select * from alert.alert where id = ?")
                .param(id)
                .query(AlertStore::read)
                .optional();
    }

    /** Does nothing if there is an open one already: another evaluation was faster. */
    void raise(String rule, Observation observation, Instant at) {
        jdbc.sql("insert into alert.alert (rule, subject, remedy, arguments, raised_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (rule, subject) where cleared_at is null do nothing")
                .params(
                        rule,
                        observation.subject(),
                        observation.remedy(),
                        observation.arguments().toArray(String[]::new),
                        Timestamp.from(at))
                .update();
    }

    /** What is measured now. */
    void update(Alert alert, Observation observation) {
        if (!alert.arguments().equals(observation.arguments())
                || !alert.remedy().equals(observation.remedy())) {
            jdbc.sql("update alert.alert set arguments = ?, remedy = ? where id = ? and cleared_at is null")
                    .params(observation.arguments().toArray(String[]::new), observation.remedy(), alert.id())
                    .update();
        }
    }

    void clear(long id, Instant at) {
        jdbc.sql("update alert.alert set cleared_at = ? where id = ? and cleared_at is null")
                .params(Timestamp.from(at), id)
                .update();
    }

    /** Clears what no rule speaks of any more, after an upgrade. */
    void clearAllBut(List<String> rules, Instant at) {
        jdbc.sql("update alert.alert set cleared_at = ? where cleared_at is null and rule <> all (?)")
                .params(Timestamp.from(at), rules.toArray(String[]::new))
                .update();
    }

    /** @return whether it was not acknowledged before */
    boolean acknowledge(long id, String account, Instant at) {
        return jdbc.sql("update alert.alert set acknowledged_at = ?, acknowledged_by = ?"
                                + " where id = ? and acknowledged_at is null")
                        .params(Timestamp.from(at), account, id)
                        .update()
                > 0;
    }

    private static Alert read(ResultSet row, int n) throws SQLException {
        return new Alert(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("subject"),
                row.getString("remedy"),
                List.of((String[]) row.getArray("arguments").getArray()),
                row.getTimestamp("raised_at").toInstant(),
                instant(row.getTimestamp("cleared_at")),
                instant(row.getTimestamp("acknowledged_at")),
                row.getString("acknowledged_by"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
