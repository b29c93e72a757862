package org.yici.stream.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.yici.stream.change.RowChange;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.LoadStore;
import org.yici.stream.platform.LoadStore.Loaded;
import org.yici.stream.platform.Session;

/**
 * What of a source is being loaded: read, but not yet known to have arrived; and from where on the log counts beside it. Safe for use
 * by several threads.
 */
final class Loads {
    private final String source;
    private final Database platform;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final List<Loaded> arrived = new ArrayList<>();
    private final Map<String, Long> doubtful = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();
    private final Map<String, Long> from = new ConcurrentHashMap<>();
    private final Map<String, KeysBesideLoad> keys = new ConcurrentHashMap<>();
    private long gap;
    private long failedAt = -1;
    private int failures;

    Loads(String source, Database platform) {
        this.source = source;
        this.platform = platform;
    }

    /** Of the log, changes of a table before this place are held by its load already. */
    long from(String table) {
        return from.getOrDefault(table, 0L);
    }

    void from(String table, long position) {
        from.merge(table, position, Math::max);
        KeysBesideLoad beside = keys.get(table);
        if (beside != null) {
            beside.from(position);
        }
    }

    /** The log told of a change. */
    void changed(Watched table, RowChange change) {
        KeysBesideLoad beside = keys.get(table.name());
        if (beside != null) {
            beside.changed(change.key(), change.kind(), change.position());
        }
    }

    /**
     * Looks, after a row of a load was handed over, whether the log told of another row with its key before. One that it tells of later is
     * found where both are written.
     */
    void handedOver(Watched table, String key) throws SQLException {
        KeysBesideLoad beside = keys.get(table.name());
        long repeated = beside == null ? 0 : beside.repeated(key);
        if (repeated > 0) {
            doubt(table, repeated, "key-repeated");
        }
    }

    /** Positions are another server's from now on. */
    synchronized void forgetPositions() {
        gap = 0;
        from.clear();
        doubtful.clear();
        arrived.clear();
        underWay.clear();
        keys.clear();
    }

    /** What was loaded as of an earlier place lacks what lies between. */
    synchronized void gap(long position) {
        gap = Math.max(gap, position);
    }

    synchronized boolean hasArrived() {
        return !arrived.isEmpty();
    }

    synchronized boolean isUnderWay(String table) {
        return underWay.containsKey(table);
    }

    /** A load begins; what it brings must arrive for each resource of the table. */
    synchronized void begin(Watched table) {
        underWay.put(table.name(), table.resources().size());
        if (!table.keepsKeysApart()) {
            keys.put(table.name(), new KeysBesideLoad());
        }
    }

    synchronized void abandon(String table) {
        underWay.remove(table);
        keys.remove(table);
    }

    synchronized void arrived(List<Loaded> loads) {
        arrived.addAll(loads);
    }

    /** Why the next load of a table is needed, once it was loaded before. */
    synchronized void because(String table, String reason) {
        reasons.put(table, reason);
    }

    synchronized @Nullable String reason(String table) {
        return reasons.get(table);
    }

    /**
     * Writes down what has arrived, unless something has become doubtful since it was read.
     *
     * @param configurations how the tables stand now and what is made of them, by the codes of resources
     */
    void settle(LoadStore store, Map<String, String> configurations) throws SQLException {
        List<Loaded> taken = takeArrived();
        Set<String> outdated = new HashSet<>();
        for (Loaded load : taken) {
            String table = WantedTables.name(load.resource().source());
            if (isCurrent(table, load)
                    && load.configuration()
                            .equals(configurations.get(load.resource().code()))) {
                store.arrived(source, load);
                if (!isCurrent(table, load)) {
                    // It became so while that was written.
                    store.forget(source, List.of(load.resource().code()), Long.MAX_VALUE);
                    outdated.add(table);
                }
            } else {
                outdated.add(table);
            }
            done(table, outdated.contains(table));
        }
    }

    private synchronized void done(String table, boolean outdated) {
        Integer left = underWay.get(table);
        if (left == null || left <= 1) {
            underWay.remove(table);
            keys.remove(table);
            if (!outdated) {
                reasons.remove(table);
            }
        } else {
            underWay.put(table, left - 1);
        }
    }

    /**
     * Something happened to a table that the log does not tell in full: it must be loaded anew as of a later position.
     *
     * @param reason names a text of the operator's page
     */
    void doubt(Watched table, long position, String reason) throws SQLException {
        synchronized (this) {
            Long before = doubtful.get(table.name());
            doubtful.merge(table.name(), position, Math::max);
            reasons.put(table.name(), reason);
            if (before != null && before >= from(table.name())) {
                return;
            }
        }
        // Called from the log's thread, which has no connection to the platform; it is a rare event.
        try (Session session = new Session(platform)) {
            new LoadStore(session).forget(source, table.codes(), position);
        } catch (SQLException e) {
            synchronized (this) {
                doubtful.remove(table.name());
            }
            throw e;
        }
    }

    /** @return how often the log could not be read on from this place */
    synchronized int failed(long position) {
        failures = failedAt == position ? failures + 1 : 1;
        failedAt = position;
        return failures;
    }

    private synchronized List<Loaded> takeArrived() {
        List<Loaded> taken = List.copyOf(arrived);
        arrived.clear();
        return taken;
    }

    private synchronized boolean isCurrent(String table, Loaded load) {
        return doubtful.getOrDefault(table, 0L) < load.position() && gap <= load.position();
    }
}
