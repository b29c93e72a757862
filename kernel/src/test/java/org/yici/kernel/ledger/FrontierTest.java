package org.yici.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTreeOfRandomSizeHasTheRootThatItsDefinitionGives(long seed) {
        Random random = new Random(seed);
        TestLog log = TestLog.of(random.nextInt(2_000));
        assertThat(log.frontier.root()).isEqualTo(log.naiveRoot(0, log.entries.size()));
    }

    @Test
    void aFrontierRebuiltFromStoredNodesGoesOnAsTheOldOne() {
        for (int size = 0; size < 70; size++) {
            TestLog log = TestLog.of(size);
            Frontier rebuilt = Frontier.of(size, log.nodes::get);
            assertThat(rebuilt.root()).isEqualTo(log.frontier.root());
            log.append("one more");
            rebuilt.append(log.leaf(size), (node, hash) -> assertThat(hash).isEqualTo(log.nodes.get(node)));
            assertThat(rebuilt.root()).isEqualTo(log.frontier.root());
        }
    }

    @Test
    void aCopyDoesNotDisturbTheOriginal() {
        TestLog log = TestLog.of(11);
        Hash before = log.frontier.root();
        log.frontier.copy().append(log.leaf(0), (node, hash) -> {});
        assertThat(log.frontier.root()).isEqualTo(before);
        assertThat(log.frontier.size()).isEqualTo(11);
    }

    @Test
    void exactlyTheCompleteSubtreesAreYielded() {
        TestLog log = TestLog.of(11);
        assertThat(log.nodes).hasSize(11 + 5 + 2 + 1);
    }
}
