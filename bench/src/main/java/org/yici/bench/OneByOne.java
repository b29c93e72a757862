package org.yici.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.yici.cli.linkage.Accuracy;
import org.yici.cli.linkage.LinkageFiles;
import org.yici.kernel.linking.BatchLinkage;
import org.yici.kernel.linking.Constraints;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.MemoryLinkage;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/**
 * The collection job links the records of a development set as they arrive, in a random order, on real databases; beside it the
 * same records in one batch. Records with a valid strong identifier are its subject's by that, the others are looked at.
 */
final class OneByOne {
    /** The sets that departments' records are like, by the column with the strong identifier. */
    private static final Map<String, String> IDENTIFIERS = Map.of("zh_person", "id_no", "zh_company", "code");

    private static final String TABLE = "arriving";
    private static final int IN_A_COMMIT = 20;
    private static final long PATIENCE_SECONDS = 900;
    /** What the job takes for the least number of records. */
    private static final long LEAST_POPULATION = 100_000;

    private final Path folder;
    private final Consumer<String> progress;
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final Map<String, Double> rates = new LinkedHashMap<>();

    /** @param folder of the development sets */
    OneByOne(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** Measures each set in so many orders: in memory, which has the frequencies of the whole set from the start, then by the job. */
    void run(int orders) throws Exception {
        for (String set : Linkage.MODELS.keySet().stream().sorted().toList()) {
            if (Files.exists(folder.resolve(set).resolve("records.csv"))) {
                progress.accept(set + " in memory");
                inMemory(set, orders);
            }
        }
        for (String set : IDENTIFIERS.keySet().stream().sorted().toList()) {
            if (Files.exists(folder.resolve(set).resolve("records.csv"))) {
                for (int order = 1; order <= orders; order++) {
                    measure(set, order);
                }
            } else {
                progress.accept(set + " is not in " + folder + ", left out");
            }
        }
    }

    private void inMemory(String set, int orders) {
        Linker linker = new Linker(ModelFiles.named(Linkage.MODELS.getOrDefault(set, set)));
        List<PreparedRecord> entries =
                LinkageFiles.records(folder.resolve(set).resolve("records.csv"), linker, done -> {});
        List<String> truth = LinkageFiles.truth(folder.resolve(set).resolve("truth.csv"), entries);
        BatchLinkage.Result batch = BatchLinkage.link(linker, entries, BatchLinkage.Progress.SILENT);
        List<Integer> clusters = Arrays.stream(batch.cluster()).boxed().toList();
        for (int order = 1; order <= orders; order++) {
            List<PreparedRecord> shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, new Random(order));
            MemoryLinkage memory = new MemoryLinkage(linker, batch.frequencies());
            shuffled.forEach(memory::add);
            Map<String, String> subjects = memory.subjects();
            List<String> linked = entries.stream()
                    .map(entry -> subjects.getOrDefault(entry.id(), entry.id()))
                    .toList();
            String name = set + "_memory_order_" + order;
            ratios.put(
                    name + "_agreement_with_batch",
                    Accuracy.of(linked, clusters).f1());
            ratios.put(name + "_f1_one_by_one", Accuracy.of(linked, truth).f1());
        }
    }

