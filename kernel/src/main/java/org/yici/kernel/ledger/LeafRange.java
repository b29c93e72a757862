package org.yici.kernel.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A run of leaves that a proof needs the hash of: the leaves of one subtree of RFC 6962, of which only the right edge may be
 * incomplete.
 *
 * @param from index of the first leaf
 * @param to index after the last leaf
 */
public record LeafRange(long from, long to) {
    public LeafRange {
        if (from < 0 || to < from || (to > from && from % Long.highestOneBit(to - from) != 0)) {
            throw new IllegalArgumentException("Not the leaves of a subtree: " + from + " to " + to + ".");
        }
    }

    /** The complete subtrees it is made of, left to right, each smaller than the one before. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        long start = from;
        while (start < to) {
            long width = Long.highestOneBit(to - start);
            int level = Long.numberOfTrailingZeros(width);
            nodes.add(new Node(level, start >> level));
            start += width;
        }
        return List.copyOf(nodes);
    }

    /**
     * The Merkle tree hash of these leaves.
     *
     * @param stored gives the hash of each of {@link #nodes()}
     */
    public Hash hash(Function<Node, Hash> stored) {
        List<Node> nodes = nodes();
        if (nodes.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash hash = stored.apply(nodes.get(nodes.size() - 1));
        for (int i = nodes.size() - 2; i >= 0; i--) {
            hash = Hash.node(stored.apply(nodes.get(i)), hash);
        }
        return hash;
    }
}
