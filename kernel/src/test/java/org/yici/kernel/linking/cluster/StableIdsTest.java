package org.yici.kernel.linking.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StableIdsTest {
    /** Subjects that a strong identifier names begin with an I. */
    private static final SubjectNames NAMES = new SubjectNames() {
        @Override
        public boolean identified(String subject) {
            return subject.startsWith("I");
        }

        @Override
        public String fresh(List<String> records) {
            return "N" + records.get(0);
        }
    };

    private static List<ClusterChange> changes(
            List<List<String>> clusters, Map<String, String> subjects, String... identified) {
        return StableIds.changes(clusters, subjects, Set.of(identified), NAMES);
    }

    @Test
    void nothingChangesWhereNothingDid() {
        assertThat(changes(List.of(List.of("a", "b"), List.of("c")), Map.of("a", "1", "b", "1", "c", "2")))
                .isEmpty();
    }

    @Test
    void anArrivalJoinsTheSubjectThatItBelongsTo() {
        assertThat(changes(List.of(List.of("a", "b", "z")), Map.of("a", "1", "b", "1")))
                .containsExactly(new ClusterChange(ClusterChange.Kind.ARRIVAL, "", "1", List.of("z")));
    }

    @Test
    void aMergeKeepsTheIdOfTheLargerPart() {
        assertThat(changes(List.of(List.of("a", "b", "c")), Map.of("a", "1", "b", "2", "c", "2")))
                .containsExactly(new ClusterChange(ClusterChange.Kind.MERGE, "1", "2", List.of("a")));
    }

    @Test
    void aSplitLeavesTheIdWithTheLargerPart() {
        assertThat(changes(List.of(List.of("a"), List.of("b", "c")), Map.of("a", "1", "b", "1", "c", "1")))
                .containsExactly(new ClusterChange(ClusterChange.Kind.SPLIT, "1", "Na", List.of("a")));
    }

    @Test
    void anIdentifiedRecordStaysAndItsClusterWithIt() {
        assertThat(changes(List.of(List.of("a", "b", "c", "d")), Map.of("a", "I1", "b", "2", "c", "2", "d", "2"), "a"))
                .containsExactly(new ClusterChange(ClusterChange.Kind.MERGE, "2", "I1", List.of("b", "c", "d")));
    }

    @Test
    void theNameOfAnIdentifiedSubjectStaysWithItsIdentifier() {
        Map<String, String> subjects = Map.of("a", "I1", "b", "I1", "c", "I1");
        assertThat(changes(List.of(List.of("a"), List.of("b", "c")), subjects, "a"))
                .containsExactly(new ClusterChange(ClusterChange.Kind.SPLIT, "I1", "Nb", List.of("b", "c")));
        assertThat(changes(List.of(List.of("b", "c")), Map.of("b", "I1", "c", "I1")))
                .as("the identified record is gone")
                .containsExactly(new ClusterChange(ClusterChange.Kind.SPLIT, "I1", "Nb", List.of("b", "c")));
    }

    @Test
    void everyLogCanBePlayedBackToTheBeginning() {
        Random random = new Random(5);
        Map<String, String> subjects = new HashMap<>();
        List<ClusterChange> log = new ArrayList<>();
        List<Map<String, String>> states = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            states.add(Map.copyOf(subjects));
            Map<Integer, List<String>> clusters = new TreeMap<>();
            for (int entry = 0; entry <= round; entry++) {
                clusters.computeIfAbsent(random.nextInt(8), key -> new ArrayList<>())
                        .add("r" + entry);
            }
            int before = log.size();
            log.addAll(StableIds.changes(List.copyOf(clusters.values()), subjects, Set.of(), numbered(round)));
            log.subList(before, log.size()).forEach(change -> change.apply(subjects));
            assertThat(subjects.entrySet().stream().map(Map.Entry::getValue).distinct())
                    .hasSize(clusters.size());
        }
        for (int i = log.size() - 1; i >= 0; i--) {
            log.get(i).undone().apply(subjects);
        }
        assertThat(subjects).isEqualTo(states.get(0));
    }

    private static SubjectNames numbered(int round) {
        return new SubjectNames() {
            @Override
            public boolean identified(String subject) {
                return false;
            }

            @Override
            public String fresh(List<String> records) {
                return records.get(0) + "/" + round;
            }
        };
    }

    @Test
    void aChangeThatDoesNotFitTheStateIsRefused() {
        ClusterChange change = new ClusterChange(ClusterChange.Kind.MERGE, "1", "2", List.of("a"));
        assertThatThrownBy(() -> change.apply(new HashMap<>(Map.of("a", "3"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a");
    }
}
