package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yici.kernel.linking.cluster.ClusterChange;
import org.yici.kernel.linking.cluster.SubjectNames;

/**
 * Links records one at a time and keeps them in memory: what the platform does with its tables, for a few hundred thousand
 * records at most. Not safe for use by several threads.
 */
public final class MemoryLinkage {
    private final Linker linker;
    private final Frequencies frequencies;
    private final Map<String, List<String>> index = new HashMap<>();
    private final Map<String, PreparedRecord> entries = new HashMap<>();
    private final Map<String, String> subjects = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final List<ClusterChange> log = new ArrayList<>();
    private Constraints constraints = Constraints.NONE;
    private final SubjectNames names = new SubjectNames() {
        private int fresh;

        @Override
        public boolean identified(String subject) {
            return false;
        }

        @Override
        public String fresh(List<String> records) {
            return "S" + ++fresh;
        }
    };

    /** @param frequencies of the population that the records are drawn from */
    public MemoryLinkage(Linker linker, Frequencies frequencies) {
        this.linker = linker;
        this.frequencies = frequencies;
    }

    /** Takes in a record and returns what a steward should look at. */
    public List<Explanation> add(PreparedRecord arrived) {
        if (entries.containsKey(arrived.id())) {
            throw new IllegalArgumentException("Record " + arrived.id() + " is known already");
        }
        List<String> touched = LinkDecision.touched(linker, frequencies, arrived, candidates(arrived), constraints);
        LinkDecision arrival = decide(arrived, touched);
        entries.put(arrived.id(), arrived);
        for (String key : linker.blockingKeys(arrived)) {
            index.computeIfAbsent(key, absent -> new ArrayList<>()).add(arrived.id());
        }
        return arrival.reviews();
    }

    /** A steward's ruling takes effect at once, in the neighbourhood of the two records. */
    public void rule(Constraints rulings, String first, String second) {
        constraints = rulings;
        PreparedRecord arrived = known(first);
        known(second);
        Set<String> touched = new LinkedHashSet<>();
        touched.add(subjects.get(first));
        touched.add(subjects.get(second));
        decide(arrived, touched);
    }

    private PreparedRecord known(String id) {
        PreparedRecord entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("There is no record " + id);
        }
        return entry;
    }

    private LinkDecision decide(PreparedRecord arrived, Iterable<String> touched) {
        List<LinkDecision.Known> neighbours = knownOf(touched);
        neighbours.removeIf(known -> known.entry().id().equals(arrived.id()));
        String before = subjects.getOrDefault(arrived.id(), "");
        LinkDecision arrival =
                LinkDecision.decide(linker, frequencies, arrived, before, neighbours, constraints, names);
        arrival.changes().forEach(this::record);
        return arrival;
    }

    private List<LinkDecision.Known> candidates(PreparedRecord arrived) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> settled = new LinkedHashSet<>();
        for (String key : linker.blockingKeys(arrived)) {
            String pass = key.substring(0, key.indexOf('.'));
            List<String> block = index.getOrDefault(key, List.of());
            if (!settled.contains(pass) && block.size() <= linker.largestBlock(key)) {
                settled.add(pass);
                ids.addAll(block);
            }
        }
        return ids.stream()
                .map(id -> new LinkDecision.Known(known(id), subjects.getOrDefault(id, ""), false))
                .toList();
    }

    private List<LinkDecision.Known> knownOf(Iterable<String> touched) {
        List<LinkDecision.Known> known = new ArrayList<>();
        for (String subject : touched) {
            for (String id : members.getOrDefault(subject, Set.of())) {
                known.add(new LinkDecision.Known(known(id), subject, false));
            }
        }
        return known;
    }

    private void record(ClusterChange change) {
        change.apply(subjects);
        for (String id : change.records()) {
            members.getOrDefault(change.from(), new LinkedHashSet<>()).remove(id);
            if (!change.to().isEmpty()) {
                members.computeIfAbsent(change.to(), key -> new LinkedHashSet<>())
                        .add(id);
            }
        }
        log.add(change);
    }

    /** Subject by record id. */
    public Map<String, String> subjects() {
        return Map.copyOf(subjects);
    }

    /** Everything that happened, in order. */
    public List<ClusterChange> log() {
        return List.copyOf(log);
    }
}
