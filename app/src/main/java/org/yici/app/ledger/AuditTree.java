package org.yici.app.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.AuditFinding.Kind;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.Node;

/**
 * Computes the log's tree anew and says what was altered, not merely that something was. Where a stored hash and the computed one
 * differ, both are kept as candidates, each with what would be wrong if it were the true one; a hash above that only one
 * combination leads to decides, in the end the root that the log signed.
 */
final class AuditTree {
    private static final int MOST_CANDIDATES = 8;

    private final Consumer<AuditFinding> report;
    private final Deque<Subtree> peaks = new ArrayDeque<>();
    private long size;

    AuditTree(Consumer<AuditFinding> report) {
        this.report = report;
    }

    /** A hash that may be the true one, and what would be wrong then. */
    record Candidate(Hash hash, List<AuditFinding> implied) {}

    /** A complete subtree; without candidates nothing is known of it. */
    private record Subtree(Node node, List<Candidate> candidates) {}

    /**
     * Appends a leaf.
     *
     * @param candidates its possible hashes; none if the entry is missing
     * @param stored the stored inner hashes; those that this leaf completes are taken out of it
     * @param narrow tells of a pair of entries, one of which was rewritten, which one
     */
    void append(List<Candidate> candidates, Map<Node, Hash> stored, Narrowing narrow) {
        Subtree subtree = new Subtree(new Node(0, size), candidates);
        while (subtree.node().isRight()) {
            Subtree left = peaks.pop();
            subtree = join(left, subtree, stored.remove(subtree.node().parent()), narrow);
        }
        peaks.push(subtree);
        size++;
    }

    /** Tells which of two neighbouring entries, from the first one's index on, was rewritten. */
    interface Narrowing {
        AuditFinding of(long from, long to);
    }

    /** Whether the log leads to a root that it signed. */
    enum Verdict {
        HOLDS,
        BROKEN,
        /** Entries are missing, so nobody can tell. */
        UNKNOWN
    }

    /** Compares with a signed root and settles what it settles. */
    Verdict compare(Hash root) {
        List<Subtree> leftToRight = new ArrayList<>(peaks);
        Collections.reverse(leftToRight);
        if (leftToRight.stream().anyMatch(peak -> peak.candidates().isEmpty())) {
            return Verdict.UNKNOWN;
        }
        List<Choice> choices = List.of(new Choice(null, List.of()));
        for (Subtree peak : leftToRight.reversed()) {
            choices = choose(peak, choices);
        }
        for (Choice choice : choices) {
            if (root.equals(choice.hash() == null ? Hash.EMPTY : choice.hash())) {
                settle(leftToRight, choice.taken());
                return Verdict.HOLDS;
            }
        }
        return Verdict.BROKEN;
    }

    /** At the end of the log: what no root has settled is told by its likeliest explanation. */
    void close() {
        peaks.forEach(this::tellLikeliest);
        peaks.clear();
    }

    private void tellLikeliest(Subtree subtree) {
        if (!subtree.candidates().isEmpty()) {
            subtree.candidates().getFirst().implied().forEach(report);
        }
    }

    private record Choice(@Nullable Hash hash, List<Candidate> taken) {}

    private static List<Choice> choose(Subtree peak, List<Choice> right) {
        List<Choice> choices = new ArrayList<>();
        for (Candidate candidate : peak.candidates()) {
            for (Choice choice : right) {
                List<Candidate> taken = new ArrayList<>();
                taken.add(candidate);
                taken.addAll(choice.taken());
                Hash hash = choice.hash() == null ? candidate.hash() : Hash.node(candidate.hash(), choice.hash());
                choices.add(new Choice(hash, taken));
            }
        }
        return choices.subList(0, Math.min(choices.size(), 4 * MOST_CANDIDATES));
    }

    private void settle(List<Subtree> leftToRight, List<Candidate> taken) {
        peaks.clear();
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).implied().forEach(report);
            peaks.push(new Subtree(
                    leftToRight.get(i).node(),
                    List.of(new Candidate(taken.get(i).hash(), List.of()))));
        }
    }

    private Subtree join(Subtree left, Subtree right, @Nullable Hash stored, Narrowing narrow) {
        Node node = right.node().parent();
        List<Candidate> computed = new ArrayList<>();
        for (Candidate l : left.candidates()) {
            for (Candidate r : right.candidates()) {
                List<AuditFinding> implied = new ArrayList<>(l.implied());
                implied.addAll(r.implied());
                computed.add(new Candidate(Hash.node(l.hash(), r.hash()), implied));
            }
        }
        if (computed.isEmpty()) {
            tellLikeliest(left);
            tellLikeliest(right);
        }
        if (stored == null) {
            report.accept(finding(Kind.NODE_MISSING, node, "is missing"));
            return new Subtree(node, limited(computed));
        }
        for (Candidate candidate : computed) {
            if (candidate.hash().equals(stored)) {
                candidate.implied().forEach(report);
                return new Subtree(node, List.of(new Candidate(stored, List.of())));
            }
        }
        if (computed.isEmpty()) {
            // One child is unknown, so nothing tells whether the stored hash is right; the hashes above will.
            return new Subtree(node, List.of(new Candidate(stored, List.of())));
        }
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(stored, List.of(below(left, right, stored, node, narrow))));
        for (Candidate candidate : computed) {
            List<AuditFinding> implied = new ArrayList<>(candidate.implied());
            implied.add(finding(Kind.NODE_ALTERED, node, "was altered"));
            candidates.add(new Candidate(candidate.hash(), implied));
        }
        return new Subtree(node, limited(candidates));
    }

    /** What is wrong below a node if its stored hash is the true one. */
    private static AuditFinding below(Subtree left, Subtree right, Hash stored, Node node, Narrowing narrow) {
        long from = node.from();
        long to = from + (1L << node.level());
        for (Candidate l : left.candidates()) {
            for (Candidate r : right.candidates()) {
                if (Hash.node(r.hash(), l.hash()).equals(stored)) {
                    long middle = right.node().from();
                    return new AuditFinding(
                            Kind.ENTRIES_REWRITTEN,
                            from,
                            to,
                            "Entries " + from + " to " + (middle - 1) + " and " + middle + " to " + (to - 1)
                                    + " were exchanged.");
                }
            }
        }
        return narrow.of(from, to);
    }

    private static List<Candidate> limited(List<Candidate> candidates) {
        return List.copyOf(candidates.subList(0, Math.min(candidates.size(), MOST_CANDIDATES)));
    }

    private static AuditFinding finding(Kind kind, Node node, String what) {
        long from = node.from();
        long to = from + (1L << node.level());
        return new AuditFinding(
                kind,
                from,
                to,
                "Node " + node.level() + "/" + node.index() + " (above entries " + from + " to " + (to - 1) + ") "
                        + what + ".");
    }
}
