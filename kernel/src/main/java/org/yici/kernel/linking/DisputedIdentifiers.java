package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Identifiers that records of clearly different subjects bear: a placeholder that nobody knew, a number typed into the wrong row, a
 * number that two people really have. Such an identifier names nobody; a steward finds out whose it is.
 */
final class DisputedIdentifiers {
    /** Records of one identifier that are compared with all others of it. */
    private static final int REPRESENTATIVES = 16;

    private DisputedIdentifiers() {}

    /** The places of the records of each disputed identifier, by their ids; the outcome does not depend on the order of the records. */
    static List<int[]> find(Linker linker, List<PreparedRecord> records) {
        Map<Long, List<Integer>> bearers = new HashMap<>();
        Map<Long, Integer> first = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            long identifier = linker.identifier(records.get(i));
            if (identifier != 0) {
                Integer before = first.putIfAbsent(identifier, i);
                if (before != null) {
                    bearers.computeIfAbsent(identifier, key -> new ArrayList<>(List.of(before)))
                            .add(i);
                }
            }
        }
        List<int[]> disputed = new ArrayList<>();
        for (List<Integer> places : bearers.values()) {
            places.sort(
                    Comparator.comparing((Integer place) -> records.get(place).id()));
            if (isDisputed(linker, records, places)) {
                disputed.add(places.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        disputed.sort(Arrays::compare);
        return disputed;
    }

    private static boolean isDisputed(Linker linker, List<PreparedRecord> records, List<Integer> places) {
        int representatives = Math.min(REPRESENTATIVES, places.size());
        for (int i = 0; i < representatives; i++) {
            for (int j = i + 1; j < places.size(); j++) {
                if (linker.contradict(records.get(places.get(i)), records.get(places.get(j)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
