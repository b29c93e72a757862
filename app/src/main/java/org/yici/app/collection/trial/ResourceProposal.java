package org.yici.app.collection.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.collection.SourceTrials.Table;
import org.yici.app.collection.trial.SourceDatabase.Column;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.text.Pinyin;
import tools.jackson.databind.json.JsonMapper;

/** The first text of a resource that is collected from a table: what the table tells, and what values let guess. People go over it. */
public final class ResourceProposal {
    private static final int LONGEST_NAME = 40;
    private static final Set<ItemType> SENSITIVE =
            Set.of(ItemType.CITIZEN_ID, ItemType.PHONE, ItemType.ADDRESS, ItemType.CREDIT_CODE);

    private final Set<String> reserved;
    private final List<Resource> published;

    public ResourceProposal(Set<String> reserved, List<Resource> published) {
        this.reserved = reserved;
        this.published = published;
    }

    public String text(
            String source,
            String department,
            String division,
            Table table,
            List<Column> columns,
            List<Map<String, @Nullable String>> rows) {
        String code = code(department, division);
        StringBuilder text = new StringBuilder();
        text.append("# 由 ")
                .append(table.schema())
                .append('.')
                .append(table.name())
                .append(" 的结构和样例推测，请逐项核对。\n");
        text.append("# Guessed from the table and a sample of its rows; go over each item.\n");
        text.append("code: ").append(code).append('\n');
        text.append("table: ").append(free(ascii(table.name()))).append('\n');
        String label = table.comment() == null || table.comment().isBlank() ? table.name() : table.comment();
        text.append("label: {zh: ")
                .append(quoted(label))
                .append(", en: ")
                .append(quoted(english(table.name())))
                .append("}\n");
        text.append("summary: {zh: ")
                .append(quoted(label))
                .append(", en: ")
                .append(quoted(english(table.name())))
                .append("}\n");
        text.append("provider: ").append(department).append('\n');
        text.append("source: {source: ").append(source).append(", schema: ").append(quoted(table.schema()));
        text.append(", table: ").append(quoted(table.name())).append(", key: [");
        text.append(String.join(
                        ", ", table.key().stream().map(ResourceProposal::quoted).toList()))
                .append("]}\n");
        if (table.key().isEmpty()) {
            text.append("# 此表没有主键，也没有唯一索引：请把能区分各行的列写在上面的 key 里，装载时核对。\n");
            text.append(
                    "# It has neither a primary key nor a unique index: name the columns that tell its rows apart as key above;"
                            + " loading checks that they do.\n");
        }
        text.append("sharing: CONDITIONAL\nitems:\n");
        Set<String> names = new HashSet<>();
        int number = 0;
        for (Column column : columns) {
            number++;
            List<@Nullable String> values = new ArrayList<>();
            rows.forEach(row -> values.add(row.get(column.name())));
            ItemType type = TypeGuess.of(
                    column.name() + " " + Objects.requireNonNullElse(column.comment(), ""), column.sqlType(), values);
            String name = ascii(column.name());
            String unique = name;
            for (int again = 2; reserved.contains(unique) || !names.add(unique); again++) {
                unique = name + "_" + again;
            }
            String said = column.comment() == null || column.comment().isBlank() ? column.name() : column.comment();
            text.append("  - code: ")
                    .append(code)
                    .append("%04d".formatted(number))
                    .append('\n');
            text.append("    name: ").append(unique).append('\n');
            text.append("    label: {zh: ")
                    .append(quoted(said))
                    .append(", en: ")
                    .append(quoted(english(column.name())))
                    .append("}\n");
            text.append("    type: ").append(type).append('\n');
            text.append("    level: ")
                    .append(SENSITIVE.contains(type) ? "L3" : "L2")
                    .append('\n');
            text.append("    required: ")
                    .append(table.key().contains(column.name()))
                    .append('\n');
            text.append("    subject: ").append(type.isStrongIdentifier()).append('\n');
            text.append("    from: [").append(quoted(column.name())).append("]\n");
        }
        return text.toString();
    }

    /** The next free code beside the department's other resources; without any, under letters that say that it is provisional. */
    private String code(String department, String division) {
        String prefix = published.stream()
                .filter(resource -> resource.provider().equals(department))
                .map(resource -> resource.code().substring(0, 6))
                .findFirst()
                .orElse("ZZ" + division.substring(0, 4));
        int highest = published.stream()
                .map(Resource::code)
                .filter(code -> code.startsWith(prefix + "/"))
                .mapToInt(code -> Integer.parseInt(code.substring(prefix.length() + 1)))
                .max()
                .orElse(0);
        return prefix + "/" + "%06d".formatted(highest + 1);
    }

    private String free(String table) {
        String name = table;
        for (int again = 2; isTaken(name); again++) {
            name = table + "_" + again;
        }
        return name;
    }

    private boolean isTaken(String table) {
        return reserved.contains(table)
                || published.stream().anyMatch(resource -> resource.table().equals(table));
    }

    /** A name that a column may have: Chinese as its pinyin, everything else that is no letter or digit as an underscore. */
    private static String ascii(String name) {
        String letters = Pinyin.of(name.toLowerCase(Locale.ROOT))
                .letters()
                .replaceAll("[^a-z0-9_]+", "_")
                .replaceAll("^[^a-z]+", "");
        String cut = letters.substring(0, Math.min(letters.length(), LONGEST_NAME));
        return cut.isEmpty() ? "c" : cut;
    }

    /** What an English page shows until somebody translates it: Chinese as its pinyin. */
    private static String english(String name) {
        return Pinyin.of(name).letters().equals(name) ? name : ascii(name).replace('_', ' ');
    }

    private static String quoted(String text) {
        // JSON is YAML: a text in double quotes with its escapes.
        return JsonMapper.shared().writeValueAsString(text);
    }
}
