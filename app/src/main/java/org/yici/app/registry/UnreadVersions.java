package org.yici.app.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Which records their department has written anew since, in a version that could not be read and lies in quarantine. */
public interface UnreadVersions {
    /**
     * Looks at some records of a resource.
     *
     * @return the keys of those of which there is such a version, with when their department wrote the last one
     */
    Map<String, Instant> of(String resource, Collection<String> keys);
}
