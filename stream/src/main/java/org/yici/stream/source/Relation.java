package org.yici.stream.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.Shape;

/** A table as the log describes it, before its first change and after each change of its columns. */
final class Relation {
    /** The object identifier of the type char(n). */
    static final int BPCHAR = 1042;

    private final Shape shape;
    private final int[] types;
    private @Nullable Wanted resolved;

    Relation(Shape shape, int[] types) {
        this.shape = shape;
        this.types = types;
    }

    /** What of this table is wanted, as of some set of wanted tables. */
    private record Wanted(WantedTables tables, @Nullable SourceTable table, @Nullable Keys keys) {}

    Shape shape() {
        return shape;
    }

    /** The catalogue's view of the table, null if nobody collects it. */
    @Nullable SourceTable table(WantedTables wanted) throws FeedException {
        return resolve(wanted).table();
    }

    Keys keys(WantedTables wanted) throws FeedException {
        Keys keys = resolve(wanted).keys();
        if (keys == null) {
            throw new IllegalStateException("Keys were asked of a table that nobody collects");
        }
        return keys;
    }

    private Wanted resolve(WantedTables wanted) throws FeedException {
        Wanted current = resolved;
        if (current == null || current.tables() != wanted) {
            SourceTable table = wanted.find(shape.schema(), shape.table());
            Keys keys = null;
            if (table != null) {
                List<String> columns = shape.columns();
                keys = Keys.of(table.key(), columns, column -> types[columns.indexOf(column)] == BPCHAR);
                if (!keys.complete()) {
                    throw new FeedException(
                            "failed",
                            "Table " + shape.schema() + "." + shape.table() + " has lost a column of its key "
                                    + table.key() + "; publish a corrected catalogue entry");
                }
            }
            current = new Wanted(wanted, table, keys);
            resolved = current;
        }
        return current;
    }
}
