package org.yici.stream.source;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.stream.platform.SourceStore.Registered;

/**
 * Notices that a department's server hangs, or that the network swallows what it says: neither breaks a connection, so whoever waits for an
 * answer would wait for ever. A session that has not come round for a while makes it ask the server on a new connection; if there is no
 * answer, what the session waits for is broken off. A server that is merely slow answers.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final long SUSPICIOUS_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int ANSWER_SECONDS = 3;
    private static final long ROUND_MILLIS = 500;

    private final Registered source;
    private final Runnable breakOff;
    private final Thread thread;
    private volatile long round = System.nanoTime();
    private volatile boolean silent;
    private volatile boolean closed;

    /** @param breakOff ends what the session waits for at the department; called from another thread */
    Watchdog(Registered source, Runnable breakOff) {
        this.source = source;
        this.breakOff = breakOff;
        this.thread = new Thread(this::run, "collect-watchdog-" + source.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** The session has come round: what it asked was answered. */
    void answered() {
        round = System.nanoTime();
    }

    /** Says so if the server was found not to answer, whatever else broke because of it. */
    void requireAnswers() throws FeedException {
        if (silent) {
            throw new FeedException(
                    "unreachable",
                    "The database of " + source.name()
                            + " does not answer: the server hangs, or the network lets nothing"
                            + " through. The job goes on trying; nothing is lost as long as the replication slot stays.");
        }
    }

    private void run() {
        try {
            while (!closed && !silent) {
                TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void look() {
        long suspected = round;
        try {
            if (System.nanoTime() - suspected > SUSPICIOUS_NANOS
                    && !source.database().answers(ANSWER_SECONDS)
                    && suspected == round
                    && !closed) {
                silent = true;
                breakOff.run();
            }
        } catch (Throwable e) {
            // Another look follows; without any a server that hangs would never be named.
            log.error("{}: a look whether the server answers failed", source.name(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
