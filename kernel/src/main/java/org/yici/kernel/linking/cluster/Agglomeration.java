package org.yici.kernel.linking.cluster;

import java.util.Arrays;
import org.yici.kernel.linking.cluster.Evidence.Constraint;

/**
 * Clusters a neighbourhood from the bottom up: always the two clusters with the strongest evidence between them become one,
 * as long as it reaches the threshold and nothing forbids it.
 *
 * <p>The evidence between two clusters is the prior plus, field by field, the mean weight over all pairs of members of which
 * both know the field. So every member has a say (one bridge does not chain two subjects together), but a member that knows
 * nothing of a field does not water down those that do. Records must be given in an order that does not depend on their
 * arrival; then neither does the outcome.
 */
public final class Agglomeration {
    private final Evidence evidence;
    private final int size;
    private final int fields;
    private final double threshold;
    /** Sums of weights and counts of pairs by cluster, cluster and field. */
    private final float[] sums;

    private final float[] kinSums;
    private final float[] counts;
    private final boolean[] forbidden;
    /** Clusters that only a steward's word makes one, or an identifier. */
    private final boolean[] asked;

    private final boolean[] identified;
    private final double[] scores;
    private final int[] best;
    private final boolean[] gone;
    private final int[] cluster;

    private Agglomeration(Evidence evidence, int size, double threshold) {
        this.evidence = evidence;
        this.size = size;
        this.threshold = threshold;
        fields = evidence.fields();
        sums = new float[size * size * fields];
        kinSums = new float[size * size * fields];
        counts = new float[size * size * fields];
        forbidden = new boolean[size * size];
        asked = new boolean[size * size];
        identified = new boolean[size * size];
        scores = new double[size * size];
        best = new int[size];
        gone = new boolean[size];
        cluster = new int[size];
    }

    /** @return for each record the least place of a record of its cluster */
    public static int[] cluster(Evidence evidence, int size, double threshold) {
        if (size == 1) {
            return new int[1];
        }
        Agglomeration agglomeration = new Agglomeration(evidence, size, threshold);
        agglomeration.compareAll();
        agglomeration.mergeAll();
        return agglomeration.cluster;
    }

    private void compareAll() {
        boolean[] must = new boolean[size * size];
        boolean any = false;
        for (int a = 0; a < size; a++) {
            cluster[a] = a;
            for (int b = a + 1; b < size; b++) {
                for (int field = 0; field < fields; field++) {
                    int level = evidence.level(a, b, field);
                    if (level >= 0) {
                        int here = at(a, b) * fields + field;
                        int there = at(b, a) * fields + field;
                        sums[here] = sums[there] = (float) evidence.weight(a, b, field, level);
                        kinSums[here] = kinSums[there] = (float) evidence.kinWeight(field, level);
                        counts[here] = counts[there] = 1;
                    }
                }
                Constraint constraint = evidence.constraint(a, b);
                forbidden[at(a, b)] = forbidden[at(b, a)] = constraint == Constraint.CANNOT_LINK;
                asked[at(a, b)] = asked[at(b, a)] = constraint == Constraint.ASK || constraint == Constraint.SETTLED;
                identified[at(a, b)] = identified[at(b, a)] = constraint == Constraint.IDENTIFIED;
                must[at(a, b)] = constraint == Constraint.MUST_LINK || constraint == Constraint.SETTLED;
                any |= must[at(a, b)];
            }
        }
        if (any) {
            mergeMust(must);
        }
        for (int a = 0; a < size; a++) {
            if (!gone[a]) {
                for (int b = a + 1; b < size; b++) {
                    rescore(a, b);
                }
            }
        }
        for (int a = 0; a < size; a++) {
            findBest(a);
        }
    }

