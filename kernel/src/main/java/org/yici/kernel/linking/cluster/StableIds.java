package org.yici.kernel.linking.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives clusters the ids of the subjects that they continue, so that an id changes only when its subject does. The largest
 * part of a subject keeps its id; a cluster that takes in several subjects keeps the id of the largest part. A record that a strong
 * identifier names stays where it is, and its cluster with it.
 */
public final class StableIds {
    private StableIds() {}

    private record Claim(int cluster, String subject, int records, boolean identified) {}

    /**
     * Compares new clusters with the subjects so far.
     *
     * @param clusters of record ids; none has identified records of two subjects
     * @param subjects by record id, so far; records that have just arrived are absent
     * @param identified records whose subject a strong identifier names
     * @return what changes, in an order in which it can be applied; empty if nothing does
     */
    public static List<ClusterChange> changes(
            List<List<String>> clusters, Map<String, String> subjects, Set<String> identified, SubjectNames names) {
        String[] ids = new String[clusters.size()];
        Set<String> taken = new HashSet<>();
        for (Claim claim : claims(clusters, subjects, identified)) {
            boolean allowed = claim.identified || !names.identified(claim.subject) && !taken.contains(claim.subject);
            if (ids[claim.cluster] == null && allowed) {
                ids[claim.cluster] = claim.subject;
                taken.add(claim.subject);
            }
        }
        Map<String, Integer> sizes = sizes(subjects.values());
        List<ClusterChange> changes = new ArrayList<>();
        for (int cluster = 0; cluster < ids.length; cluster++) {
            boolean isNew = ids[cluster] == null;
            List<String> members = clusters.get(cluster).stream().sorted().toList();
            String to = isNew ? names.fresh(members) : ids[cluster];
            Map<String, List<String>> origins = new TreeMap<>();
            members.stream()
                    .filter(id -> !identified.contains(id))
                    .forEach(id -> origins.computeIfAbsent(subjects.getOrDefault(id, ""), key -> new ArrayList<>())
                            .add(id));
            origins.forEach((from, records) -> {
                if (!from.equals(to)) {
                    changes.add(new ClusterChange(kind(from, records.size(), sizes, isNew), from, to, records));
                }
            });
        }
        return changes;
    }

    private static ClusterChange.Kind kind(String from, int moved, Map<String, Integer> sizes, boolean isNew) {
        if (from.isEmpty()) {
            return ClusterChange.Kind.ARRIVAL;
        }
        return isNew
                ? ClusterChange.Kind.SPLIT
                : sizes.getOrDefault(from, 0) == moved ? ClusterChange.Kind.MERGE : ClusterChange.Kind.MOVE;
    }

    /** Identified ones first, then the largest parts; of equal ones the lesser id, so that the outcome is always the same. */
    private static List<Claim> claims(
            List<List<String>> clusters, Map<String, String> subjects, Set<String> identified) {
        List<Claim> claims = new ArrayList<>();
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            int number = cluster;
            Set<String> firm = new HashSet<>();
            List<String> known = new ArrayList<>();
            for (String id : clusters.get(cluster)) {
                String subject = subjects.get(id);
                if (subject != null) {
                    known.add(subject);
                    if (identified.contains(id)) {
                        firm.add(subject);
                    }
                }
            }
            sizes(known)
                    .forEach((subject, records) ->
                            claims.add(new Claim(number, subject, records, firm.contains(subject))));
        }
        claims.sort(Comparator.comparing((Claim claim) -> !claim.identified)
                .thenComparingInt(claim -> -claim.records)
                .thenComparing(Claim::subject)
                .thenComparing(claim -> clusters.get(claim.cluster).get(0)));
        return claims;
    }

    private static Map<String, Integer> sizes(Collection<String> subjects) {
        Map<String, Integer> sizes = new HashMap<>();
        subjects.forEach(subject -> sizes.merge(subject, 1, Integer::sum));
        return sizes;
    }
}
