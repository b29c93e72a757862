package org.yici.kernel.linking;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which records of a batch are compared. Per pass the records are sorted by key; a block of one key is compared whole, unless
 * it is larger than the pass allows: then it is divided by the pass's refinements, and if it is still too large each record meets
 * only its neighbours. So a record has at most the largest block's number of candidates a pass whatever the number of records. The outcome does not
 * depend on the order of the records.
 */
final class Blocks {
    private static final int[] NO_RANKS = {};

    private final List<PreparedRecord> records;
    private final Linker linker;
    private final long[][] keys;

    /** For each pass, where in its order a record stands whose block was too large; empty if there was no such block. */
    private final int[][] ranks;

    Blocks(Linker linker, List<PreparedRecord> records) {
        this.linker = linker;
        this.records = records;
        keys = new long[linker.passes().size()][records.size()];
        ranks = new int[keys.length][];
    }

    /**
     * Blocks of one pass.
     *
     * @param members places of records, block after block
     * @param starts where each block begins; one more than there are blocks
     * @param windowed whether a block is too large to be compared whole
     * @param largest records that a block may have to be compared whole
     */
    record Pass(int[] members, int[] starts, boolean[] windowed, int largest) {
        int blocks() {
            return starts.length - 1;
        }

        /** Visits the pairs of a block: all, or in a block that is too large each record with its neighbours. */
        void forEachPair(int block, PairVisitor visitor) {
            int to = starts[block + 1];
            int reach = windowed[block] ? reach(largest) : to;
            for (int i = starts[block]; i < to; i++) {
                for (int j = i + 1; j < to && j - i <= reach; j++) {
                    visitor.visit(members[i], members[j]);
                }
            }
        }

        void forEachPair(PairVisitor visitor) {
            for (int block = 0; block < blocks(); block++) {
                forEachPair(block, visitor);
            }
        }
    }

    /** How far the neighbours go in a block of which only this many records would be compared whole. */
    private static int reach(int largest) {
        return Math.max(1, largest / 4);
    }

    interface PairVisitor {
        void visit(int a, int b);
    }

    /** Finds the blocks of a pass; to be called pass after pass in their order. */
    Pass pass(int pass) {
        long[] key = keys[pass];
        BlockingKeys blocking = linker.passes().get(pass);
        IntStream.range(0, key.length).parallel().forEach(i -> key[i] = blocking.key(records.get(i)));
        for (int refinement = 0; refinement < blocking.refinements(); refinement++) {
            refineLarge(key, sorted(key), blocking, refinement);
        }
        return blocks(pass, sorted(key), blocking.largest());
    }

    /** Whether an earlier pass has brought these two together already. */
    boolean metBefore(int pass, int a, int b) {
        // A block is made of the upper bits alone.
        long upper = ~(long) mask(records.size());
        for (int earlier = 0; earlier < pass; earlier++) {
            long key = keys[earlier][a];
            if (key != 0 && ((key ^ keys[earlier][b]) & upper) == 0 && keys[earlier][b] != 0 && near(earlier, a, b)) {
                return true;
            }
        }
        return false;
    }

    /** Whether two of one block were compared in it. */
    private boolean near(int pass, int a, int b) {
        int[] rank = ranks[pass];
        return rank.length == 0
                || Math.abs(rank[a] - rank[b])
                        <= reach(linker.passes().get(pass).largest());
    }

    private void refineLarge(long[] key, long[] sorted, BlockingKeys blocking, int refinement) {
        int mask = mask(key.length);
        int end;
        for (int start = 0; start < sorted.length; start = end) {
            end = end(key, sorted, mask, start);
            if (end - start > blocking.largest()) {
                for (int i = start; i < end; i++) {
                    int at = (int) sorted[i] & mask;
                    long refined = blocking.refined(key[at], records.get(at), refinement);
                    // Who lacks the refining field stays among those who lack it too.
                    key[at] = refined == 0 ? key[at] : refined;
                }
            }
        }
    }

    /** Upper bits of the key and the place, in one number, sorted; records without a key are left out. */
    private static long[] sorted(long[] key) {
        int mask = mask(key.length);
        long[] sorted = new long[key.length];
        int count = 0;
        for (int i = 0; i < key.length; i++) {
            if (key[i] != 0) {
                sorted[count++] = key[i] & ~(long) mask | i;
            }
        }
        sorted = Arrays.copyOf(sorted, count);
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private static int mask(int length) {
        return Integer.highestOneBit(Math.max(1, length)) * 2 - 1;
    }

    private static int end(long[] key, long[] sorted, int mask, int start) {
        long first = sorted[start] & ~(long) mask;
        int end = start + 1;
        while (end < sorted.length && (sorted[end] & ~(long) mask) == first) {
            end++;
        }
        return end;
    }

    private Pass blocks(int pass, long[] sorted, int largest) {
        long[] key = keys[pass];
        int[] rank = NO_RANKS;
        int mask = mask(key.length);
        int[] members = new int[sorted.length];
        int[] starts = new int[sorted.length + 1];
        boolean[] windowed = new boolean[sorted.length];
        int blocks = 0;
        int size = 0;
        int end;
        for (int start = 0; start < sorted.length; start = end) {
            end = end(key, sorted, mask, start);
            if (end - start < 2) {
                continue;
            }
            windowed[blocks] = end - start > largest;
            starts[blocks++] = size;
            for (int i = start; i < end; i++) {
                members[size++] = (int) sorted[i] & mask;
            }
            if (windowed[blocks - 1]) {
                neighbours(members, starts[blocks - 1], size);
                rank = rank.length == 0 ? new int[key.length] : rank;
                for (int i = starts[blocks - 1]; i < size; i++) {
                    // They do not all meet each other; those who do not, may in a later pass.
                    rank[members[i]] = i;
                }
            }
        }
        starts[blocks] = size;
        ranks[pass] = rank;
        return new Pass(
                Arrays.copyOf(members, size),
                Arrays.copyOf(starts, blocks + 1),
                Arrays.copyOf(windowed, blocks),
                largest);
    }

    /** Orders a block by the first field that its pass does not read, so that what is alike stands together. */
    private void neighbours(int[] members, int from, int to) {
        Integer[] block = new Integer[to - from];
        for (int i = from; i < to; i++) {
            block[i - from] = members[i];
        }
        Arrays.sort(block, (a, b) -> order(records.get(a), records.get(b)));
        for (int i = from; i < to; i++) {
            members[i] = block[i - from];
        }
    }

    private int order(PreparedRecord a, PreparedRecord b) {
        for (int field = 0; field < linker.fields(); field++) {
            Object x = a.value(field);
            Object y = b.value(field);
            int order = (x == null ? "" : linker.comparison(field).text(x))
                    .compareTo(y == null ? "" : linker.comparison(field).text(y));
            if (order != 0) {
                return order;
            }
        }
        return a.id().compareTo(b.id());
    }
}
