package org.yici.bench;

import java.util.Arrays;

/**
 * Two percentiles of measured delays.
 *
 * @param p50 milliseconds
 * @param p99 milliseconds
 */
record Percentiles(double p50, double p99) {
    static Percentiles ofNanos(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 0.50), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
    }
}
