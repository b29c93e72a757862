package org.yici.kernel.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Inclusion and consistency proofs (RFC 6962, section 2.1; verified as in RFC 9162, sections 2.1.3.2 and 2.1.4.2).
 *
 * <p>Making a proof is split in two, so that all hashes it needs can be fetched in one go: first the runs of leaves whose
 * hashes it consists of, then their hashes out of the stored complete subtrees.
 */
public final class MerkleProof {
    private MerkleProof() {}

    /**
     * The runs whose hashes prove that a leaf is in the tree, lowest first.
     *
     * @throws IllegalArgumentException if the tree has no such leaf
     */
    public static List<LeafRange> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A log of " + size + " entries has no entry " + index + ".");
        }
        List<LeafRange> proof = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                proof.add(0, new LeafRange(middle, to));
                to = middle;
            } else {
                proof.add(0, new LeafRange(from, middle));
                from = middle;
            }
        }
        return List.copyOf(proof);
    }

    /**
     * The runs whose hashes prove that the tree of one size is the beginning of the tree of another. Nothing is needed from an
     * empty tree, nor from a tree to itself.
     *
     * @throws IllegalArgumentException unless {@code 0 <= first <= second}
     */
    public static List<LeafRange> consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("No log grows from " + first + " to " + second + " entries.");
        }
        if (first == 0 || first == second) {
            return List.of();
        }
        List<LeafRange> proof = new ArrayList<>();
        long from = 0;
        long to = second;
        while (first != to) {
            long middle = from + split(to - from);
            if (first <= middle) {
                proof.add(0, new LeafRange(middle, to));
                to = middle;
            } else {
                proof.add(0, new LeafRange(from, middle));
                from = middle;
            }
        }
        // The verifier has the old root already, so it stands in the proof only if it is not the leftmost subtree as it
        // is.
        if (from != 0) {
            proof.add(0, new LeafRange(from, to));
        }
        return List.copyOf(proof);
    }

    /** Whether the path leads from the leaf to the root and has exactly the length it must have. */
    public static boolean provesInclusion(Hash leaf, long index, long size, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = Hash.node(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = Hash.node(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash.equals(root);
    }

    /** Whether the path shows that the tree of {@code first} leaves is the beginning of the tree of {@code second} leaves. */
    public static boolean provesConsistency(long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> path) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (first == 0) {
            return path.isEmpty() && firstRoot.equals(Hash.EMPTY);
        }
        List<Hash> hashes = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) {
            hashes.add(0, firstRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        Hash old = hashes.get(0);
        Hash now = old;
        for (Hash sibling : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                old = Hash.node(sibling, old);
                now = Hash.node(sibling, now);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                now = Hash.node(now, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && old.equals(firstRoot) && now.equals(secondRoot);
    }

    /** How many leaves the left child spans: the largest power of two below the number of leaves. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
