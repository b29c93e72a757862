package org.yici.app.exchange;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.yici.app.registry.RegistryRecord;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;

/** Whom the values of a record are about. */
final class RecordSubjects {
    private RecordSubjects() {}

    /** Everybody whom an item's value is about, as far as they are known. */
    static Set<UUID> of(Resource resource, RegistryRecord found, Item item) {
        Set<UUID> ids = new HashSet<>();
        for (Item subject : resource.subjectsOf(item)) {
            UUID id = found.subjects().get(subject.name());
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** Whether an item's value is a subject's own: about that subject, alone or with others, or about nobody in particular. */
    static boolean isOwn(Resource resource, RegistryRecord found, Item item, UUID subject) {
        return resource.subjectsOf(item).isEmpty() || of(resource, found, item).contains(subject);
    }
}
