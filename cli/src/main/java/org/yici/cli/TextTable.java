package org.yici.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table for a terminal, whose columns stand straight although a Chinese character is two cells wide. */
public final class TextTable {
    private final List<String> heads = new ArrayList<>();
    private final List<Boolean> numbers = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    public void column(String head, boolean number) {
        heads.add(head);
        numbers.add(number);
    }

    public void row(List<@Nullable String> values) {
        rows.add(values.stream()
                .map(value -> value == null ? "" : oneLine(value))
                .toList());
    }

    public void print(PrintWriter out) {
        int[] widths = new int[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(heads.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        out.println(line(heads, widths, false));
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
        }
        out.println(rule);
        rows.forEach(row -> out.println(line(row, widths, true)));
    }

    private String line(List<String> cells, int[] widths, boolean alignNumbers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blank = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? " " : " | ");
            line.append(alignNumbers && numbers.get(i) ? blank + cells.get(i) : cells.get(i) + blank);
        }
        return line.toString().stripTrailing();
    }

    /** How many cells of a terminal a text takes (East Asian Width: wide and full-width characters take two). */
    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF01 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    /** Line ends and tabs as escapes, so that a row stays a row. */
    private static String oneLine(String value) {
        return value.chars().anyMatch(c -> c < ' ')
                ? value.chars().mapToObj(TextTable::shown).collect(Collectors.joining())
                : value;
    }

    private static String shown(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.valueOf((char) c);
        };
    }
}
