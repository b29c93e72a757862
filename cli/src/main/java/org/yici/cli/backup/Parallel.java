package org.yici.cli.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with many files, some at a time: most of it is waiting for the disk. */
final class Parallel {
    private static final int AT_ONCE = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 8);

    private Parallel() {}

    interface Task<T> {
        void with(T each) throws IOException;
    }

    /** Ends with the first failure; the others are given up. */
    static <T> void each(Collection<T> all, Task<T> task) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (T one : all) {
                running.add(threads.submit(() -> {
                    task.with(one);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }
}
