package org.yici.kernel.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.linking.cluster.ClusterChange;

class LinkageTest {
    private final Linker linker = new Linker(ModelFiles.named("zh_person"));

    @Test
    void recordsOfOnePersonComeTogetherAndOthersDoNot() {
        InventedRecords invented = InventedRecords.of(linker, 1_000, 3);
        BatchLinkage.Result result = batch(invented.entries());
        Map<String, Set<Integer>> clustersOf = new HashMap<>();
        Map<Integer, Set<String>> subjectsOf = new HashMap<>();
        for (int i = 0; i < invented.entries().size(); i++) {
            clustersOf
                    .computeIfAbsent(invented.subjects().get(i), key -> new TreeSet<>())
                    .add(result.cluster()[i]);
            subjectsOf
                    .computeIfAbsent(result.cluster()[i], key -> new TreeSet<>())
                    .add(invented.subjects().get(i));
        }
        assertThat(subjectsOf.values()).allMatch(subjects -> subjects.size() == 1);
        long whole = clustersOf.values().stream()
                .filter(clusters -> clusters.size() == 1)
                .count();
        assertThat(whole).isGreaterThan(980);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfTheRecordsDoesNotMatter(long seed) {
        InventedRecords invented = InventedRecords.of(linker, 400, 4);
        List<PreparedRecord> shuffled = new ArrayList<>(invented.entries());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(groups(shuffled, batch(shuffled).cluster()))
                .isEqualTo(groups(invented.entries(), batch(invented.entries()).cluster()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneAtATimeGivesTheSameClustersAsAllAtOnce(long seed) {
        InventedRecords invented = InventedRecords.of(linker, 400, 5);
        BatchLinkage.Result batch = batch(invented.entries());
        List<PreparedRecord> shuffled = new ArrayList<>(invented.entries());
        Collections.shuffle(shuffled, new Random(seed));
        MemoryLinkage memory = new MemoryLinkage(linker, batch.frequencies());
        shuffled.forEach(memory::add);
        assertThat(groups(memory.subjects())).isEqualTo(groups(invented.entries(), batch.cluster()));
    }

    @Test
    void twoValidIdsNeverBecomeOnePersonHoweverAlikeTheRest() {
        List<PreparedRecord> twins =
                new ArrayList<>(InventedRecords.of(linker, 200, 6).entries());
        twins.add(linker.prepare("T1", twin("11010519491231002X")));
        twins.add(linker.prepare("T2", twin("440524188001010014")));
        twins.add(linker.prepare("T3", twin("")));
        int[] cluster = batch(twins).cluster();
        assertThat(cluster[twins.size() - 3]).isNotEqualTo(cluster[twins.size() - 2]);
    }

    private static Map<String, String> twin(String id) {
        return Map.of(
                "name", "赵文华", "id_no", id, "birth", "1949-12-31", "phone", "10012345678", "address", "人民路1号2-3-404");
    }

    @Test
    void aClerksRulingSplitsAndMergesAtOnceAndTheLogCanBeUndone() {
        InventedRecords invented = InventedRecords.of(linker, 300, 7);
        MemoryLinkage memory = new MemoryLinkage(linker, Frequencies.of(linker, invented.entries()));
        invented.entries().forEach(memory::add);
        int i = 0;
        while (!invented.subjects().get(i).equals(invented.subjects().get(i + 1))
                || !subject(memory, invented, i).equals(subject(memory, invented, i + 1))) {
            i++;
        }
        String first = invented.entries().get(i).id();
        String second = invented.entries().get(i + 1).id();
        Map<String, String> before = memory.subjects();
        int logged = memory.log().size();

        memory.rule(new Constraints(List.of(new Constraints.Ruling(first, second, false))), first, second);
        assertThat(memory.subjects().get(first)).isNotEqualTo(memory.subjects().get(second));

        memory.rule(new Constraints(List.of(new Constraints.Ruling(first, second, true))), first, second);
        assertThat(memory.subjects().get(first)).isEqualTo(memory.subjects().get(second));

        Map<String, String> subjects = new HashMap<>(memory.subjects());
        List<ClusterChange> log = memory.log();
        for (int n = log.size() - 1; n >= logged; n--) {
            log.get(n).undone().apply(subjects);
        }
        assertThat(subjects).isEqualTo(before);
    }

    private static String subject(MemoryLinkage memory, InventedRecords invented, int i) {
        return memory.subjects().getOrDefault(invented.entries().get(i).id(), "");
    }

    @Test
    void candidatesStayBoundedWhereEverybodyHasTheSameName() {
        List<PreparedRecord> entries = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            entries.add(linker.prepare("R" + i, Map.of("name", "李娜", "birth", "1990-01-01", "address", "人民路1号")));
        }
        BatchLinkage.Result result = batch(entries);
        assertThat(result.compared()).isLessThan(4_000L * 10 * linker.passes().size());
    }

    @Test
    void aPairThatSeveralPassesBringTogetherIsListedOnce() {
        Frequencies rare =
                Frequencies.of(linker, InventedRecords.of(linker, 200, 10).entries());
        List<PreparedRecord> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(linker.prepare("R" + i, Map.of("name", "李娜", "birth", "1990-01-01", "address", "人民路1号")));
        }
        assertThat(BatchLinkage.link(linker, entries, rare, Constraints.NONE, BatchLinkage.Progress.SILENT)
                        .pairs())
                .hasSizeGreaterThan(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void trainingWithoutTheTruthFindsWeightsThatLink() {
        InventedRecords invented = InventedRecords.of(linker, 600, 8);
        LinkageModel trained = new Trainer(linker.model(), invented.entries(), 1).train("t1");
        assertThat(trained.version()).isEqualTo("t1");
        LinkageModel.Comparison identity = trained.comparisons().get(0);
        assertThat(identity.levels().get("id_same").weight()).isGreaterThan(8);
        assertThat(identity.levels().get("id_other").weight()).isLessThan(0);
        Linker again = new Linker(trained);
        InventedRecords others = InventedRecords.of(again, 600, 9);
        int[] cluster = BatchLinkage.link(again, others.entries(), BatchLinkage.Progress.SILENT)
                .cluster();
        long clusters = java.util.Arrays.stream(cluster).distinct().count();
        assertThat(clusters).isBetween(590L, 640L);
    }

    @Test
    void trainingTwiceWithOneSeedGivesOneModel() {
        InventedRecords invented = InventedRecords.of(linker, 100, 8);
        assertThat(new Trainer(linker.model(), invented.entries(), 1).train("t", invented.subjects()))
                .isEqualTo(new Trainer(linker.model(), invented.entries(), 1).train("t", invented.subjects()));
    }

    private BatchLinkage.Result batch(List<PreparedRecord> entries) {
        return BatchLinkage.link(linker, entries, BatchLinkage.Progress.SILENT);
    }

    private static Set<Set<String>> groups(List<PreparedRecord> entries, int[] cluster) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < cluster.length; i++) {
            labels.put(entries.get(i).id(), "c" + cluster[i]);
        }
        return groups(labels);
    }

    private static Set<Set<String>> groups(Map<String, String> labels) {
        return Set.copyOf(labels.keySet().stream()
                .collect(Collectors.groupingBy(id -> labels.getOrDefault(id, ""), Collectors.toSet()))
                .values());
    }
}
