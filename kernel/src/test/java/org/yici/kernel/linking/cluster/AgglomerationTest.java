package org.yici.kernel.linking.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yici.kernel.linking.cluster.Evidence.Constraint;

class AgglomerationTest {
    /** One field whose weight is the level itself. */
    private record Weights(int[][] levels, Constraint[][] constraints) implements Evidence {
        static Weights of(int size, int otherwise) {
            int[][] levels = new int[size][size];
            for (int[] row : levels) {
                java.util.Arrays.fill(row, otherwise);
            }
            return new Weights(levels, new Constraint[size][size]);
        }

        Weights set(int a, int b, int level) {
            levels[a][b] = levels[b][a] = level;
            return this;
        }

        Weights rule(int a, int b, Constraint constraint) {
            constraints[a][b] = constraints[b][a] = constraint;
            return this;
        }

        @Override
        public int fields() {
            return 1;
        }

        @Override
        public int level(int a, int b, int field) {
            return levels[a][b];
        }

        @Override
        public double weight(int a, int b, int field, int level) {
            return level - 10;
        }

        @Override
        public double kinWeight(int field, int level) {
            return 0;
        }

        @Override
        public double posterior(double strangers, double kin) {
            return strangers;
        }

        @Override
        public Constraint constraint(int a, int b) {
            return constraints[a][b] == null ? Constraint.NONE : constraints[a][b];
        }
    }

    @Test
    void aBridgeDoesNotChainTwoSubjectsTogether() {
        Weights weights =
                Weights.of(5, 0).set(0, 1, 20).set(3, 4, 20).set(1, 2, 14).set(2, 3, 13);
        int[] clusters = Agglomeration.cluster(weights, 5, 0);
        assertThat(clusters[0]).isEqualTo(clusters[1]);
        assertThat(clusters[3]).isEqualTo(clusters[4]);
        assertThat(clusters[0]).isNotEqualTo(clusters[3]);
    }

    @Test
    void aSilentFieldDoesNotWaterDownTheEvidence() {
        Weights weights = Weights.of(3, Integer.MIN_VALUE).set(0, 1, 20).set(1, 2, 11);
        assertThat(Agglomeration.cluster(weights, 3, 0)).containsOnly(0);
    }

    @Test
    void whatIsForbiddenStaysApartAlsoThroughOthers() {
        Weights weights = Weights.of(3, 30).rule(0, 2, Constraint.CANNOT_LINK);
        int[] clusters = Agglomeration.cluster(weights, 3, 0);
        assertThat(clusters[0]).isNotEqualTo(clusters[2]);
    }

    @Test
    void whatOnlyAClerkMayLinkStaysApartAlsoThroughOthers() {
        Weights weights = Weights.of(3, 30).rule(0, 2, Constraint.ASK);
        int[] clusters = Agglomeration.cluster(weights, 3, 0);
        assertThat(clusters[0]).isNotEqualTo(clusters[2]);
    }

    @Test
    void whatAClerkSaysOfTwoHoldsForTheirOtherRecords() {
        Weights doubted = Weights.of(3, 30).rule(0, 1, Constraint.ASK).rule(1, 2, Constraint.ASK);
        assertThat(Agglomeration.cluster(doubted, 3, 0)).containsExactly(0, 1, 0);

        Weights settled = Weights.of(3, 30).rule(0, 1, Constraint.SETTLED).rule(1, 2, Constraint.ASK);
        assertThat(Agglomeration.cluster(settled, 3, 0)).containsExactly(0, 0, 0);

        Weights identified = Weights.of(3, 30).rule(0, 1, Constraint.MUST_LINK).rule(1, 2, Constraint.ASK);
        assertThat(Agglomeration.cluster(identified, 3, 0)).containsExactly(0, 0, 2);
    }

    @Test
    void whatAClerkLinksIsOneWhateverTheWeights() {
        Weights weights = Weights.of(3, 0).rule(0, 2, Constraint.MUST_LINK);
        int[] clusters = Agglomeration.cluster(weights, 3, 0);
        assertThat(clusters[0]).isEqualTo(clusters[2]);
        assertThat(clusters[1]).isEqualTo(1);
    }

    @Test
    void noForbiddenPairIsEverInOneCluster() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            int size = 2 + random.nextInt(12);
            Weights weights = Weights.of(size, 0);
            for (int a = 0; a < size; a++) {
                for (int b = a + 1; b < size; b++) {
                    weights.set(a, b, random.nextInt(25));
                    weights.rule(a, b, random.nextInt(6) == 0 ? Constraint.CANNOT_LINK : Constraint.NONE);
                }
            }
            int[] clusters = Agglomeration.cluster(weights, size, 0);
            for (int a = 0; a < size; a++) {
                for (int b = a + 1; b < size; b++) {
                    if (weights.constraint(a, b) == Constraint.CANNOT_LINK) {
                        assertThat(clusters[a]).isNotEqualTo(clusters[b]);
                    }
                }
            }
        }
    }
}
