package org.yici.stream.change;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The columns of a source's table at some moment: what the values of a change mean. One instance is shared by many changes. */
public final class Shape {
    private final String source;
    private final String schema;
    private final String table;
    private final List<String> columns;
    private final byte[] encoded;

    public Shape(String source, String schema, String table, List<String> columns) {
        this.source = source;
        this.schema = schema;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.encoded = String.join("\0", source, schema, table, String.join("\0", columns))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Shape decode(byte[] encoded) {
        List<String> parts = List.of(new String(encoded, StandardCharsets.UTF_8).split("\0", -1));
        return new Shape(parts.get(0), parts.get(1), parts.get(2), parts.subList(3, parts.size()));
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

    public List<String> columns() {
        return columns;
    }
}
