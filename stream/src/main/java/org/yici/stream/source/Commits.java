package org.yici.stream.source;

import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.yici.stream.platform.SourceStore.Mark;

/**
 * The commits of a source's log that were read but are not yet known to be written, and whether the log is the one that was read before: a
 * server that was put back to an earlier state has its old identifier, timeline and slot, and sends other commits over the same places.
 * Safe for use by several threads.
 */
final class Commits {
    private final ConcurrentNavigableMap<Long, Read> read = new ConcurrentSkipListMap<>();
    private volatile @Nullable Mark expected;
    private volatile boolean other;

    /**
     * A commit that was read.
     *
     * @param time when it was committed, in microseconds since 1970
     * @param at when it was read, by {@link System#nanoTime}
     */
    private record Read(long time, long at) {}

    /**
     * Expects a commit to be sent again.
     *
     * @param mark the last one that is written; null if none is known
     * @param confirmed from here on the log is sent: what ends before cannot come again, and was there when the slot was told of it
     */
    void expect(@Nullable Mark mark, long confirmed) {
        expected = mark != null && confirmed < mark.end() ? mark : null;
    }

    /** A commit was read. */
    void read(long end, long time) {
        Mark mark = expected;
        if (mark != null && end >= mark.end()) {
            other = end != mark.end() || time != mark.time();
            expected = null;
        }
        read.put(end, new Read(time, System.nanoTime()));
    }

    /** The log was read up to here, and no commit in between concerned what is collected. */
    void passed(long position) {
        Mark mark = expected;
        if (mark != null && position > mark.end()) {
            other = true;
            expected = null;
        }
    }

    /** Whether the log is another than was read before. */
    boolean areOfAnotherHistory() {
        return other;
    }

    /** Whether it is still open which log this is; until then the slot must not be told anything. */
    boolean areUnrecognised() {
        return other || expected != null;
    }

    /** Whether one was read so long ago and is still not known to be written. */
    boolean areLate(long nanos) {
        Map.Entry<Long, Read> first = read.firstEntry();
        return first != null && System.nanoTime() - first.getValue().at() >= nanos;
    }

    /** The last commit up to a position; null if there was none since the last call. */
    @Nullable
    Mark takeLast(long position) {
        Map.Entry<Long, Read> last = read.floorEntry(position);
        read.headMap(position, true).clear();
        return last == null ? null : new Mark(last.getKey(), last.getValue().time());
    }
}
