package org.yici.stream.source;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Bounded, so that a slow platform slows the reading down instead of filling the memory. */
final class FeedQueue {
    private static final int CAPACITY = 2_048;

    private final ArrayBlockingQueue<Fed> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Runnable available;

    FeedQueue(Runnable available) {
        this.available = available;
    }

    void put(Fed fed) throws InterruptedException {
        queue.put(fed);
        available.run();
    }

    @Nullable
    Fed poll() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