    private void measure(String set, int order) throws Exception {
        Linker linker = new Linker(ModelFiles.named(set));
        Path records = folder.resolve(set).resolve("records.csv");
        List<PreparedRecord> entries = LinkageFiles.records(records, linker, done -> {});
        List<String> truth = LinkageFiles.truth(folder.resolve(set).resolve("truth.csv"), entries);
        Frequencies frequencies = Frequencies.of(linker, entries, Math.max(entries.size(), LEAST_POPULATION));
        List<Integer> batch = Arrays.stream(
                        BatchLinkage.link(linker, entries, frequencies, Constraints.NONE, BatchLinkage.Progress.SILENT)
                                .cluster())
                .boxed()
                .toList();
        List<String> stopped = new ArrayList<>();
        List<String> columns = columns(records);
        try (Servers servers = Servers.start(ddl(TABLE, columns, "primary key"), resource(set, columns));
                AutoCloseable job = servers.job(stopped::add)) {
            stage(servers, records, columns, order);
            progress.accept(set + ", order " + order + ": " + entries.size() + " records arrive");
            long started = System.nanoTime();
            for (int from = 0; from < entries.size(); from += IN_A_COMMIT) {
                servers.atDepartment("insert into " + TABLE + " select " + String.join(", ", columns)
                        + " from staged where place > " + from + " and place <= " + (from + IN_A_COMMIT));
            }
            await(servers, entries.size());
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, String> subjects = subjects(servers);
            List<String> linked = entries.stream()
                    .map(entry -> subjects.getOrDefault(entry.id(), entry.id()))
                    .toList();
            long unidentified = servers.count("select count(*) from linking.record where subject is null");
            String name = set + "_order_" + order;
            ratios.put(
                    name + "_agreement_with_batch", Accuracy.of(linked, batch).f1());
            ratios.put(name + "_f1_one_by_one", Accuracy.of(linked, truth).f1());
            ratios.put(name + "_f1_batch", Accuracy.of(batch, truth).f1());
            ratios.put(name + "_auto_link_precision", Accuracy.of(linked, truth).precision());
            ratios.put(
                    name + "_questions_a_record",
                    servers.count("select count(*) from linking.review where state = 'open'")
                            / (double) entries.size());
            rates.put(name + "_without_identifier", unidentified / seconds);
            if (!stopped.isEmpty()) {
                throw new IllegalStateException("The job ended by itself: " + stopped.get(0));
            }
        }
    }

    private static List<String> columns(Path records) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(records)) {
            return List.of(reader.readLine().split(","));
        }
    }

    private static String ddl(String table, List<String> columns, String key) {
        return "create table " + table + " (" + columns.get(0) + " text " + key + ", "
                + String.join(" text, ", columns.subList(1, columns.size())) + " text)";
    }

    private static Resource resource(String set, List<String> columns) {
        List<Item> items = new ArrayList<>();
        Map<String, String> compared = new LinkedHashMap<>();
        for (String column : columns.subList(1, columns.size())) {
            ItemType type = !column.equals(IDENTIFIERS.get(set))
                    ? ItemType.TEXT
                    : set.equals("zh_person") ? ItemType.CITIZEN_ID : ItemType.CREDIT_CODE;
            items.add(Servers.item(items.size() + 1, column, type, column, Map.of()));
            if (ModelFiles.named(set).columns().contains(column)) {
                compared.put(column, column);
            }
        }
        Label label = new Label(set, set);
        return new Resource(
                "GA5100/000001",
                "arrived",
                label,
                label,
                "police",
                new SourceTable("police", "public", TABLE, List.of(columns.get(0))),
                Sharing.CONDITIONAL,
                items,
                new Linking(set, String.valueOf(IDENTIFIERS.get(set)), compared, false));
    }

    private static void stage(Servers servers, Path records, List<String> columns, int order)
            throws SQLException, IOException {
        servers.atDepartment(ddl("given", columns, ""));
        try (Connection connection = servers.department();
                BufferedReader reader = Files.newBufferedReader(records)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy given from stdin csv header", reader);
        }
        servers.atDepartment("create table staged as select *, row_number() over (order by md5(rec_id || '/" + order
                + "')) as place from given");
        servers.atDepartment("create index on staged (place)");
    }

    private static void await(Servers servers, int records) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        String done = "select (select count(*) from linking.record where subject is not null or linked is not null)"
                + " - (select count(*) from linking.pending)";
        while (servers.count(done) < records) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Only " + servers.count(done) + " of " + records + " records were linked; "
                        + servers.count("select count(*) from linking.pending where failure is not null")
                        + " cannot be, " + servers.count("select count(*) from collection.quarantine")
                        + " are in quarantine");
            }
            Thread.sleep(200);
        }
    }

    private static Map<String, String> subjects(Servers servers) throws SQLException {
        Map<String, String> subjects = new HashMap<>();
        try (Connection connection = servers.platform();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select key, coalesce(subject, linked)::text from linking.record")) {
            while (rows.next()) {
                subjects.put(rows.getString(1), rows.getString(2));
            }
        }
        return subjects;
    }

    Report report() {
        return new Report(ratios, rates, Map.of());
    }

    String table() {
        StringBuilder table = new StringBuilder();
        ratios.forEach((name, value) -> table.append(String.format(Locale.ROOT, "%-48s %8.4f%n", name, value)));
        rates.forEach((name, value) -> table.append(String.format(Locale.ROOT, "%-48s %8.0f a second%n", name, value)));
        return table.toString();
    }
}
