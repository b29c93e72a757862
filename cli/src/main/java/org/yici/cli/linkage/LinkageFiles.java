package org.yici.cli.linkage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.PreparedRecord;

/** Reads records and their truth. */
public final class LinkageFiles {
    private static final int BATCH = 20_000;

    private LinkageFiles() {}

    /**
     * Reads records of a model's layout, prepared to be linked, in the file's order.
     *
     * @param progress is told the number of records so far
     */
    public static List<PreparedRecord> records(Path file, Linker linker, LongConsumer progress) {
        List<String> columns = new ArrayList<>();
        columns.add("rec_id");
        columns.addAll(linker.model().columns());
        List<PreparedRecord> records = new ArrayList<>();
        List<String[]> batch = new ArrayList<>(BATCH);
        new CsvFile(file).read(columns, (line, values) -> {
            batch.add(values);
            if (batch.size() == BATCH) {
                prepare(batch, linker, records);
                progress.accept(records.size());
            }
        });
        prepare(batch, linker, records);
        progress.accept(records.size());
        return records;
    }

    private static void prepare(List<String[]> batch, Linker linker, List<PreparedRecord> records) {
        PreparedRecord[] prepared = new PreparedRecord[batch.size()];
        IntStream.range(0, prepared.length).parallel().forEach(i -> {
            String[] row = batch.get(i);
            prepared[i] = linker.prepare(row[0], Arrays.copyOfRange(row, 1, row.length));
        });
        records.addAll(Arrays.asList(prepared));
        batch.clear();
    }

    /** Reads which subject each record is of, in the order of the records. */
    public static List<String> truth(Path file, List<PreparedRecord> records) {
        Map<String, String> subjects = new HashMap<>();
        new CsvFile(file).read(List.of("rec_id", "cluster"), (line, values) -> subjects.put(values[0], values[1]));
        return records.stream()
                .map(entry -> {
                    String subject = subjects.get(entry.id());
                    if (subject == null) {
                        throw new BadFileException(file + ": the record " + entry.id() + " is missing");
                    }
                    return subject;
                })
                .toList();
    }
}
