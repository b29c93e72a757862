package org.yici.app.registry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;

/** The base registries. Only the exchange reads records; the other packages ask the exchange. */
public interface Registry {
    /** Words of SQL that may not name a table or an item. */
    Set<String> reservedWords();

    /** Creates or widens the typed table of a resource. */
    void prepare(Resource resource);

    /** Takes the records that have no value of an item from the subjects that linking gave them. */
    void unlink(Resource resource, Item item);

    /** The current records of a subject, newest first, at most {@code limit}. */
    default List<RegistryRecord> find(Resource resource, UUID subject, int limit) {
        return find(resource, subject, 0, limit);
    }

    /** The current records of a subject, newest first, without the first {@code skip} of them, at most {@code limit}. */
    List<RegistryRecord> find(Resource resource, UUID subject, long skip, int limit);

    /** How many current records name a subject. */
    long count(Resource resource, UUID subject);

    /** A current record by its key. */
    Optional<RegistryRecord> record(Resource resource, String key);

    /** The current records that have one value of an item, a text, in common, in the order of their keys, at most {@code limit}. */
    List<RegistryRecord> together(Resource resource, Item item, String value, int limit);

    /** Whom a current record names; empty if there is no such record. */
    Set<UUID> subjects(Resource resource, String key);

    /** How many current records a resource has. */
    long count(Resource resource);
}
