package org.yici.kernel.resource;

import java.time.DateTimeException;
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

    /** @throws InvalidResourceException if it has no key, or there is no such zone */
    public SourceTable {
        requireZone(zone);
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new InvalidResourceException(Label.of("来源表 %s 没有 key（主键）", "Source table %s has no key", table));
        }
    }

    private static void requireZone(@Nullable String zone) {
        try {
            ZoneId.of(zone == null ? CHINA : zone);
        } catch (DateTimeException e) {
            throw new InvalidResourceException(Label.of(
                    "zone：没有时区“%s”，应如 Asia/Shanghai",
                    "zone: there is no time zone '%s'; give one as Asia/Shanghai", zone));
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
