package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yici.kernel.linking.cluster.Evidence.Constraint;

/** What stewards have decided about pairs of records, by the records' ids. It outweighs every other evidence. Immutable. */
public final class Constraints {
    public static final Constraints NONE = new Constraints(List.of());

    private final Map<Pair, Constraint> decided = new HashMap<>();

    /** One steward's decision. */
    public record Ruling(String first, String second, boolean same) {}

    private record Pair(String least, String greatest) {
        static Pair of(String a, String b) {
            return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    /** @param rulings the later of two on the same pair holds */
    public Constraints(List<Ruling> rulings) {
        for (Ruling ruling : rulings) {
            decided.put(
                    Pair.of(ruling.first(), ruling.second()),
                    ruling.same() ? Constraint.MUST_LINK : Constraint.CANNOT_LINK);
        }
    }

    boolean mustLink(String a, String b) {
        return between(a, b) == Constraint.MUST_LINK;
    }

    /** Whether a steward has decided about these two. */
    public boolean areRuled(String a, String b) {
        return between(a, b) != Constraint.NONE;
    }

    Constraint between(String a, String b) {
        return decided.isEmpty() ? Constraint.NONE : decided.getOrDefault(Pair.of(a, b), Constraint.NONE);
    }

    /** The pairs of these records, by place, that must be linked. */
    List<int[]> mustLinks(List<PreparedRecord> records) {
        List<int[]> pairs = new ArrayList<>();
        if (!decided.isEmpty()) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                places.put(records.get(i).id(), i);
            }
            decided.forEach((pair, constraint) -> {
                Integer a = places.get(pair.least());
                Integer b = places.get(pair.greatest());
                if (constraint == Constraint.MUST_LINK && a != null && b != null) {
                    pairs.add(new int[] {a, b});
                }
            });
        }
        return pairs;
    }
}
