package org.yici.app.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for entries. Every condition has an index that ends with the entry's index, and a time is a place in the log, whose times never go
 * back: each page is read along one of the indexes, however long the log is.
 */
final class LedgerSearchStore {
    private static final String SELECT =
            "select index, appended_at, kind, actor, department, case_number from ledger.leaf";

    private final JdbcClient jdbc;

    LedgerSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LedgerSlice slice(LedgerFilter filter, LedgerCursor cursor, int size) {
        List<LedgerEntry> found = select(filter, cursor, size + 1);
        boolean more = found.size() > size;
        List<LedgerEntry> content = new ArrayList<>(more ? found.subList(0, size) : found);
        if (cursor.older()) {
            boolean newer = !content.isEmpty()
                    && cursor.index() < Long.MAX_VALUE
                    && !select(filter, LedgerCursor.after(content.getFirst().index()), 1)
                            .isEmpty();
            return new LedgerSlice(content, newer, more);
        }
        List<LedgerEntry> newestFirst = content.reversed();
        boolean older = !content.isEmpty()
                && !select(filter, LedgerCursor.before(newestFirst.getLast().index()), 1)
                        .isEmpty();
        return new LedgerSlice(newestFirst, more, older);
    }

    /** In the direction of the cursor. */
    private List<LedgerEntry> select(LedgerFilter filter, LedgerCursor cursor, int most) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        conditions.add(cursor.older() ? "index < ?" : "index > ?");
        values.add(cursor.index());
        if (filter.kind() != null) {
            conditions.add("kind = ?");
            values.add(filter.kind().name());
        }
        if (filter.department() != null) {
            conditions.add("department = ?");
            values.add(filter.department());
        }
        if (filter.caseNumber() != null) {
            conditions.add("case_number = ?");
            values.add(filter.caseNumber());
        }
        if (filter.actor() != null) {
            // Which citizen acted stands in the entry only under a commitment.
            conditions.add("actor = ? and (department is not null or actor not like 'account:%')");
            values.add(filter.actor());
        }
        Instant from = filter.from();
        if (from != null) {
            conditions.add("index >= ?");
            values.add(place("appended_at >= ? order by appended_at, index", from, Long.MAX_VALUE));
        }
        Instant to = filter.to();
        if (to != null) {
            conditions.add("index <= ?");
            values.add(place("appended_at < ? order by appended_at desc, index desc", to, -1));
        }
        values.add(most);
        return jdbc.sql(SELECT + " where " + String.join(" and ", conditions) + " order by index "
                        + (cursor.older() ? "desc" : "asc") + " limit ?")
                .params(values)
                .query((row, n) -> entry(row))
                .list();
    }

    private long place(String which, Instant time, long none) {
        return jdbc.sql("select index from ledger.leaf where " + which + " limit 1")
                .param(Timestamp.from(time))
                .query(Long.class)
                .optional()
                .orElse(none);
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        String department = row.getString("department");
        String actor = row.getString("actor");
        return new LedgerEntry(
                row.getLong("index"),
                row.getTimestamp("appended_at").toInstant(),
                Act.Kind.valueOf(row.getString("kind")),
                Draft.isCitizen(actor, department) ? Draft.PERSON : actor,
                department,
                row.getString("case_number"));
    }
}
