package org.yici.kernel.ledger;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log in memory, and the tree of RFC 6962 as its definition reads, to compare with. */
final class TestLog {
    final List<String> entries = new ArrayList<>();
    final Map<Node, Hash> nodes = new HashMap<>();
    final Frontier frontier = Frontier.empty();

    static TestLog of(int size) {
        TestLog log = new TestLog();
        for (int i = 0; i < size; i++) {
            log.append("{\"act\":" + i + "}");
        }
        return log;
    }

    void append(String entry) {
        entries.add(entry);
        frontier.append(leaf(entries.size() - 1), nodes::put);
    }

    Hash leaf(int index) {
        return Hash.leaf(entries.get(index).getBytes(StandardCharsets.UTF_8));
    }

    /** MTH(D[from:to]) by recursion over the leaves. */
    Hash naiveRoot(int from, int to) {
        if (from == to) {
            return Hash.EMPTY;
        }
        if (to - from == 1) {
            return leaf(from);
        }
        int middle = from + split(to - from);
        return Hash.node(naiveRoot(from, middle), naiveRoot(middle, to));
    }

    /** PATH(m, D[from:to]). */
    List<Hash> naiveInclusion(int index, int from, int to) {
        if (to - from <= 1) {
            return List.of();
        }
        int middle = from + split(to - from);
        List<Hash> path = new ArrayList<>();
        if (index < middle) {
            path.addAll(naiveInclusion(index, from, middle));
            path.add(naiveRoot(middle, to));
        } else {
            path.addAll(naiveInclusion(index, middle, to));
            path.add(naiveRoot(from, middle));
        }
        return path;
    }

    /** SUBPROOF(m, D[from:to], whole). */
    List<Hash> naiveConsistency(int first, int from, int to, boolean whole) {
        List<Hash> path = new ArrayList<>();
        if (first == to) {
            if (!whole) {
                path.add(naiveRoot(from, to));
            }
            return path;
        }
        int middle = from + split(to - from);
        if (first <= middle) {
            path.addAll(naiveConsistency(first, from, middle, whole));
            path.add(naiveRoot(middle, to));
        } else {
            path.addAll(naiveConsistency(first, middle, to, false));
            path.add(naiveRoot(from, middle));
        }
        return path;
    }

    List<Hash> inclusion(long index, long size) {
        return MerkleProof.inclusion(index, size).stream()
                .map(range -> range.hash(this::stored))
                .toList();
    }

    List<Hash> consistency(long first, long second) {
        return MerkleProof.consistency(first, second).stream()
                .map(range -> range.hash(this::stored))
                .toList();
    }

    Receipt receipt(int index, NoteSigner signer) {
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), frontier.size(), frontier.root());
        return new Receipt(
                entries.get(index),
                index,
                inclusion(index, frontier.size()).stream().map(Hash::base64).toList(),
                signer.sign(checkpoint.text()).format());
    }

    private Hash stored(Node node) {
        Hash hash = nodes.get(node);
        if (hash == null) {
            throw new AssertionError("A proof asks for " + node + ", which is not a complete subtree.");
        }
        return hash;
    }

    static NoteSigner signer(String name) {
        return new NoteSigner(name, keys());
    }

    static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static int split(int leaves) {
        int power = 1;
        while (power * 2 < leaves) {
            power *= 2;
        }
        return power;
    }
}
