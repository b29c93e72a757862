package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** The published resources. */
public interface Catalogue {
    /** All published resources, by code. */
    List<Resource> resources();

    /** A published resource by its code, {@code GA5100/000001}. */
    Optional<Resource> resource(String code);

    /** The newest edition of a resource, be it in force or withdrawn. */
    Optional<Resource> newest(String code);

    /** Codes of the resources that a department provides. */
    String[] codesOf(String department);

    /**
     * Publishes a resource: a new edition of its entry, its registry table created or widened, its cleaning plan handed to the
     * collection job. Publishing the same entry again changes nothing.
     *
     * @return the edition's number, from 1
     * @throws IllegalArgumentException if the entry contradicts an earlier edition; the message says what to change
     */
    int publish(Resource resource);

    /**
     * What in an entry contradicts its earlier editions or what else is in force; empty if it can be published.
     *
     * @return sentences that say what to change
     */
    List<Label> faults(Resource resource);

    /** Takes a resource out of force: it is no longer listed, shared or collected; what was collected stays in its table. */
    void withdraw(String code);
}
