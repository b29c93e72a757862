package org.yici.app.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts calls in the last sixty seconds, exactly: for each right the times of as many calls as it allows are kept in a ring, and a
 * call passes if the oldest of them is older than a minute. In memory, so each instance of the platform counts for itself.
 */
@Component
class Frequency {
    private static final long MINUTE = 60_000;

    private final Map<String, Ring> rings = new ConcurrentHashMap<>();

    /** Whether one more call is within {@code perMinute}; if so, it counts. */
    boolean admits(String right, int perMinute, Instant now) {
        Ring ring =
                rings.compute(right, (key, old) -> old != null && old.size() == perMinute ? old : new Ring(perMinute));
        return ring.take(now.toEpochMilli());
    }

    private static final class Ring {
        private final long[] times;
        private int oldest;

        Ring(int size) {
            times = new long[size];
        }

        int size() {
            return times.length;
        }

        synchronized boolean take(long now) {
            if (times[oldest] != 0 && now - times[oldest] < MINUTE) {
                return false;
            }
            times[oldest] = now;
            oldest = (oldest + 1) % times.length;
            return true;
        }
    }
}
