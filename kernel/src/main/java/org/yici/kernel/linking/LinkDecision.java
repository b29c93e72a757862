package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.cluster.Agglomeration;
import org.yici.kernel.linking.cluster.ClusterChange;
import org.yici.kernel.linking.cluster.StableIds;
import org.yici.kernel.linking.cluster.SubjectNames;

/**
 * Decides about one record at a time, in the neighbourhood that it touches and nowhere else: the subjects of the candidates that
 * share a blocking key and are not clearly apart. The neighbourhood is clustered anew from the records themselves, so what
 * comes out does not depend on the order in which they came in.
 *
 * @param changes of subjects, the record's own included, in the order in which they can be applied
 * @param reviews pairs across the subjects as they are now, of which the record is one, for a steward; strongest first
 * @param joined the strongest pair of the record and another of its subject, one with a strong identifier if there is any; null if
 *     the record is alone
 */
public record LinkDecision(
        List<ClusterChange> changes,
        List<Explanation> reviews,
        @Nullable Explanation joined) {
    /** Largest neighbourhood that is clustered anew; of a larger one the nearest subjects' records are taken. */
    public static final int LARGEST_NEIGHBOURHOOD = 200;

    public LinkDecision {
        changes = List.copyOf(changes);
        reviews = List.copyOf(reviews);
    }

    /**
     * A record that is known already, with the subject that it is of.
     *
     * @param identified whether a valid strong identifier says so: then no evidence takes it elsewhere
     */
    public record Known(PreparedRecord entry, String subject, boolean identified) {}

    /**
     * The subjects that an arriving record touches.
     *
     * @param candidates that share a blocking key with the record or were ruled upon with it; duplicates are allowed
     * @return the nearest first; the caller fetches all records of these
     */
    public static List<String> touched(
            Linker linker,
            Frequencies frequencies,
            PreparedRecord arrived,
            Collection<Known> candidates,
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
     * @param arrived the new record, or one that is looked at again
     * @param before the subject that it has been of, whose other records are among the neighbours; empty if it is new
     * @param neighbours all other records of the touched subjects, the nearest subject's first
     */
    public static LinkDecision decide(
            Linker linker,
            Frequencies frequencies,
            PreparedRecord arrived,
            String before,
            List<Known> neighbours,
            Constraints constraints,
            SubjectNames names) {
        Map<String, Known> byId = new TreeMap<>();
        neighbours.stream().limit(LARGEST_NEIGHBOURHOOD).forEach(known -> byId.put(known.entry.id(), known));
        byId.put(arrived.id(), new Known(arrived, before, false));
        List<Known> near = withoutDisputed(linker, List.copyOf(byId.values()));
        PreparedRecord[] entries = near.stream().map(Known::entry).toArray(PreparedRecord[]::new);
        @Nullable
        String[] identified = near.stream()
                .map(known -> known.identified ? known.subject : null)
                .toArray(String[]::new);
        int[] labels = Agglomeration.cluster(
                new RecordEvidence(linker, frequencies, constraints, entries, identified),
                entries.length,
                linker.model().thresholds().link());
        Map<String, String> subjects = new HashMap<>();
        Set<String> settled = new HashSet<>();
        for (Known known : near) {
            if (!known.subject.isEmpty()) {
                subjects.put(known.entry.id(), known.subject);
            }
            if (known.identified) {
                settled.add(known.entry.id());
            }
        }
        List<ClusterChange> changes = StableIds.changes(clusters(entries, labels), subjects, settled, names);
        int own = List.copyOf(byId.keySet()).indexOf(arrived.id());
        List<Explanation> reviews = reviews(linker, frequencies, own, near, labels, constraints);
        return new LinkDecision(changes, reviews, joined(linker, frequencies, own, near, labels));
    }

    /** An identifier that records of clearly different subjects bear speaks for none of those that it did not name already. */
    private static List<Known> withoutDisputed(Linker linker, List<Known> near) {
        List<Known> undisputed = new ArrayList<>(near);
        for (int[] places :
                DisputedIdentifiers.find(linker, near.stream().map(Known::entry).toList())) {
            for (int place : places) {
                Known known = near.get(place);
                if (!known.identified) {
                    undisputed.set(place, new Known(linker.withoutIdentifier(known.entry), known.subject, false));
                }
            }
        }
        return undisputed;
    }

    private static List<List<String>> clusters(PreparedRecord[] entries, int[] labels) {
        Map<Integer, List<String>> members = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            members.computeIfAbsent(labels[i], key -> new ArrayList<>()).add(entries[i].id());
        }
        return List.copyOf(members.values());
    }

    /** Of each other cluster that nothing rules out the strongest pair, if it is in doubt. */
    private static List<Explanation> reviews(
            Linker linker, Frequencies frequencies, int own, List<Known> near, int[] labels, Constraints constraints) {
        PreparedRecord arrived = near.get(own).entry;
        Map<Integer, Explanation> strongest = new TreeMap<>();
        Set<Integer> identified = new HashSet<>();
        for (int i = 0; i < labels.length; i++) {
            if (near.get(i).identified) {
                identified.add(labels[i]);
            }
        }
        // Who is of a subject that an identifier names is of no other such subject, whatever a steward may say.
        Set<Integer> ruledOut = new HashSet<>(identified.contains(labels[own]) ? identified : Set.of());
        ruledOut.add(labels[own]);
        for (int i = 0; i < labels.length; i++) {
            PreparedRecord other = near.get(i).entry;
            if (constraints.areRuled(arrived.id(), other.id()) || linker.forbids(arrived, other)) {
                ruledOut.add(labels[i]);
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (!ruledOut.contains(labels[i])) {
                Explanation explanation = linker.score(arrived, near.get(i).entry, frequencies);
                if (explanation.decision() != Decision.APART) {
                    strongest.merge(labels[i], explanation, (a, b) -> a.weight() >= b.weight() ? a : b);
                }
            }
        }
        return strongest.values().stream()
                .sorted(Comparator.comparingDouble((Explanation explanation) -> -explanation.weight()))
                .toList();
    }

    private static @Nullable Explanation joined(
            Linker linker, Frequencies frequencies, int own, List<Known> near, int[] labels) {
        Explanation strongest = null;
        boolean firm = false;
        for (int i = 0; i < labels.length; i++) {
            Known mate = near.get(i);
            if (i != own && labels[i] == labels[own] && (mate.identified || !firm)) {
                Explanation explanation = linker.score(near.get(own).entry, mate.entry, frequencies);
                boolean firmer = mate.identified && !firm;
                if (strongest == null || firmer || explanation.weight() > strongest.weight()) {
                    strongest = explanation;
                    firm = mate.identified;
                }
            }
        }
        return strongest;
    }
}
