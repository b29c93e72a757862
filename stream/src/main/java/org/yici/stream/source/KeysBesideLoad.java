package org.yici.stream.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yici.stream.change.RowChange;

/**
 * What the log tells of a table's keys while the table, which does not itself keep keys apart, is being loaded. A row of the load whose key
 * the log then first shows as inserted has a second row beside it: the later one would be written first, and the load's row be taken for an
 * older state of it. Safe for use by several threads.
 */
final class KeysBesideLoad {
    /** Most keys that are remembered; a load beside which more change cannot be vouched for. */
    private static final int MOST = 500_000;

    private static final long OTHERWISE = 0;

    /** Where a key was inserted, if that is the first that the log tells of it since the snapshot; else {@link #OTHERWISE}. */
    private final Map<String, Long> first = new HashMap<>();

    private List<Event> unplaced = new ArrayList<>();
    private boolean placed;
    private long overflow;

    private record Event(String key, RowChange.Kind kind, long position) {}

    /** The log told of a change. */
    synchronized void changed(String key, RowChange.Kind kind, long position) {
        if (placed && first.containsKey(key)) {
            return;
        }
        if (first.size() + unplaced.size() >= MOST) {
            overflow = position;
        } else if (placed) {
            first.putIfAbsent(key, kind == RowChange.Kind.INSERT ? position : OTHERWISE);
        } else {
            unplaced.add(new Event(key, kind, position));
        }
    }

    /** The load's snapshot stands here: what was committed before is in it. */
    synchronized void from(long position) {
        placed = true;
        overflow = overflow < position ? 0 : overflow;
        List<Event> before = unplaced;
        unplaced = List.of();
        for (Event event : before) {
            if (event.position() >= position) {
                changed(event.key(), event.kind(), event.position());
            }
        }
    }

    /**
     * Whether a row of the load has the key of another one.
     *
     * @return where that was inserted, or where too many keys had changed to know; 0 if it has not
     */
    synchronized long repeated(String key) {
        return Math.max(overflow, first.getOrDefault(key, OTHERWISE));
    }
}
