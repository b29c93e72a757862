package org.yici.kernel.linking;

import java.util.Arrays;

/** Pairs of places with a weight, in three growing arrays. */
final class Edges {
    private int[] first = new int[1024];
    private int[] second = new int[1024];
    private float[] weight = new float[1024];
    private int size;

    void add(int a, int b, float w) {
        if (size == first.length) {
            first = Arrays.copyOf(first, size * 2);
            second = Arrays.copyOf(second, size * 2);
            weight = Arrays.copyOf(weight, size * 2);
        }
        first[size] = Math.min(a, b);
        second[size] = Math.max(a, b);
        weight[size++] = w;
    }

    int size() {
        return size;
    }

    int first(int i) {
        return first[i];
    }

    int second(int i) {
        return second[i];
    }

    float weight(int i) {
        return weight[i];
    }

    long countFrom(float least) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += weight[i] >= least ? 1 : 0;
        }
        return count;
    }

    /** The edges with so many bits added, without those that fall below the least. */
    Edges lowered(float bits, float least) {
        Edges lowered = new Edges();
        for (int i = 0; i < size; i++) {
            if (weight[i] + bits >= least) {
                lowered.add(first[i], second[i], weight[i] + bits);
            }
        }
        return lowered;
    }
}
