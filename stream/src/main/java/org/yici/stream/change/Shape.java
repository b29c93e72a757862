package org.yici.stream.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.yici.stream.platform.PlanBook.Cleaned;

/**
 * What the values of a change mean: the columns of a source's table at some moment, and the editions of resources for which it was read. One
 * that the reader knew and the cleaner does not yet know is so found out. One instance is shared by many changes.
 */
public final class Shape {
    private final String source;
    private final String schema;
    private final String table;
    private final List<Cleaned> resources;
    private final List<String> columns;
    private final byte[] encoded;

    /** @param resources those that the table feeds */
    public Shape(String source, String schema, String table, List<Cleaned> resources, List<String> columns) {
        this.source = source;
        this.schema = schema;
        this.table = table;
        this.resources = List.copyOf(resources);
        this.columns = List.copyOf(columns);
        String cleaned = resources.stream()
                .map(one -> one.resource() + "#" + one.edition())
                .collect(Collectors.joining(","));
        this.encoded = String.join("\0", source, schema, table, cleaned, String.join("\0", columns))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Shape decode(byte[] encoded) {
        List<String> parts = List.of(new String(encoded, StandardCharsets.UTF_8).split("\0", -1));
        return new Shape(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                Arrays.stream(parts.get(3).split(",")).map(Shape::cleaned).toList(),
                parts.subList(4, parts.size()));
    }

    private static Cleaned cleaned(String text) {
        int hash = text.indexOf('#');
        return new Cleaned(text.substring(0, hash), Integer.parseInt(text.substring(hash + 1)));
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

    public List<Cleaned> resources() {
        return resources;
    }

    public List<String> columns() {
        return columns;
    }
}
