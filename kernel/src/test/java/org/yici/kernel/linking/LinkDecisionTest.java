package org.yici.kernel.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yici.kernel.linking.Constraints.Ruling;
import org.yici.kernel.linking.LinkDecision.Known;
import org.yici.kernel.linking.cluster.ClusterChange;
import org.yici.kernel.linking.cluster.SubjectNames;

/** One record among those that are known, of which some have a valid strong identifier. */
class LinkDecisionTest {
    private static final SubjectNames NAMES = new SubjectNames() {
        @Override
        public boolean identified(String subject) {
            return subject.startsWith("I");
        }

        @Override
        public String fresh(List<String> records) {
            return "N:" + records.get(0);
        }
    };

    private final Linker linker = new Linker(ModelFiles.named("zh_person"));
    private final Frequencies frequencies =
            Frequencies.of(linker, InventedRecords.of(linker, 300, 11).entries(), 100_000);

    private PreparedRecord person(String id, String idNo, String name) {
        return linker.prepare(
                id,
                Map.of(
                        "name",
                        name,
                        "id_no",
                        idNo,
                        "birth",
                        "1949-12-31",
                        "phone",
                        "10012345678",
                        "address",
                        "人民路1号2-3-404"));
    }

    private LinkDecision decide(PreparedRecord arrived, String before, Constraints constraints, Known... neighbours) {
        return LinkDecision.decide(linker, frequencies, arrived, before, List.of(neighbours), constraints, NAMES);
    }

    @Test
    void aRecordJoinsTheSubjectThatAnIdentifierNames() {
        Known known = new Known(person("a", "11010519491231002X", "赵文华"), "I1", true);
        LinkDecision arrival = decide(person("z", "", "赵文华"), "", Constraints.NONE, known);
        assertThat(arrival.changes()).containsExactly(new ClusterChange(ClusterChange.Kind.ARRIVAL, "", "I1", List.of("z")));
        assertThat(arrival.joined())
                .isNotNull()
                .satisfies(why -> assertThat(why.second()).isEqualTo("a"));
        assertThat(arrival.reviews()).isEmpty();
    }

    @Test
    void whoComesWithTheIdentifierTakesTheSubjectsThatWereWithoutOne() {
        Known one = new Known(person("b", "", "赵文华"), "N:b", false);
        Known two = new Known(person("c", "", "赵文华"), "N:b", false);
        Known identified = new Known(person("a", "11010519491231002X", "赵文华"), "I1", true);
        LinkDecision arrival = decide(person("b", "", "赵文华"), "N:b", Constraints.NONE, identified, two);
        assertThat(one.subject()).isEqualTo("N:b");
        assertThat(arrival.changes()).containsExactly(new ClusterChange(ClusterChange.Kind.MERGE, "N:b", "I1", List.of("b", "c")));
    }

    @Test
    void recordsWithOneIdentifierStayOneSubjectHoweverDifferent() {
        Known first = new Known(person("a", "11010519491231002X", "赵文华"), "I1", true);
        Known second = new Known(linker.prepare("b", Map.of("id_no", "11010519491231002X", "name", "欧阳震")), "I1", true);
        LinkDecision arrival = decide(person("z", "", "赵文华"), "", Constraints.NONE, first, second);
        assertThat(arrival.changes()).extracting(ClusterChange::to).containsOnly("I1");
        assertThat(arrival.changes()).extracting(ClusterChange::records).containsExactly(List.of("z"));
    }

    @Test
    void noRulingMakesTwoIdentifiedSubjectsOne() {
        Known first = new Known(person("a", "11010519491231002X", "赵文华"), "I1", true);
        Known second = new Known(person("b", "440524188001010014", "赵文华"), "I2", true);
        Constraints both = new Constraints(List.of(new Ruling("z", "a", true), new Ruling("z", "b", true)));
        LinkDecision arrival = decide(person("z", "", "赵文华"), "", both, first, second);
        assertThat(arrival.changes()).containsExactly(new ClusterChange(ClusterChange.Kind.ARRIVAL, "", "I1", List.of("z")));
    }

    @Test
    void noRulingMakesTwoValidIdentifiersOne() {
        Known known = new Known(person("a", "11010519491231002X", "赵文华"), "N:a", false);
        Constraints same = new Constraints(List.of(new Ruling("z", "a", true)));
        LinkDecision arrival = decide(person("z", "440524188001010014", "赵文华"), "", same, known);
        assertThat(arrival.changes()).containsExactly(new ClusterChange(ClusterChange.Kind.ARRIVAL, "", "N:z", List.of("z")));
    }

    @Test
    void aClerkIsNotAskedAgainAboutASubjectThatWasRuledOut() {
        Known first = new Known(person("a", "11010519491231002X", "赵文华"), "I1", true);
        Known second = new Known(person("b", "11010519491231002X", "赵文花"), "I1", true);
        Constraints apart = new Constraints(List.of(new Ruling("z", "a", false)));
        LinkDecision arrival = decide(person("z", "", "赵文华"), "I1", apart, first, second);
        assertThat(arrival.changes()).containsExactly(new ClusterChange(ClusterChange.Kind.SPLIT, "I1", "N:z", List.of("z")));
        assertThat(arrival.reviews()).isEmpty();
        assertThat(arrival.joined()).isNull();
    }

    @Test
    void whoseSubjectAnIdentifierNamesIsInNoDoubtAboutAnother() {
        Known own = new Known(person("a", "11010519491231002X", "赵文华"), "I1", true);
        PreparedRecord twin =
                linker.prepare("b", Map.of("name", "赵文化", "id_no", "440524188001010014", "address", "人民路1号2-3-404"));
        PreparedRecord arrived = linker.prepare("z", Map.of("name", "赵文某", "address", "人民路1号2-3-404"));
        assertThat(decide(arrived, "", Constraints.NONE, new Known(twin, "I2", true))
                        .reviews())
                .as("alone they would be a question: %s bits", linker.posterior(arrived, twin, frequencies))
                .isNotEmpty();

        Constraints ruled = new Constraints(List.of(new Ruling("z", "a", true)));
        LinkDecision arrival = decide(arrived, "", ruled, own, new Known(twin, "I2", true));
        assertThat(arrival.changes()).extracting(ClusterChange::to).containsExactly("I1");
        assertThat(arrival.reviews()).isEmpty();
    }

    @Test
    void ofTooManyNeighboursTheNearestAreTaken() {
        List<Known> many = new ArrayList<>();
        many.add(new Known(person("a", "11010519491231002X", "赵文华"), "I1", true));
        for (int i = 0; i < 2 * LinkDecision.LARGEST_NEIGHBOURHOOD; i++) {
            many.add(new Known(linker.prepare("x" + i, Map.of("name", "钱" + i)), "N:x" + i, false));
        }
        LinkDecision arrival = decide(person("z", "", "赵文华"), "", Constraints.NONE, many.toArray(Known[]::new));
        assertThat(arrival.changes()).contains(new ClusterChange(ClusterChange.Kind.ARRIVAL, "", "I1", List.of("z")));
    }
}
