package org.yici.stream.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.stream.change.RowChange;
import org.yici.stream.change.Shape;

/** A table as the log describes it, before its first change and after each change of its columns. */
final class Relation {
    /** The object identifier of the type char(n). */
    private static final int BPCHAR = 1042;

    private final long oid;
    private final String source;
    private final String schema;
    private final String name;
    private final List<String> columns;
    private final int[] types;
    private @Nullable WantedTables seen;
    private @Nullable Wanted wanted;

    Relation(long oid, String source, String schema, String name, List<String> columns, int[] types) {
        this.oid = oid;
        this.source = source;
        this.schema = schema;
        this.name = name;
        this.columns = columns;
        this.types = types;
    }

    /**
     * What is wanted of this table.
     *
     * @param insert what a row with a new key is
     * @param doubt why its changes mean something else than the table that is watched; null if they do not. It then names a text
     *     of the operator's page.
     */
    record Wanted(
            Watched table,
            Shape shape,
            RowKeys keys,
            RowChange.Kind insert,
            @Nullable String doubt) {}

    /** Null if nobody collects the table. */
    @Nullable
    Wanted wanted(WantedTables tables) {
        if (seen != tables) {
            Watched table = tables.find(schema, name);
            wanted = table == null ? null : resolve(table);
            seen = tables;
        }
        return wanted;
    }

    private Wanted resolve(Watched table) {
        RowKeys keys = RowKeys.of(table.table().key(), columns, column -> types[columns.indexOf(column)] == BPCHAR);
        String doubt = oid != table.found().oid()
                ? "other-table"
                : columns.containsAll(TableCheck.columns(table.resources())) ? null : "other-columns";
        RowChange.Kind insert = table.keepsKeysApart() ? RowChange.Kind.UPSERT : RowChange.Kind.INSERT;
        return new Wanted(table, new Shape(source, schema, name, table.cleaned(), columns), keys, insert, doubt);
    }
}
