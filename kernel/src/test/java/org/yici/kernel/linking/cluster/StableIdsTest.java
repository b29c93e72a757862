package org.yici.kernel.linking.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StableIdsTest {
    private int fresh;

    private List<Change> changes(List<List<String>> clusters, Map<String, String> subjects) {
        return StableIds.changes(clusters, subjects, least -> "N" + ++fresh);
    }

    @Test
    void nothingChangesWhereNothingDid() {
        assertThat(changes(List.of(List.of("a", "b"), List.of("c")), Map.of("a", "1", "b", "1", "c", "2")))
                .isEmpty();
    }

    @Test
    void anArrivalJoinsTheSubjectThatItBelongsTo() {
        assertThat(changes(List.of(List.of("a", "b", "z")), Map.of("a", "1", "b", "1")))
                .containsExactly(new Change(Change.Kind.ARRIVAL, "", "1", List.of("z")));
    }

    @Test
    void aMergeKeepsTheIdOfTheLargerPart() {
        assertThat(changes(List.of(List.of("a", "b", "c")), Map.of("a", "1", "b", "2", "c", "2")))
                .containsExactly(new Change(Change.Kind.MERGE, "1", "2", List.of("a")));
    }

    @Test
    void aSplitLeavesTheIdWithTheLargerPart() {
        assertThat(changes(List.of(List.of("a"), List.of("b", "c")), Map.of("a", "1", "b", "1", "c", "1")))
                .containsExactly(new Change(Change.Kind.SPLIT, "1", "N1", List.of("a")));
    }

    @Test
    void everyLogCanBePlayedBackToTheBeginning() {
        Random random = new Random(5);
        Map<String, String> subjects = new HashMap<>();
        List<Change> log = new ArrayList<>();
        List<Map<String, String>> states = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            states.add(Map.copyOf(subjects));
            Map<Integer, List<String>> clusters = new TreeMap<>();
            for (int entry = 0; entry <= round; entry++) {
                clusters.computeIfAbsent(random.nextInt(8), key -> new ArrayList<>())
                        .add("r" + entry);
            }
            int before = log.size();
            log.addAll(changes(List.copyOf(clusters.values()), subjects));
            log.subList(before, log.size()).forEach(change -> change.apply(subjects));
            assertThat(subjects.entrySet().stream().map(Map.Entry::getValue).distinct())
                    .hasSize(clusters.size());
        }
        for (int i = log.size() - 1; i >= 0; i--) {
            log.get(i).undone().apply(subjects);
        }
        assertThat(subjects).isEqualTo(states.get(0));
    }

    @Test
    void aChangeThatDoesNotFitTheStateIsRefused() {
        Change change = new Change(Change.Kind.MERGE, "1", "2", List.of("a"));
        assertThatThrownBy(() -> change.apply(new HashMap<>(Map.of("a", "3"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a");
    }
}
