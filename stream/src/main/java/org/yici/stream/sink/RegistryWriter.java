package org.yici.stream.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.yici.stream.clean.Write;

/**
 * Gathers writes and hands them over when they are enough, when the last hand-over is long enough ago, or when a checkpoint comes.
 */
final class RegistryWriter implements SinkWriter<Write> {
    private static final long SECOND = 1_000;
    /** Most bytes that wait, about: a batch of large records is written sooner. */
    private static final long BYTES = 8L << 20;

    private final BatchStore store;
    private final ProcessingTimeService timers;
    private final int batch;
    private final int linger;
    private List<Write> waiting;
    private long bytes;
    private boolean timed;
    private long flushed;

    RegistryWriter(BatchStore store, ProcessingTimeService timers, int batch, int linger) {
        this.store = store;
        this.timers = timers;
        this.batch = batch;
        this.linger = linger;
        this.waiting = new ArrayList<>(batch);
        timers.registerTimer(timers.getCurrentProcessingTime() + SECOND, this::second);
    }

    @Override
    public void write(Write write, Context context) throws InterruptedException {
        waiting.add(write);
        bytes += write.size();
        if (waiting.size() >= batch || bytes >= BYTES) {
            flush(false);
        } else if (!timed) {
            timed = true;
            // After a quiet time the first record goes at once: waiting would only make it late.
            long now = timers.getCurrentProcessingTime();
            timers.registerTimer(Math.max(now, flushed + linger), time -> {
                timed = false;
                flush(false);
            });
        }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (!waiting.isEmpty()) {
            List<Write> writes = waiting;
            waiting = new ArrayList<>(batch);
            bytes = 0;
            flushed = timers.getCurrentProcessingTime();
            store.write(writes);
        }
    }

    private void second(long time) {
        store.tellFlow();
        timers.registerTimer(timers.getCurrentProcessingTime() + SECOND, this::second);
    }

    @Override
    public void close() {
        store.close();
    }
}
