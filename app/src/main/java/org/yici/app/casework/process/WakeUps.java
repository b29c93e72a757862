package org.yici.app.casework.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the watch over waiting steps is woken by: a change of a resource, or a step that has just begun to wait. */
@Component
class WakeUps {
    private static final String TIME_TO_LOOK = "";
    private static final int MOST = 100_000;

    private final LinkedBlockingQueue<String> signals = new LinkedBlockingQueue<>(MOST);

    /** What does not fit any more is looked after when the next rest is over. */
    void changed(String resource) {
        signals.offer(resource);
    }

    void timeToLook() {
        signals.offer(TIME_TO_LOOK);
    }

    /** Waits for a signal, at most so long. @return codes of the resources that changed since the last call */
    Set<String> await(Duration longest) throws InterruptedException {
        Set<String> resources = new HashSet<>();
        String first = signals.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            resources.add(first);
            signals.drainTo(resources);
        }
        resources.remove(TIME_TO_LOOK);
        return resources;
    }
}
