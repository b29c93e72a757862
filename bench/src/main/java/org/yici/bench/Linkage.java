package org.yici.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.yici.cli.linkage.Accuracy;
import org.yici.cli.linkage.LinkageFiles;
import org.yici.cli.linkage.LinkageRecords;
import org.yici.kernel.linking.BatchLinkage;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;

/** Accuracy and time of linking, set by set. */
final class Linkage {
    /** Models of the development sets. */
    static final Map<String, String> MODELS = Map.of(
            "febrl1", "febrl",
            "febrl2", "febrl",
            "fake_1000", "fake",
            "historical_10k", "historical",
            "zh_person", "zh_person",
            "zh_company", "zh_company");

    private static final String LAYOUT = "%-16s %9s %9s %9s %9s %9s %10s %10s %9s%n";
    private static final int CHUNK = 50_000;

    private final Consumer<String> progress;
    private final List<Measured> measured = new ArrayList<>();

    /** @param progress is told what goes on */
    Linkage(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * What one set came to.
     *
     * @param autoLink share of the compared pairs that were linked without a steward that are of one subject
     * @param candidates pairs compared a record
     * @param seconds reading or making of the records not included
     */
    private record Measured(
            String set, int records, Accuracy accuracy, double autoLink, double candidates, double seconds) {}

    /** Measures the development sets that are in the folder. */
    void sets(Path folder) {
        for (String set : MODELS.keySet().stream().sorted().toList()) {
            Path records = folder.resolve(set).resolve("records.csv");
            if (Files.exists(records)) {
                progress.accept(set);
                Linker linker = new Linker(ModelFiles.named(MODELS.getOrDefault(set, set)));
                long started = System.nanoTime();
                List<PreparedRecord> entries = LinkageFiles.records(records, linker, done -> {});
                measure(
                        set,
                        linker,
                        entries,
                        LinkageFiles.truth(folder.resolve(set).resolve("truth.csv"), entries),
                        started);
            } else {
                progress.accept(set + " is not in " + folder + ", left out");
            }
        }
    }

    /** Measures invented records in the layout of zh_person. */
    void invented(int count, long seed) {
        progress.accept(count + " invented records");
        Linker linker = new Linker(ModelFiles.named("zh_person"));
        LinkageRecords invented = new LinkageRecords(seed, count);
        int[] columns = linker.model().columns().stream()
                .mapToInt(LinkageRecords.COLUMNS::indexOf)
                .toArray();
        PreparedRecord[] entries = new PreparedRecord[count];
        String[][] rows = new String[CHUNK][];
        long preparing = 0;
        for (int from = 0; from < count; from += CHUNK) {
            int start = from;
            int size = Math.min(CHUNK, count - from);
            IntStream.range(0, size).parallel().forEach(i -> rows[i] = invented.row(start + i));
            long begun = System.nanoTime();
            IntStream.range(0, size).parallel().forEach(i -> {
                String[] values = Arrays.stream(columns)
                        .mapToObj(column -> rows[i][column])
                        .toArray(String[]::new);
                entries[start + i] = linker.prepare(rows[i][0], values);
            });
            preparing += System.nanoTime() - begun;
        }
        List<String> subjects =
                IntStream.range(0, count).mapToObj(invented::subject).toList();
        measure("invented", linker, Arrays.asList(entries), subjects, System.nanoTime() - preparing);
    }

    private void measure(String set, Linker linker, List<PreparedRecord> entries, List<String> subjects, long started) {
        BatchLinkage.Result result = BatchLinkage.link(linker, entries, BatchLinkage.Progress.SILENT);
        double seconds = (System.nanoTime() - started) / 1e9;
        Accuracy accuracy = Accuracy.of(Arrays.stream(result.cluster()).boxed().toList(), subjects);
        long linked = 0;
        long right = 0;
        for (BatchLinkage.Pair pair : result.pairs()) {
            if (result.cluster()[pair.first()] == result.cluster()[pair.second()]) {
                linked++;
                right += subjects.get(pair.first()).equals(subjects.get(pair.second())) ? 1 : 0;
            }
        }
        double autoLink = linked == 0 ? 1 : (double) right / linked;
        measured.add(new Measured(
                set, entries.size(), accuracy, autoLink, (double) result.compared() / entries.size(), seconds));
    }

    Report report() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Measured set : measured) {
            ratios.put(set.set + "_f1", set.accuracy.f1());
            ratios.put(set.set + "_precision", set.accuracy.precision());
            ratios.put(set.set + "_recall", set.accuracy.recall());
            ratios.put(set.set + "_b_cubed", set.accuracy.bCubed());
            ratios.put(set.set + "_auto_link_precision", set.autoLink);
            ratios.put(set.set + "_candidates_per_record", set.candidates);
            rates.put(set.set + "_records", set.records / set.seconds);
        }
        return new Report(ratios, rates, Map.of());
    }

    String table() {
        StringBuilder table = new StringBuilder(LAYOUT.formatted(
                "set", "records", "precision", "recall", "F1", "B-cubed", "auto-link", "candidates", "seconds"));
        for (Measured set : measured) {
            table.append(LAYOUT.formatted(
                    set.set,
                    set.records,
                    share(set.accuracy.precision()),
                    share(set.accuracy.recall()),
                    share(set.accuracy.f1()),
                    share(set.accuracy.bCubed()),
                    share(set.autoLink),
                    "%.1f".formatted(set.candidates),
                    "%.2f".formatted(set.seconds)));
        }
        return table + "Heap at its highest: %d MB%n".formatted(peak() >> 20);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }
}
