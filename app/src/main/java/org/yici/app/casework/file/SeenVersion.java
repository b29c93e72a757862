package org.yici.app.casework.file;

import java.util.Set;
import org.yici.app.casework.VersionChangedException;

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

    /** @throws VersionChangedException if the case is none that the caller has seen */
    static void require(CaseFile file) {
        Set<Long> seen = SEEN.get();
        if (seen != null && !seen.contains(file.version)) {
            throw new VersionChangedException(file.number, file.version);
        }
    }

    @Override
    public void close() {
        SEEN.remove();
    }
}
