package org.yici.stream.source;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
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
            while (isFull(size)) {
                room.await();
            }
            add(fed, size);
        } finally {
            lock.unlock();
        }
        available.run();
    }

    /**
     * Waits for room, but not for ever.
     *
     * @return whether it got in
     */
    boolean put(Fed fed, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        long size = fed.size();
        lock.lockInterruptibly();
        try {
            while (isFull(size)) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            add(fed, size);
        } finally {
            lock.unlock();
        }
        available.run();
        return true;
    }

    /** Waits until something would get in. */
    void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isFull(1)) {
                room.await();
            }
            // Who waits to put something is to hear of it as well.
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(long size) {
        return !queue.isEmpty() && (queue.size() >= CAPACITY || bytes + size > BYTES);
    }

    private void add(Fed fed, long size) {
        queue.add(fed);
        bytes += size;
        empty = false;
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
