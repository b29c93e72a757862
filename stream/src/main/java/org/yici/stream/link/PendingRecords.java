package org.yici.stream.link;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The records to look at, in the order in which they were asked for. While a source is loaded for the first time they wait. */
public final class PendingRecords {
    private static final int MOST = 500;

    private Set<Long> given = Set.of();

    /** A record to look at. A plain object of Flink's kind: public fields, no constructor. */
    public static class Entry {
        public String resource = "";
        public String key = "";
    }

    /** Those that stand there and were not given before; whoever has looked at one deletes it. */
    public List<Entry> next(Connection platform) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        // Not "later than the last": numbers are not committed in their order.
        Set<Long> standing = new HashSet<>();
        try (PreparedStatement select = platform.prepareStatement("select id, resource, key from linking.pending"
                + " where failure is null and not exists (select 1 from collection.source"
                + " where state = 'loading' and loaded_at is null) order by id limit " + MOST)) {
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    standing.add(rows.getLong(1));
                    if (!given.contains(rows.getLong(1))) {
                        Entry entry = new Entry();
                        entry.resource = rows.getString(2);
                        entry.key = rows.getString(3);
                        entries.add(entry);
                    }
                }
            }
        }
        given = standing;
        return entries;
    }
}
