package org.yici.app.service;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** The service items that can be applied for. */
public interface ServiceItems {
    List<ServiceItem> all();

    Optional<ServiceItem> find(String slug);

    /** The BPMN 2.0 diagram of an item's process, with diagram interchange. */
    Optional<Resource> diagram(String slug);

    /**
     * Publishes an item with its process and rules. Publishing the same again changes nothing; a changed process counts for the cases
     * that are handed in from now on.
     *
     * @param item the item; what it refers to (departments, resources, grants) must be registered before
     * @param bpmn its process, BPMN 2.0
     * @param dmn its decision tables, DMN 1.3; null if it has none
     * @throws IllegalArgumentException if item, process and rules do not fit each other; the message names every fault
     */
    void publish(ServiceItem item, Resource bpmn, @Nullable Resource dmn);
}
