package org.yici.kernel.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The growing edge of a log's tree: the hashes of the complete subtrees that cover all leaves so far. It is all that is needed
 * to append leaves and to know the root; it has at most 63 hashes. Not safe for use by several threads.
 */
public final class Frontier {
    private final List<Hash> peaks;
    private long size;

    private Frontier(long size, List<Hash> peaks) {
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /** The edge of a tree without leaves. */
    public static Frontier empty() {
        return new Frontier(0, List.of());
    }

    /**
     * The edge of a tree of some size.
     *
     * @param stored gives the hashes of the complete subtrees at {@code new LeafRange(0, size).nodes()}
     */
    public static Frontier of(long size, Function<Node, Hash> stored) {
        return new Frontier(
                size, new LeafRange(0, size).nodes().stream().map(stored).toList());
    }

    public Frontier copy() {
        return new Frontier(size, peaks);
    }

    /** The complete subtrees that cover all leaves, with their hashes. */
    public Map<Node, Hash> nodes() {
        Map<Node, Hash> nodes = new LinkedHashMap<>();
        int i = 0;
        for (Node node : new LeafRange(0, size).nodes()) {
            nodes.put(node, peaks.get(i++));
        }
        return nodes;
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** The root of the tree as it is now. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash hash = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = Hash.node(peaks.get(i), hash);
        }
        return hash;
    }

    /**
     * Appends a leaf.
     *
     * @param completed is told every subtree that this leaf completes, the leaf itself first, with its hash
     */
    public void append(Hash leaf, BiConsumer<Node, Hash> completed) {
        Node node = new Node(0, size);
        Hash hash = leaf;
        completed.accept(node, hash);
        while (node.isRight()) {
            hash = Hash.node(peaks.remove(peaks.size() - 1), hash);
            node = node.parent();
            completed.accept(node, hash);
        }
        peaks.add(hash);
        size++;
    }
}
