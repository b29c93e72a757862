package org.yici.kernel.resource;

import java.util.List;

/**
 * The table of a department's own database from which a resource is collected.
 *
 * @param source name of the source, one per department database: {@code public-security}
 * @param schema schema of the table
 * @param table name of the table
 * @param key columns of its primary key
 */
public record SourceTable(String source, String schema, String table, List<String> key) {
    public SourceTable {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("Source table " + table + " has no key");
        }
    }
}
