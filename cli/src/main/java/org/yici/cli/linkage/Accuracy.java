package org.yici.cli.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well clusters agree with the truth.
 *
 * @param precision share of the pairs of one cluster that are of one subject; 1 if there are none
 * @param recall share of the pairs of one subject that are of one cluster; 1 if there are none
 * @param bCubed harmonic mean of the B-cubed precision and recall (Bagga and Baldwin 1998)
 */
public record Accuracy(double precision, double recall, double bCubed) {
    /** @param clusters and subjects of the same records in the same order */
    public static Accuracy of(List<?> clusters, List<?> subjects) {
        Map<Object, Integer> byCluster = new HashMap<>();
        Map<Object, Integer> bySubject = new HashMap<>();
        Map<List<Object>, Integer> byBoth = new HashMap<>();
        for (int i = 0; i < clusters.size(); i++) {
            byCluster.merge(clusters.get(i), 1, Integer::sum);
            bySubject.merge(subjects.get(i), 1, Integer::sum);
            byBoth.merge(List.of(clusters.get(i), subjects.get(i)), 1, Integer::sum);
        }
        double right = pairs(byBoth);
        double bPrecision = 0;
        double bRecall = 0;
        for (Map.Entry<List<Object>, Integer> entry : byBoth.entrySet()) {
            double shared = entry.getValue();
            bPrecision +=
                    shared * shared / byCluster.getOrDefault(entry.getKey().get(0), 1);
            bRecall += shared * shared / bySubject.getOrDefault(entry.getKey().get(1), 1);
        }
        int records = Math.max(1, clusters.size());
        return new Accuracy(
                share(right, pairs(byCluster)),
                share(right, pairs(bySubject)),
                mean(bPrecision / records, bRecall / records));
    }

    /** Harmonic mean of precision and recall of the pairs. */
    public double f1() {
        return mean(precision, recall);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 1 : part / whole;
    }

    private static double mean(double a, double b) {
        return a + b == 0 ? 0 : 2 * a * b / (a + b);
    }

    private static double pairs(Map<?, Integer> sizes) {
        return sizes.values().stream()
                .mapToDouble(size -> size * (size - 1.0) / 2)
                .sum();
    }
}
