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
            throw new InvalidResourceException(Label.of(
                    "资源代码“%s”不是 GA3300/000001 这样的形式", "Resource code '%s' is not of the form GA3300/000001", code));
        }
        if (!table.matches("[a-z][a-z0-9_]{0,50}")) {
            throw new InvalidResourceException(Label.of(
                    "信息资源 %s：table“%s”不是有效的表名，须以小写字母开头，只含小写字母、数字和下划线",
                    "Resource %s: table '%s' is not a valid name", code, table));
        }
        items = List.copyOf(items);
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            if (!item.code().matches("\\Q" + code + "\\E[0-9]{4}")) {
                throw new InvalidResourceException(Label.of(
                        "信息项代码“%s”须由资源代码 %s 加四位数字组成",
                        "Item code '%s' must be the resource code %s and four digits", item.code(), code));
            }
            if (!seen.add(item.name()) || !seen.add(item.code())) {
                throw new InvalidResourceException(
                        Label.of("信息资源 %s：信息项 %s 的名称或代码重复", "Resource %s: item %s comes twice", code, item.name()));
            }
        }
        for (Item item : items) {
            if (item.about() != null
                    && items.stream()
                            .noneMatch(other -> other.subject() && other.name().equals(item.about()))) {
                throw new InvalidResourceException(Label.of(
                        "信息资源 %s：信息项 %s 的 about 是“%s”，它不是标识主体的信息项",
                        "Resource %s: item %s is about '%s', which is no item that names a subject",
                        code,
                        item.name(),
                        item.about()));
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
