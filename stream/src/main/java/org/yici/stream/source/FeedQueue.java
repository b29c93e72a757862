package org.yici.stream.source;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Bounded in number and size, so that a slow platform slows the reading down instead of filling the memory. */
final class FeedQueue {
    private static final int CAPACITY = 2_048;
    private static final long BYTES = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Fed> queue = new ArrayDeque<>();
    private final Runnable available;
    private long bytes;
    private volatile boolean empty = true;

    FeedQueue(Runnable available) {
        this.available = available;
    }

    /** Waits for room; what is larger than all room there is gets in once the queue is empty. */
    void put(Fed fed) throws InterruptedException {
        long size = fed.size();
        lock.lockInterruptibly();
        try {
            while (!queue.isEmpty() && (queue.size() >= CAPACITY || bytes + size > BYTES)) {
                room.await();
            }
            queue.add(fed);
            bytes += size;
            empty = false;
        } finally {
            lock.unlock();
        }
        available.run();
    }

    @Nullable
    Fed poll() {
        if (empty) {
            return null;
        }
        lock.lock();
        try {
            Fed fed = queue.poll();
            if (fed != null) {
                bytes -= fed.size();
                room.signal();
            }
            empty = queue.isEmpty();
            return fed;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** Bytes that wait here. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
