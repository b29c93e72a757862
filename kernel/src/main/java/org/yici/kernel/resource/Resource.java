package org.yici.kernel.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An information resource of the catalogue: what a department publishes, item by item, and where it comes from.
 *
 * @param code two-part code of GB/T 21063.5, {@code GA3300/000001}
 * @param table name of its typed table in the schema {@code registry}
 * @param label what people call it
 * @param summary one sentence on what it holds
 * @param provider code of the one responsible department
 * @param source the department's table that it is collected from
 * @param sharing under which rule others may use it
 * @param items its items in the order of their codes
 * @param linking how a record without a usable strong identifier finds its subject; null if it cannot
 */
public record Resource(
        String code,
        String table,
        Label label,
        Label summary,
        String provider,
        SourceTable source,
        Sharing sharing,
        List<Item> items,
        @Nullable Linking linking) {
    public Resource {
        if (!code.matches("[A-Z]{2}[0-9]{4}/[0-9]{6}")) {
            throw new IllegalArgumentException("Resource code '" + code + "' is not of the form GA3300/000001");
        }
        if (!table.matches("[a-z][a-z0-9_]{0,50}")) {
            throw new IllegalArgumentException("Resource " + code + ": table '" + table + "' is not a valid name");
        }
        items = List.copyOf(items);
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            if (!item.code().matches("\\Q" + code + "\\E[0-9]{4}")) {
                throw new IllegalArgumentException(
                        "Item code '" + item.code() + "' must be the resource code " + code + " and four digits");
            }
            if (!seen.add(item.name()) || !seen.add(item.code())) {
                throw new IllegalArgumentException("Resource " + code + ": item " + item.name() + " comes twice");
            }
        }
        for (Item item : items) {
            if (item.about() != null
                    && items.stream()
                            .noneMatch(other -> other.subject() && other.name().equals(item.about()))) {
                throw new IllegalArgumentException("Resource " + code + ": item " + item.name() + " is about '"
                        + item.about() + "', which is no item that names a subject");
            }
        }
        if (linking != null) {
            linking.requireFit(code, items);
        }
    }

    /** A resource whose subjects are known by their strong identifiers alone. */
    public Resource(
            String code,
            String table,
            Label label,
            Label summary,
            String provider,
            SourceTable source,
            Sharing sharing,
            List<Item> items) {
        this(code, table, label, summary, provider, source, sharing, items, null);
    }

    public Optional<Item> item(String name) {
        return items.stream().filter(item -> item.name().equals(name)).findFirst();
    }

    /** The items that name those whom an item's values are about: itself, the one it declares, or all of the record. */
    public List<Item> subjectsOf(Item item) {
        if (item.subject()) {
            return List.of(item);
        }
        return subjects().stream()
                .filter(subject -> item.about() == null || item.about().equals(subject.name()))
                .toList();
    }

    /** The items that name a subject of a record. */
    public List<Item> subjects() {
        return items.stream().filter(Item::subject).toList();
    }
}