    private void mergeMust(boolean[] must) {
        for (int a = 0; a < size; a++) {
            for (int b = a + 1; b < size; b++) {
                // What is forbidden stays so: two valid identifiers are not one subject because somebody says so.
                if (must[at(a, b)] && cluster[a] != cluster[b] && !forbidden[at(cluster[a], cluster[b])]) {
                    absorb(Math.min(cluster[a], cluster[b]), Math.max(cluster[a], cluster[b]));
                }
            }
        }
    }

    private void mergeAll() {
        while (true) {
            int a = -1;
            for (int i = 0; i < size; i++) {
                boolean candidate = !gone[i] && best[i] >= 0 && scores[at(i, best[i])] >= threshold;
                if (candidate && (a < 0 || scores[at(i, best[i])] > scores[at(a, best[a])])) {
                    a = i;
                }
            }
            if (a < 0) {
                return;
            }
            int b = best[a];
            int kept = Math.min(a, b);
            int lost = Math.max(a, b);
            absorb(kept, lost);
            for (int other = 0; other < size; other++) {
                if (other != kept && !gone[other]) {
                    rescore(Math.min(kept, other), Math.max(kept, other));
                }
            }
            for (int other = 0; other < size; other++) {
                if (!gone[other] && (other == kept || best[other] == kept || best[other] == lost)) {
                    findBest(other);
                } else if (!gone[other] && scores[at(other, kept)] > bestScore(other)) {
                    best[other] = kept;
                }
            }
        }
    }

    private boolean isAsked(int a, int b) {
        return asked[at(a, b)] && !identified[at(a, b)];
    }

    private double bestScore(int a) {
        return best[a] < 0 ? Double.NEGATIVE_INFINITY : scores[at(a, best[a])];
    }

    private void absorb(int kept, int lost) {
        boolean settled = asked[at(kept, lost)];
        gone[lost] = true;
        for (int i = 0; i < size; i++) {
            if (cluster[i] == lost) {
                cluster[i] = kept;
            }
            if (i != kept && i != lost) {
                forbidden[at(kept, i)] |= forbidden[at(lost, i)];
                forbidden[at(i, kept)] = forbidden[at(kept, i)];
                identified[at(kept, i)] |= identified[at(lost, i)];
                identified[at(i, kept)] = identified[at(kept, i)];
                boolean one = asked[at(kept, i)];
                boolean other = asked[at(lost, i)];
                // What a steward has said of two holds for the others of either.
                asked[at(kept, i)] = asked[at(i, kept)] = settled ? one && other : one || other;
                for (int field = 0; field < fields; field++) {
                    add(sums, kept, lost, i, field);
                    add(kinSums, kept, lost, i, field);
                    add(counts, kept, lost, i, field);
                }
            }
        }
    }

    private void add(float[] table, int kept, int lost, int other, int field) {
        float sum = table[at(kept, other) * fields + field] + table[at(lost, other) * fields + field];
        table[at(kept, other) * fields + field] = sum;
        table[at(other, kept) * fields + field] = sum;
    }

    private void rescore(int a, int b) {
        double score = Double.NEGATIVE_INFINITY;
        if (!forbidden[at(a, b)] && !isAsked(a, b) && !gone[a] && !gone[b]) {
            double strangers = 0;
            double kin = 0;
            for (int at = at(a, b) * fields; at < (at(a, b) + 1) * fields; at++) {
                if (counts[at] > 0) {
                    strangers += sums[at] / counts[at];
                    kin += kinSums[at] / counts[at];
                }
            }
            score = evidence.posterior(strangers, kin);
        }
        scores[at(a, b)] = score;
        scores[at(b, a)] = score;
    }

    private void findBest(int a) {
        best[a] = -1;
        for (int b = 0; b < size && !gone[a]; b++) {
            if (b != a && !gone[b] && scores[at(a, b)] > bestScore(a)) {
                best[a] = b;
            }
        }
    }

    private int at(int a, int b) {
        return a * size + b;
    }

    @Override
    public String toString() {
        return Arrays.toString(cluster);
    }
}
