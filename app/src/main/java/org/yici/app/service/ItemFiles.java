package org.yici.app.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;

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
                    0, "no line of " + file + " may begin with '" + MARK + "', behind which stand the names of files");
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
                            number, "an item has no file " + name + "; its files are " + String.join(", ", NAMES));
                }
                current = new StringBuilder();
                if (files.put(name, current) != null) {
                    throw new InvalidDefinitionException(number, "the file " + name + " comes twice");
                }
            } else if (current != null) {
                current.append(line).append('\n');
            } else if (!line.isBlank()) {
                throw new InvalidDefinitionException(number, "begin with the line " + MARK + ITEM);
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
                    0, "the file " + name + " is missing or empty; it stands behind the line " + MARK + name);
        }
        if (file.length() > LONGEST) {
            throw new InvalidDefinitionException(0, "the file " + name + " has more than " + LONGEST + " characters");
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
    Finding finding(String file, int line, String fault) {
        return line > 0
                ? new Finding(before(file) + line, fault + " (" + file + ", line " + line + ")")
                : new Finding(0, fault + " (" + file + ")");
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
