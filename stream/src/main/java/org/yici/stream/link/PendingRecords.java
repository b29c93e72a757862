package org.yici.stream.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The records to look at, in the order in which they were asked for, those first for which a person waits. While a source is loaded
 * for the first time they wait.
 */
public final class PendingRecords {
    /** At most so many in a turn: one is under way, one is held back, so who is urgent has two before it. */
    private static final int MOST = 100;

    private Set<Long> known = Set.of();
    private List<Entry> held = new ArrayList<>();
    private long horizon;

    /** A record to look at. A plain object of Flink's kind: public fields, no constructor. */
    public static class Entry {
        public long number;
        public String resource = "";
        public String key = "";
    }

    /**
     * Those that stand there and were not given before; whoever has looked at one deletes it. A record is held back until every
     * transaction that was under way when it was first seen has ended: a writer that could not see it waiting yet does not wake it,
     * so the look must see what that writer writes.
     *
     * @param platform with automatic commit
     */
    public List<Entry> next(Connection platform) throws SQLException {
        if (!held.isEmpty() && number(platform, "pg_snapshot_xmin(pg_current_snapshot())") < horizon) {
            return List.of();
        }
        List<Entry> ripe = held;
        held = fresh(platform);
        if (!held.isEmpty()) {
            // A number of our own: whoever writes with a greater one began to do so later, and saw these records
            // waiting.
            horizon = number(platform, "pg_current_xact_id()");
        }
        return ripe;
    }

    private static long number(Connection platform, String transaction) throws SQLException {
        try (PreparedStatement select = platform.prepareStatement("select " + transaction + "::text::bigint");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<Entry> fresh(Connection platform) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        // Not "later than the last": numbers are not committed in their order.
        Set<Long> standing = new HashSet<>();
        try (PreparedStatement select = platform.prepareStatement("select id, resource, key from linking.pending"
                        + " where failure is null and not exists (select 1 from collection.source"
                        + " where state = 'loading' and loaded_at is null) order by urgent desc, id limit "
                        + 3 * MOST);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(1);
                if (known.contains(number)) {
                    standing.add(number);
                } else if (entries.size() < MOST) {
                    standing.add(number);
                    Entry entry = new Entry();
                    entry.number = number;
                    entry.resource = rows.getString(2);
                    entry.key = rows.getString(3);
                    entries.add(entry);
                }
            }
        }
        known = standing;
        return entries;
    }
}
