package org.yici.stream.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.linking.cluster.SubjectNames;

/**
 * Ids of subjects that no strong identifier names, in one neighbourhood: a part that is taken out of a subject gets the id back
 * that it had before it was merged; any other new subject gets one from its first record.
 */
final class NewSubjects implements SubjectNames {
    private final SubjectIds ids;
    private final long look;
    private final Map<String, UUID> former = new HashMap<>();
    private final Map<String, UUID> own = new HashMap<>();
    private final Set<UUID> taken = new HashSet<>();

    /** @param look number of this look: no other ever has it */
    NewSubjects(SubjectIds ids, long look, List<LinkRecord> near) {
        this.ids = ids;
        this.look = look;
        for (LinkRecord record : near) {
            if (!record.identified()) {
                String id = record.id().toString();
                own.put(id, ids.ofRecord(id));
                UUID before = record.former();
                if (before != null) {
                    former.put(id, before);
                }
            }
        }
    }

    /** Every id that may be given, to find out which ones are taken. */
    List<UUID> possible() {
        return Stream.concat(former.values().stream(), own.values().stream()).toList();
    }

    void taken(List<UUID> subjects) {
        taken.addAll(subjects);
    }

    @Override
    public boolean identified(String subject) {
        return SubjectIds.isIdentified(UUID.fromString(subject));
    }

    @Override
    public String fresh(List<String> records) {
        UUID first = own.get(records.get(0));
        UUID id = Stream.concat(records.stream().filter(former::containsKey).map(former::get), Stream.ofNullable(first))
                .filter(one -> !taken.contains(one))
                .findFirst()
                .orElseGet(() -> ids.ofRecord(records.get(0) + "@" + look));
        taken.add(id);
        return id.toString();
    }
}
