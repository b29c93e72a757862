package org.yici.kernel.resource;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of a department's own database from which a resource is collected.
 *
 * @param source name of the source, one per department database: {@code public-security}
 * @param schema schema of the table
 * @param table name of the table
 * @param key columns of its primary key
 * @param zone time zone of the department's clocks, {@code Asia/Shanghai} if it is null: times without an offset are of it, and a
 *     date that is read from a point in time is the date there
 */
public record SourceTable(
        String source,
        String schema,
        String table,
        List<String> key,
        @Nullable String zone) {
    private static final String CHINA = "Asia/Shanghai";

    /** @throws java.time.DateTimeException if there is no such zone */
    public SourceTable {
        if (zone != null) {
            ZoneId.of(zone);
        }
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("Source table " + table + " has no key");
        }
    }

    /** A table of a department whose clocks show China Standard Time. */
    public SourceTable(String source, String schema, String table, List<String> key) {
        this(source, schema, table, key, null);
    }

    public ZoneId zoneId() {
        return ZoneId.of(zone == null ? CHINA : zone);
    }
}
