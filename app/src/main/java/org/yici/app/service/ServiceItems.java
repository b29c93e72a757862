package org.yici.app.service;

import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.yici.app.definition.InvalidDefinitionException;

/** The service items that can be applied for. */
public interface ServiceItems {
    List<ServiceItem> all();

    Optional<ServiceItem> find(String slug);

    /** The last edition of an item for which nobody can apply any more; empty if there never was one, or people can. */
    Optional<ServiceItem> withdrawn(String slug);

    /** The BPMN 2.0 diagram of an item's process, with diagram interchange. */
    Optional<Resource> diagram(String slug);

    /**
     * Reads an item and compares it with nothing.
     *
     * @throws InvalidDefinitionException if its declaration is none
     */
    ServiceItem declared(ItemFiles files);

    /**
     * Reads an item and compares it with all that it refers to: departments, resources and grants must be there before.
     *
     * @throws InvalidDefinitionException if its files do not fit each other or what is in force; it names every fault with file and line
     */
    ServiceItem check(ItemFiles files);

    /**
     * Checks an item and puts it in force. Cases that were begun with an earlier edition keep it. The same files again change nothing.
     *
     * @return number of the edition, from 1
     * @throws InvalidDefinitionException as {@link #check} does
     */
    int publish(ItemFiles files);

    /** Nobody can apply for it any more; cases that were begun go on. */
    void withdraw(String slug);
}
