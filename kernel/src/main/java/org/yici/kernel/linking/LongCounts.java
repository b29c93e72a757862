package org.yici.kernel.linking;

/** Counts by 64-bit key; open addressing, two arrays. Key 0 is not counted. */
final class LongCounts {
    private static final double FULL = 0.6;

    private long[] keys;
    private int[] counts;
    private int size;
    private long total;

    LongCounts(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, (int) (expected / FULL))) * 2;
        keys = new long[capacity];
        counts = new int[capacity];
    }

    void add(long key, int count) {
        if (key == 0) {
            return;
        }
        if (size >= keys.length * FULL) {
            grow();
        }
        int at = slot(key);
        if (keys[at] == 0) {
            keys[at] = key;
            size++;
        }
        counts[at] += count;
        total += count;
    }

    int count(long key) {
        return key == 0 ? 0 : counts[slot(key)];
    }

    long total() {
        return total;
    }

    /** Chance that two different records that have a value have the same. */
    double agreement() {
        if (total < 2) {
            return 1;
        }
        double pairs = 0;
        for (int count : counts) {
            pairs += (double) count * (count - 1);
        }
        return Math.max(pairs, 1) / ((double) total * (total - 1));
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ key >>> 32) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
