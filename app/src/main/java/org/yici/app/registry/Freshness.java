package org.yici.app.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.yici.kernel.resource.Resource;

/** Whether what the registers hold is what the departments hold now, as far as that is known. */
public interface Freshness {
    /**
     * Which records their department has written anew since, in a version that could not be read and lies in quarantine.
     *
     * @return the keys of those, with when their department wrote the last such version
     */
    Map<String, Instant> newerUnread(String resource, Collection<String> keys);

    /** Whether changes of a resource come in and are written: its source is reached, and its table streams. Where nothing is collected from a source, nobody knows more. */
    boolean isCollected(Resource resource);
}
