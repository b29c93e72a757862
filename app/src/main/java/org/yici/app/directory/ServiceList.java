package org.yici.app.directory;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The files of a pack that list the district's public services; a file that is not there lists none. */
final class ServiceList {
    /** The tail of an implementation code: division, subdivision, office and version, which do not tell one item from another. */
    private static final Pattern TAIL = Pattern.compile("-\\d{12}-.*");

    private static final String UNGROUPED = "未分类";

    private ServiceList() {}

    /**
     * A line of the list.
     *
     * @param address the code without its tail
     * @param english the name in English, or null
     */
    record Line(
            String address,
            String code,
            String name,
            @Nullable String english,
            String group,
            String department,
            String kind,
            String creditCode) {}

    /**
     * Reads the list.
     *
     * @param list CSV with the columns department, main_item, name, item_code, credit_code, task_type
     * @param english CSV with the columns item_code, name
     * @throws IllegalStateException if a column is missing; the message names the line
     */
    static List<Line> read(Resource list, Resource english) {
        Map<String, String> names = new HashMap<>();
        for (NamedCsvRecord row : rows(english)) {
            names.put(field(row, "item_code"), field(row, "name"));
        }
        List<Line> lines = new ArrayList<>();
        for (NamedCsvRecord row : rows(list)) {
            String code = field(row, "item_code");
            String address = address(code);
            String group = field(row, "main_item");
            lines.add(new Line(
                    address,
                    code,
                    field(row, "name"),
                    names.get(address),
                    group.equals(UNGROUPED) ? "" : group,
                    field(row, "department"),
                    field(row, "task_type"),
                    field(row, "credit_code")));
        }
        return List.copyOf(lines);
    }

    /** A code without its tail: readable, and the same when the list is published again. */
    static String address(String code) {
        return TAIL.matcher(code).replaceFirst("");
    }

    private static String field(NamedCsvRecord row, String column) {
        return row.findField(column)
                .orElseThrow(() -> new IllegalStateException("Line " + row.getStartingLineNumber()
                        + " of a list of services has no " + column + ": " + String.join(",", row.getFields())));
    }

    private static List<NamedCsvRecord> rows(Resource file) {
        if (!file.exists()) {
            return List.of();
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The pack's file " + file.getDescription() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
