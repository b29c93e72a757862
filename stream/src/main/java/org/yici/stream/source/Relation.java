package org.yici.stream.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.Shape;

/** A table as the log describes it, before its first change and after each change of its columns. */
final class Relation {
    /** The object identifier of the type char(n). */
    private static final int BPCHAR = 1042;

    private final String source;
    private final String schema;
    private final String name;
    private final List<String> columns;
    private final int[] types;
    private @Nullable WantedTables seen;
    private @Nullable Wanted wanted;

    Relation(String source, String schema, String name, List<String> columns, int[] types) {
        this.source = source;
        this.schema = schema;
        this.name = name;
        this.columns = columns;
        this.types = types;
    }

    /** What is wanted of this table. */
    record Wanted(SourceTable table, Shape shape, Keys keys) {}

    /** Null if nobody collects the table. */
    @Nullable
    Wanted wanted(WantedTables tables) throws FeedException {
        if (seen != tables) {
            SourceTable table = tables.find(schema, name);
            wanted = table == null ? null : resolve(table, tables);
            seen = tables;
        }
        return wanted;
    }

    private Wanted resolve(SourceTable table, WantedTables tables) throws FeedException {
        Keys keys = Keys.of(table.key(), columns, column -> types[columns.indexOf(column)] == BPCHAR);
        if (!keys.complete()) {
            throw new FeedException(
                    "failed",
                    "Table " + schema + "." + name + " has lost a column of its key " + table.key()
                            + "; publish a corrected catalogue entry");
        }
        return new Wanted(table, new Shape(source, schema, name, tables.codes(schema, name), columns), keys);
    }
}
