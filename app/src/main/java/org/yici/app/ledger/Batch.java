package org.yici.app.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.Frontier;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.MerkleProof;
import org.yici.kernel.ledger.Node;
import org.yici.kernel.ledger.NoteSigner;
import org.yici.kernel.ledger.Receipt;

/**
 * Acts that go into the log together.
 *
 * @param before the head they follow
 * @param after the head once they are in
 * @param leaves the new leaves, in the order of their indexes
 * @param nodes the inner nodes that they complete
 * @param frontier the edge of the tree once they are in
 * @param at when
 * @param near every complete subtree that a proof of a new leaf can need
 */
record Batch(
        Head before,
        Head after,
        List<Leaf> leaves,
        Map<Node, Hash> nodes,
        Frontier frontier,
        Instant at,
        Map<Node, Hash> near) {

    /**
     * A new leaf.
     *
     * @param index its index
     * @param entry its content
     * @param hash the hash of the content
     */
    record Leaf(long index, Draft draft, String entry, Hash hash) {}

    /** Puts acts behind a head; {@code frontier} is the head's and stays as it is. */
    static Batch of(Head before, Frontier frontier, List<Draft> drafts, Instant at, NoteSigner signer) {
        // What lies left of a new leaf is either new itself or one of the subtrees that ended the old tree.
        Map<Node, Hash> near = new HashMap<>(frontier.nodes());
        Map<Node, Hash> nodes = new LinkedHashMap<>();
        List<Leaf> leaves = new ArrayList<>(drafts.size());
        Frontier grown = frontier.copy();
        for (Draft draft : drafts) {
            byte[] entry = draft.entry(at);
            Hash hash = Hash.leaf(entry);
            leaves.add(new Leaf(grown.size(), draft, new String(entry, StandardCharsets.UTF_8), hash));
            grown.append(hash, (node, value) -> {
                near.put(node, value);
                if (node.level() > 0) {
                    nodes.put(node, value);
                }
            });
        }
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), grown.size(), grown.root());
        Head after = new Head(
                grown.size(), checkpoint.root(), signer.sign(checkpoint.text()).format());
        return new Batch(before, after, leaves, nodes, grown, at, near);
    }

    /** The receipts of some of its leaves. */
    List<Receipt> receipts(int from, int count) {
        return leaves.subList(from, from + count).stream().map(this::receipt).toList();
    }

    private Receipt receipt(Leaf leaf) {
        List<String> path = MerkleProof.inclusion(leaf.index(), after.size()).stream()
                .map(range -> range.hash(near::get).base64())
                .toList();
        return new Receipt(leaf.entry(), leaf.index(), path, after.note());
    }
}
