package org.yici.stream.change;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the values of a change mean: the columns of a source's table at some moment, and the resources for which it was read. A plan
 * that the reader knew and the cleaner does not yet know is so found out. One instance is shared by many changes.
 */
public final class Shape {
    private final String source;
    private final String schema;
    private final String table;
    private final List<String> resources;
    private final List<String> columns;
    private final byte[] encoded;

    /** @param resources codes of the resources that the table feeds */
    public Shape(String source, String schema, String table, List<String> resources, List<String> columns) {
        this.source = source;
        this.schema = schema;
        this.table = table;
        this.resources = List.copyOf(resources);
        this.columns = List.copyOf(columns);
        this.encoded = String.join("\0", source, schema, table, String.join(",", resources), String.join("\0", columns))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Shape decode(byte[] encoded) {
        List<String> parts = List.of(new String(encoded, StandardCharsets.UTF_8).split("\0", -1));
        return new Shape(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                List.of(parts.get(3).split(",")),
                parts.subList(4, parts.size()));
    }

    byte[] encoded() {
        return encoded;
    }

    public String source() {
        return source;
    }

    public String schema() {
        return schema;
    }

    public String table() {
        return table;
    }

    public List<String> resources() {
        return resources;
    }

    public List<String> columns() {
        return columns;
    }
}
