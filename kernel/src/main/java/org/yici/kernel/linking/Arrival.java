package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.yici.kernel.linking.cluster.Agglomeration;
import org.yici.kernel.linking.cluster.Change;
import org.yici.kernel.linking.cluster.StableIds;

/**
 * Decides about one record at a time, in the neighbourhood that it touches and nowhere else: the subjects of the candidates that
 * share a blocking key and are not clearly apart. The neighbourhood is clustered anew from the records themselves, so what
 * comes out does not depend on the order in which they came in.
 *
 * @param changes of subjects, the new record's included, in the order in which they can be applied
 * @param reviews pairs across the subjects as they are now, of which the new record is one, for a clerk; strongest first
 */
public record Arrival(List<Change> changes, List<Explanation> reviews) {
    /** Largest neighbourhood that is clustered anew; of a larger one the nearest subjects are taken. */
    public static final int LARGEST_NEIGHBOURHOOD = 200;

    public Arrival {
        changes = List.copyOf(changes);
        reviews = List.copyOf(reviews);
    }

    /** A record that is known already, with the subject that it is of. */
    public record Known(PreparedRecord entry, String subject) {}

    /**
     * The subjects that an arriving record touches.
     *
     * @param candidates that share a blocking key with the record; duplicates are allowed
     * @return the nearest first; the platform fetches all records of these
     */
    public static List<String> touched(
            Linker linker,
            Frequencies frequencies,
            PreparedRecord arrived,
            List<Known> candidates,
            Constraints constraints) {
        Map<String, Double> nearest = new HashMap<>();
        double review = linker.model().thresholds().review();
        for (Known known : candidates) {
            double odds = constraints.mustLink(arrived.id(), known.entry.id())
                    ? Double.MAX_VALUE
                    : linker.posterior(arrived, known.entry, frequencies);
            if (odds >= review) {
                nearest.merge(known.subject, odds, Math::max);
            }
        }
        return nearest.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> odds) -> -odds.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Clusters the neighbourhood with the record in it.
     *
     * @param arrived the new record, or one whose values or rulings have changed, which then must not be among the neighbours
     * @param neighbours all records of the touched subjects
     * @param fresh gives an id to a new subject, from the least record id of its cluster
     */
    public static Arrival decide(
            Linker linker,
            Frequencies frequencies,
            PreparedRecord arrived,
            List<Known> neighbours,
            Constraints constraints,
            Function<String, String> fresh) {
        Map<String, Known> byId = new TreeMap<>();
        for (Known known : neighbours) {
            if (byId.size() < LARGEST_NEIGHBOURHOOD) {
                byId.put(known.entry.id(), known);
            }
        }
        Map<String, String> subjects = new HashMap<>();
        byId.values().forEach(known -> subjects.put(known.entry.id(), known.subject));
        byId.put(arrived.id(), new Known(arrived, ""));
        PreparedRecord[] entries = byId.values().stream().map(Known::entry).toArray(PreparedRecord[]::new);
        int[] labels = Agglomeration.cluster(
                new RecordEvidence(linker, frequencies, constraints, entries),
                entries.length,
                linker.model().thresholds().link());
        List<List<String>> clusters = clusters(entries, labels);
        List<Change> changes = StableIds.changes(clusters, subjects, fresh);
        return new Arrival(changes, reviews(linker, frequencies, arrived, entries, labels, constraints));
    }

    private static List<List<String>> clusters(PreparedRecord[] entries, int[] labels) {
        Map<Integer, List<String>> members = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            members.computeIfAbsent(labels[i], key -> new ArrayList<>()).add(entries[i].id());
        }
        return List.copyOf(members.values());
    }

    private static List<Explanation> reviews(
            Linker linker,
            Frequencies frequencies,
            PreparedRecord arrived,
            PreparedRecord[] entries,
            int[] labels,
            Constraints constraints) {
        int own = 0;
        while (entries[own] != arrived) {
            own++;
        }
        Map<Integer, Explanation> strongest = new TreeMap<>();
        for (int i = 0; i < entries.length; i++) {
            if (labels[i] != labels[own] && !constraints.areRuled(arrived.id(), entries[i].id())) {
                Explanation explanation = linker.score(arrived, entries[i], frequencies);
                if (explanation.decision() != Decision.APART) {
                    strongest.merge(labels[i], explanation, (a, b) -> a.weight() >= b.weight() ? a : b);
                }
            }
        }
        return strongest.values().stream()
                .sorted(Comparator.comparingDouble((Explanation explanation) -> -explanation.weight()))
                .toList();
    }
}
