package org.yici.stream.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.source.Observed.Column;
import org.yici.stream.source.Observed.Member;
import org.yici.stream.source.Observed.Publication;

/** Whether one table, as it stands, can be collected completely; the first thing that stands in the way is what is told. */
final class TableCheck {
    private final Registered source;
    private final SourceTable table;
    private final List<Resource> resources;
    private final String name;

    TableCheck(Registered source, List<Resource> resources) {
        this.source = source;
        this.resources = resources;
        this.table = resources.get(0).source();
        this.name = name(table);
    }

    /** As it is written in SQL. */
    static String name(SourceTable table) {
        return plain(table.schema()) + "." + plain(table.table());
    }

    private static String plain(String identifier) {
        return identifier.matches("[a-z_][a-z0-9_]*") ? identifier : '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The columns that items read or that make the key. */
    static Set<String> columns(List<Resource> resources) {
        Set<String> columns = new TreeSet<>(resources.get(0).source().key());
        for (Resource resource : resources) {
            resource.items().forEach(item -> columns.addAll(item.from()));
        }
        return columns;
    }

    /** Columns and the sorts of their types, as the sources' rows keep them; another edition begins anew. */
    static String types(List<Resource> resources, String editions, Observed observed) {
        return editions + "\n"
                + columns(resources).stream()
                        .map(column -> {
                            Column there = observed.columns().get(column);
                            return there == null ? "" : column + "\t" + there.category() + "\t" + there.type();
                        })
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n"));
    }

    /** What is wrong with the table itself, whoever publishes it; null if nothing. */
    @Nullable
    TableFault of(
            @Nullable Observed observed, @Nullable Publication publication, @Nullable String types, String editions) {
        for (Resource other : resources) {
            if (!other.source().key().equals(table.key())) {
                return fault(
                        "keys-differ",
                        "Resources " + resources.get(0).code() + " and " + other.code() + " are both collected from "
                                + name + " but name different keys; correct one of them",
                        resources.get(0).code(),
                        other.code());
            }
        }
        if (observed == null) {
            return fault(
                    "missing",
                    "Table " + name + " does not exist in the database of " + source.name()
                            + "; create it or rename it back, or correct the catalogue entry");
        }
        if (observed.kind() != 'r' && observed.kind() != 'p') {
            return fault(
                    "kind",
                    name
                            + " is not a table: views and foreign tables cannot be collected; name the table that holds the rows");
        }
        for (Member member : observed.members()) {
            if (member.kind() != 'r') {
                return fault(
                        "foreign",
                        "Partition " + member.name() + " of " + name
                                + " is a foreign table, whose changes this server's log does not hold; detach it",
                        member.name());
            }
            if (member.persistence() != 'p') {
                return fault(
                        "unlogged",
                        "Table " + member.name() + " is unlogged, so that its changes are in no log; alter table "
                                + member.name() + " set logged",
                        member.name());
            }
        }
        // What keeps the department itself from its work comes first.
        TableFault refusing = new RefusalCheck(source, table).of(observed, publication);
        if (refusing != null) {
            return refusing;
        }
        if (!observed.children().isEmpty()) {
            String children = String.join(", ", observed.children());
            return fault(
                    "children",
                    "Table " + name + " has children by inheritance (" + children
                            + "), whose rows a select from it shows but its log does not tell. Collect each child as a table of its"
                            + " own and end the inheritance (alter table "
                            + observed.children().get(0) + " no inherit " + name
                            + "), or make it a partitioned table",
                    children,
                    observed.children().get(0));
        }
        TableFault key = key(observed);
        return key != null ? key : columns(observed, types, editions);
    }

    private @Nullable TableFault key(Observed observed) {
        for (String column : table.key()) {
            if (!observed.columns().containsKey(column)) {
                return fault(
                        "key-column",
                        "Table " + name + " has no column " + column
                                + ", which its catalogue entry names as key; rename it back or publish a corrected entry",
                        column);
            }
        }
        String key = String.join(", ", table.key());
        for (Member member : observed.members()) {
            Set<String> identity = member.identity();
            if (identity != null && !identity.containsAll(table.key())) {
                return fault(
                        "identity",
                        "Table " + member.name() + " has no primary key over (" + key
                                + "), so that its deletions cannot be told; add one, or: alter table " + member.name()
                                + " replica identity full",
                        member.name(),
                        key);
            }
            if (!isUnique(member)) {
                return notUnique(member.name());
            }
        }
        return null;
    }

    private TableFault notUnique(String of) {
        String key = String.join(", ", table.key());
        return fault(
                "key-not-unique",
                "Table " + of + " lets several rows have the same (" + key
                        + "), by which its catalogue entry tells records apart; add a unique index over them, or publish an"
                        + " entry whose key is the table's",
                of,
                key);
    }

    /** What the rows themselves show when they are loaded. */
    TableFault brokenKey(String cause) {
        String key = String.join(", ", table.key());
        return cause.equals("key-not-unique")
                ? notUnique(name)
                : fault(
                        cause,
                        "Table " + name + " has rows without a value in (" + key
                                + "), by which its catalogue entry tells records apart; fill them, or publish an entry with"
                                + " another key",
                        name,
                        key);
    }

    /**
     * Whether no two rows have the same key. A table without any unique index is looked at when it is loaded: a key may be too long for an
     * index.
     */
    private boolean isUnique(Member member) {
        return member.uniques().isEmpty()
                || member.uniques().stream().anyMatch(columns -> table.key().containsAll(columns));
    }

    private @Nullable TableFault columns(Observed observed, @Nullable String types, String editions) {
        Map<String, String> before = before(types, editions);
        for (Resource resource : resources) {
            for (Item item : resource.items()) {
                for (String column : item.from()) {
                    TableFault fault =
                            column(resource, item, column, observed.columns().get(column), before);
                    if (fault != null) {
                        return fault;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable TableFault column(
            Resource resource, Item item, String column, @Nullable Column there, Map<String, String> before) {
        if (there == null) {
            return fault(
                    "column-missing",
                    "Table " + name + " has no column " + column + ", which item " + item.name() + " of "
                            + resource.code()
                            + " reads; rename it back or publish an edition of the entry that names the new column",
                    column,
                    item.name(),
                    resource.code());
        }
        if (there.generated()) {
            return fault(
                    "column-generated",
                    "Column " + column + " of " + name + ", which item " + item.name() + " of " + resource.code()
                            + " reads, is generated and therefore not in the log; name the columns that it is made from",
                    column,
                    item.name(),
                    resource.code());
        }
        String was = before.get(column);
        if (was != null && !was.startsWith(there.category() + "\t")) {
            String type = was.substring(was.indexOf('\t') + 1);
            return fault(
                    "column-type",
                    "Column " + column + " of " + name + ", which item " + item.name() + " of " + resource.code()
                            + " reads, was of type " + type + " and is now of type " + there.type()
                            + "; change it back, publish a new edition of the entry, or load the table anew to accept it",
                    column,
                    item.name(),
                    resource.code(),
                    type,
                    there.type());
        }
        return null;
    }

    private static Map<String, String> before(@Nullable String types, String editions) {
        Map<String, String> before = new TreeMap<>();
        if (types != null && types.startsWith(editions + "\n")) {
            types.substring(editions.length() + 1).lines().forEach(line -> {
                int end = line.indexOf('\t');
                before.put(line.substring(0, end), line.substring(end + 1));
            });
        }
        return before;
    }

    /** A fault that the server names itself. */
    TableFault refused(String cause, String message) {
        return fault(
                cause,
                cause.equals("cannot-publish")
                        ? "Table " + name + " cannot be put into the publication " + source.publication() + ": "
                                + message
                                + ". Let the user own the table, or as its owner: alter publication "
                                + source.publication() + " add table " + name
                        : "Table " + name + " cannot be loaded: " + message,
                message,
                source.publication());
    }

    private TableFault fault(String cause, String sentence, String... more) {
        return TableFault.about(name, cause, sentence, more);
    }
}
