package org.yici.app.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.ledger.AuditRuns.Run;
import org.yici.app.ledger.AuditRuns.State;

@Repository
class AuditRunStore {
    /** How many findings are kept; the command lists more. */
    private static final int LISTED = 50;

    private final JdbcClient jdbc;

    AuditRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return its id; empty if one is running */
    Optional<Long> begin(String account, Instant at) {
        return jdbc.sql("insert into ledger.audit_run (by, started_at, state) values (?, ?, 'running')"
                        + " on conflict ((true)) where state = 'running' do nothing returning id")
                .params(account, Timestamp.from(at))
                .query(Long.class)
                .optional();
    }

    void end(long id, Instant at, AuditReport report) {
        List<String> findings = report.findings().stream()
                .limit(LISTED)
                .map(finding ->
                        finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + finding.message())
                .toList();
        jdbc.sql(
                        "update ledger.audit_run set ended_at = ?, state = ?, entries = ?, nodes = ?, checkpoints = ?, root = ?,"
                                + " found = ?, findings = ? where id = ?")
                .params(
                        Timestamp.from(at),
                        report.clean() ? "clean" : "found",
                        report.entries(),
                        report.nodes(),
                        report.checkpoints(),
                        report.root(),
                        report.found(),
                        findings.toArray(String[]::new),
                        id)
                .update();
    }

    void end(long id, Instant at, State state, long entries, @Nullable String failure) {
        jdbc.sql("update ledger.audit_run set ended_at = ?, state = ?, entries = ?, failure = ? where id = ?")
                .param(Timestamp.from(at))
                .param(state.name().toLowerCase(Locale.ROOT))
                .param(entries)
                .param(failure)
                .param(id)
                .update();
    }

    /** What a platform that went down left behind. */
    void endWhatWasLeft(Instant at) {
        jdbc.sql(
                        "update ledger.audit_run set ended_at = ?, state = 'failed', failure = 'The platform was stopped meanwhile'"
                                + " where state = 'running'")
                .param(Timestamp.from(at))
                .update();
    }

    /** Newest first. */
    List<Run> runs(int most) {
        return jdbc.sql("select * from ledger.audit_run order by id desc limit ?")
                .param(most)
                .query(AuditRunStore::read)
                .list();
    }

    private static Run read(ResultSet row, int n) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new Run(
                row.getLong("id"),
                row.getString("by"),
                row.getTimestamp("started_at").toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                state,
                row.getLong("entries"),
                row.getLong("entries"),
                row.getLong("nodes"),
                row.getLong("checkpoints"),
                row.getString("root"),
                row.getLong("found"),
                List.of((String[]) row.getArray("findings").getArray()),
                row.getString("failure"));
    }
}
