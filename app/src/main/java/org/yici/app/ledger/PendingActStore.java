package org.yici.app.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts whose transaction has not committed, as the database has them; the leaf's own statement puts them in and takes voided ones out. */
class PendingActStore {
    private final JdbcClient jdbc;

    PendingActStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An act that may not have taken effect. */
    record Pending(
            long index,
            String kind,
            @Nullable UUID subject,
            @Nullable String caseNumber) {}

    /**
     * Lets acts take effect with the transaction that this is called in.
     *
     * @return whether all of them may: one that was voided meanwhile may not
     */
    boolean takeEffect(List<Long> indexes) {
        return jdbc.sql("delete from ledger.pending where index = any (?)")
                        .param(indexes.stream().mapToLong(Long::longValue).toArray())
                        .update()
                == indexes.size();
    }

    /** Those appended before an instant that no transaction is about to commit. */
    List<Pending> left(Instant before) {
        return read(before, "skip locked");
    }

    /** All, once the transactions that a process left behind when it died have ended. */
    List<Pending> leftByTheDead(Instant now) {
        return read(now, "");
    }

    private List<Pending> read(Instant before, String locked) {
        return jdbc.sql("""
                        select leaf.index, kind, subject, case_number
                        from ledger.pending join ledger.leaf on leaf.index = pending.index
                        where appended_at <= ?::timestamptz order by leaf.index limit 1000
                        for update of pending\s""" + locked)
                .param(before.toString())
                .query((row, n) -> pending(row))
                .list();
    }

    private static Pending pending(ResultSet row) throws SQLException {
        return new Pending(
                row.getLong("index"),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                row.getString("case_number"));
    }
}
