package org.yici.app.web.portal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.yici.app.store.Page;

/**
 * The district's whole list of service items, as its government publishes it: {@code service-list.csv} of the pack, with the
 * columns department, main_item, name, item_code, division, credit_code, task_type. Without a pack, or without the file in it,
 * the list is empty.
 */
@Component
class ServiceDirectory {
    private static final int COLUMNS = 7;

    private final List<Entry> entries;

    ServiceDirectory(@Value("${yici.pack:}") String pack, ResourceLoader resources) throws IOException {
        this.entries = pack.isEmpty() ? List.of() : read(resources.getResource(file(pack)));
    }

    private static String file(String pack) {
        return (pack.endsWith("/") ? pack : pack + "/") + "service-list.csv";
    }

    /**
     * One service item of the list.
     *
     * @param department name of the district's department
     * @param group the main item it belongs to, empty if the list gives none
     * @param code implementation code, raw
     * @param kind kind of administrative act: 1 licence, 5 payment, 7 confirmation, 8 reward, 9 ruling, 10 other power,
     *     20 public service
     */
    record Entry(String department, String group, String name, String code, String kind) {
        /** The code up to the version of the item; the list of one office and a declaration may differ in what follows. */
        boolean matches(String text) {
            return text.isEmpty()
                    || name.toLowerCase(Locale.ROOT).contains(text)
                    || group.toLowerCase(Locale.ROOT).contains(text)
                    || code.toLowerCase(Locale.ROOT).startsWith(text);
        }
    }

    /** What is wanted; an empty text means any. */
    record Filter(String text, String department, String kind) {
        boolean accepts(Entry entry) {
            return (department.isEmpty() || entry.department().equals(department))
                    && (kind.isEmpty() || entry.kind().equals(kind))
                    && entry.matches(text.strip().toLowerCase(Locale.ROOT));
        }
    }

    Page<Entry> search(Filter filter, int page, int size) {
        List<Entry> found = entries.stream().filter(filter::accepts).toList();
        int from = Math.min(found.size(), page * size);
        return new Page<>(found.subList(from, Math.min(found.size(), from + size)), page, size, found.size());
    }

    /** Departments with the number of their items, the largest first. */
    List<Map.Entry<String, Long>> departments() {
        return entries.stream()
                .collect(Collectors.groupingBy(Entry::department, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** Kinds of acts with the number of items, by code. */
    Map<Integer, Long> kinds() {
        return entries.stream()
                .filter(entry -> entry.kind().matches("\\d{1,2}"))
                .collect(Collectors.groupingBy(
                        entry -> Integer.valueOf(entry.kind()), TreeMap::new, Collectors.counting()));
    }

    long count(String text) {
        return entries.stream().filter(new Filter(text, "", "")::accepts).count();
    }

    int size() {
        return entries.size();
    }

    private static List<Entry> read(Resource file) throws IOException {
        if (!file.exists()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        try (CsvReader<CsvRecord> lines =
                CsvReader.builder().ofCsvRecord(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            for (CsvRecord line : lines) {
                List<String> cells = line.getFields();
                if (cells.size() != COLUMNS) {
                    throw new IOException(file.getDescription() + ": line " + line.getStartingLineNumber() + " has "
                            + cells.size() + " cells, not " + COLUMNS + ": " + String.join(",", cells));
                }
                if (line.getStartingLineNumber() > 1) {
                    String group = cells.get(1).equals("未分类") ? "" : cells.get(1);
                    entries.add(new Entry(cells.get(0), group, cells.get(2), cells.get(3), cells.get(6)));
                }
            }
        }
        return List.copyOf(entries);
    }
}
