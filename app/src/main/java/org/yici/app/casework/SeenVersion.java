package org.yici.app.casework;

import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The versions of a case of which a caller says: what I do is meant for these alone. It holds for what the current thread does until it
 * is closed; who says nothing acts on the case as it is.
 */
public final class SeenVersion implements AutoCloseable {
    private static final ThreadLocal<Set<Long>> SEEN = new ThreadLocal<>();

    private SeenVersion() {}

    /** Acts until {@link #close()} are meant for these versions. */
    public static SeenVersion of(Set<Long> versions) {
        SEEN.set(Set.copyOf(versions));
        return new SeenVersion();
    }

    /**
     * @param version gives the case's version as the caller sees it; asked only if the caller has named one
     * @throws VersionChangedException if the case is none that the caller has seen
     */
    public static void require(String number, LongSupplier version) {
        Set<Long> seen = SEEN.get();
        if (seen == null) {
            return;
        }
        long now = version.getAsLong();
        if (!seen.contains(now)) {
            throw new VersionChangedException(number, now);
        }
    }

    @Override
    public void close() {
        SEEN.remove();
    }
}
