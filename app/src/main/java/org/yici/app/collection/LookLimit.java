package org.yici.app.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How often the sources of a department may be looked at, so that no source serves to scan a network or to guess passwords. */
final class LookLimit {
    static final int A_MINUTE = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Deque<Instant>> looks = new HashMap<>();

    /** Counts a look, unless it is one too many. */
    synchronized boolean allows(String department, Instant now) {
        Deque<Instant> recent = looks.computeIfAbsent(department, name -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst().isBefore(now.minus(MINUTE))) {
            recent.removeFirst();
        }
        if (recent.size() >= A_MINUTE) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
