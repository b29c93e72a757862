package org.yici.app.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.kernel.resource.Label;

/**
 * The files that make a service item. As one text, which people review line by line, each stands behind a line {@code === NAME}.
 *
 * @param item its declaration in YAML, see {@link ServiceItem}
 * @param process its process, BPMN 2.0
 * @param rules its decision tables, DMN 1.3; null if no rules decide
 */
public record ItemFiles(
        String item, String process, @Nullable String rules) {
    public static final String ITEM = "item.yaml";
    public static final String PROCESS = "process.bpmn20.xml";
    public static final String RULES = "rules.dmn";
    /** Characters of one of the files. */
    public static final int LONGEST = 500_000;

    private static final String MARK = "=== ";
    private static final List<String> NAMES = List.of(ITEM, PROCESS, RULES);

    public ItemFiles {
        item = lines(item);
        process = lines(process);
        rules = rules == null ? null : lines(rules);
        requireNoMark(ITEM, item);
        requireNoMark(PROCESS, process);
        requireNoMark(RULES, rules == null ? "" : rules);
    }

    /** What would begin another file when all are read as one text. */
    private static void requireNoMark(String file, String content) {
        if (content.startsWith(MARK) || content.contains("\n" + MARK)) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "%s 中不能有以“%s”开头的行，它后面是文件名",
                            "no line of %s may begin with '%s', behind which stand the names of files", file, MARK));
        }
    }

    /**
     * @throws InvalidDefinitionException if a file is missing, comes twice, or is none of an item's
     */
    public static ItemFiles of(String text) {
        Map<String, StringBuilder> files = new TreeMap<>();
        StringBuilder current = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith(MARK)) {
                String name = line.substring(MARK.length()).strip();
                if (!NAMES.contains(name)) {
                    throw new InvalidDefinitionException(
                            number,
                            Label.of("事项没有文件 %s；事项的文件是 %s", "an item has no file %s; its files are %s", name, NAMES));
                }
                current = new StringBuilder();
                if (files.put(name, current) != null) {
                    throw new InvalidDefinitionException(
                            number, Label.of("文件 %s 出现了两次", "the file %s comes twice", name));
                }
            } else if (current != null) {
                current.append(line).append('\n');
            } else if (!line.isBlank()) {
                throw new InvalidDefinitionException(
                        number, Label.of("请以这一行开头：%s", "begin with the line %s", MARK + ITEM));
            }
        }
        return new ItemFiles(
                required(files, ITEM),
                required(files, PROCESS),
                files.containsKey(RULES) ? required(files, RULES) : null);
    }

    private static String required(Map<String, StringBuilder> files, String name) {
        StringBuilder file = files.get(name);
        if (file == null || file.toString().isBlank()) {
            throw new InvalidDefinitionException(
                    0,
                    Label.of(
                            "缺少文件 %s，或内容为空；它写在这一行之后：%s",
                            "the file %s is missing or empty; it stands behind the line %s", name, MARK + name));
        }
        if (file.length() > LONGEST) {
            throw new InvalidDefinitionException(
                    0, Label.of("文件 %s 超过 %s 个字符", "the file %s has more than %s characters", name, LONGEST));
        }
        return file.toString();
    }

    /** All files as one text. */
    public String text() {
        return section(ITEM, item) + section(PROCESS, process) + (rules == null ? "" : section(RULES, rules));
    }

    private static String section(String name, String content) {
        return MARK + name + "\n" + content;
    }

    /** Something that is wrong in one of the files, at its place in the text. */
    Finding finding(String file, int line, Label fault) {
        return new Finding(line > 0 ? before(file) + line : 0, fault, new Finding.Place(file, line));
    }

    private int before(String file) {
        return switch (file) {
            case ITEM -> 1;
            case PROCESS -> 2 + count(item);
            default -> 3 + count(item) + count(process);
        };
    }

    private static int count(String content) {
        return (int) content.lines().count();
    }

    /** As the same text is written everywhere: with line feeds, the last line too. */
    private static String lines(String content) {
        StringBuilder text = new StringBuilder(content.length() + 1);
        content.lines().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
