package org.yici.kernel.linking;

import java.util.Arrays;
import java.util.List;

/** Records that hang together by pairs, so that everything else can be left out of sight. Not yet clusters. */
final class Components {
    private final int[] parent;

    Components(int size) {
        parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
    }

    void join(List<Edges> edges, float threshold) {
        for (Edges part : edges) {
            for (int i = 0; i < part.size(); i++) {
                if (part.weight(i) >= threshold) {
                    join(part.first(i), part.second(i));
                }
            }
        }
    }

    void join(int a, int b) {
        int x = root(a);
        int y = root(b);
        // The least place is the root, so that the outcome does not depend on the order of the pairs.
        if (x < y) {
            parent[y] = x;
        } else {
            parent[x] = y;
        }
    }

    int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The components of two and more, each in ascending order. */
    int[][] groups() {
        int[] count = new int[parent.length];
        for (int i = 0; i < parent.length; i++) {
            count[root(i)]++;
        }
        int groups = 0;
        int[] number = new int[parent.length];
        for (int i = 0; i < parent.length; i++) {
            number[i] = count[i] >= 2 ? groups++ : -1;
        }
        int[][] members = new int[groups][];
        int[] filled = new int[groups];
        for (int i = 0; i < parent.length; i++) {
            int group = number[root(i)];
            if (group >= 0) {
                if (members[group] == null) {
                    members[group] = new int[count[root(i)]];
                }
                members[group][filled[group]++] = i;
            }
        }
        return Arrays.copyOf(members, groups);
    }
}
