package org.yici.stream.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Loaded;

/** What of a source is being loaded: read, but not yet known to have arrived. Safe for use by several threads. */
final class Loads {
    private final String source;
    private final Database platform;
    private final Set<String> underWay = new HashSet<>();
    private final List<Loaded> arrived = new ArrayList<>();
    private final Map<String, Long> emptied = new HashMap<>();

    Loads(String source, Database platform) {
        this.source = source;
        this.platform = platform;
    }

    synchronized boolean isUnderWay(Resource resource) {
        return underWay.contains(resource.code());
    }

    synchronized boolean anyUnderWay() {
        return !underWay.isEmpty();
    }

    synchronized void begin(Resource resource) {
        underWay.add(resource.code());
    }

    synchronized void abandon(Resource resource) {
        underWay.remove(resource.code());
    }

    synchronized void arrived(List<Loaded> loads) {
        arrived.addAll(loads);
    }

    /** Writes down what has arrived. What was emptied at the source after it was read is loaded once more instead. */
    void settle(SourceStore store) throws SQLException {
        for (Loaded load : takeArrived()) {
            if (isCurrent(load)) {
                store.loaded(source, load);
            }
            abandon(load.resource());
        }
    }

    /** A table was emptied by TRUNCATE, which the log tells without its rows: it must be loaded anew to see what is gone. */
    void emptied(List<Resource> resources, long position) throws SQLException {
        synchronized (this) {
            resources.forEach(resource -> emptied.merge(resource.code(), position, Math::max));
        }
        // Called from the log's thread, which has no connection to the platform; it is a rare event.
        try (Session session = new Session(platform)) {
            new SourceStore(session)
                    .forget(source, resources.stream().map(Resource::code).toList(), position);
        }
    }

    private synchronized List<Loaded> takeArrived() {
        List<Loaded> taken = List.copyOf(arrived);
        arrived.clear();
        return taken;
    }

    private synchronized boolean isCurrent(Loaded load) {
        return emptied.getOrDefault(load.resource().code(), 0L) < load.position();
    }
}
