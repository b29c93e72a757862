package org.yici.app.exchange;

import java.util.List;
import java.util.Optional;

/** The grants. */
public interface Grants {
    /** Registers a grant or replaces the one with the same id. */
    void register(Grant grant);

    /**
     * Makes the grants that a pack declares the ones that it gives: registers them, and withdraws those that it gave before and holds no
     * more. Grants from elsewhere stay, and so does what people did to one that the pack still holds.
     */
    void replacePack(List<Grant> grants);

    /** The grant of a department for a resource and a purpose, expired or not. */
    Optional<Grant> find(String consumer, String resource, String purpose);

    List<Grant> all();
}
