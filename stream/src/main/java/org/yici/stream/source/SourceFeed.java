package org.yici.stream.source;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.LoadStore;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.platform.TableStore;

/**
 * Keeps one source flowing, in a thread of its own: connects, loads what is not loaded, reads the log, and after any trouble says
 * what it was in the source's row and tries again. Trouble of one source never touches another.
 */
final class SourceFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SourceFeed.class);
    private static final long SHORTEST_WAIT = 250;
    private static final long LONGEST_WAIT = 10_000;

    private final String name;
    private final Database platform;
    private final byte[] key;
    private final FeedQueue queue;
    private final Loads loads;
    private final Thread thread;
    private volatile @Nullable FeedSession running;
    private volatile boolean closed;
    private long sessions;
    /** The last trouble that stands in the log; the same again and again is told once. */
    private String told = "";

    /**
     * Starts reading.
     *
     * @param key opens the department's sealed password
     * @param available is called whenever something can be polled
     */
    SourceFeed(String name, Database platform, byte[] key, Runnable available) {
        this.key = key.clone();
        this.name = name;
        this.platform = platform;
        this.queue = new FeedQueue(available);
        this.loads = new Loads(name, platform);
        this.thread = new Thread(this::run, "collect-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    String name() {
        return name;
    }

    @Nullable
    Fed poll() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Everything of this session up to this position, and these loads, are safely written. */
    void acknowledge(long session, long position, List<LoadStore.Loaded> arrived) {
        loads.arrived(arrived);
        FeedSession current = running;
        if (current != null) {
            current.acknowledge(session, position);
        }
    }

    private void run() {
        long wait = SHORTEST_WAIT;
        while (!closed) {
            long started = System.nanoTime();
            try (Session own = new Session(platform)) {
                wait = TimeUnit.NANOSECONDS.toMillis(attempt(own, started)) > LONGEST_WAIT ? SHORTEST_WAIT : wait;
                if (!closed) {
                    TimeUnit.MILLISECONDS.sleep(wait);
                    wait = Math.min(LONGEST_WAIT, wait * 2);
                }
            } catch (InterruptedException e) {
                if (closed) {
                    return;
                }
            } catch (SQLException e) {
                log.warn("{}: the platform's database does not answer: {}", name, e.getMessage());
                pause(wait);
            } catch (Throwable e) {
                // An error too, such as too little memory: the source goes on as soon as there is enough again.
                log.error("{}: the feed broke", name, e);
                pause(wait);
            }
        }
    }

    /** Runs one session to its end. @return how long it lasted, in nanoseconds */
    private long attempt(Session own, long started) throws SQLException, InterruptedException {
        SourceStore store = new SourceStore(own);
        try {
            if (sessions == 0) {
                // What the row says is of the job before this one.
                store.state(name, "new", null);
                new TableStore(own).unread(name);
            }
            Registered registered = store.find(name).orElseThrow(FeedException::notRegistered);
            FeedSession session =
                    new FeedSession(++sessions, registered, opened(registered), platform, own, queue, loads);
            running = session;
            try {
                session.run();
                told = "";
            } finally {
                running = null;
                session.close();
            }
        } catch (FeedException e) {
            if (!closed) {
                if (!String.valueOf(e.getMessage()).equals(told)) {
                    log.warn("{}: {}", name, e.getMessage());
                    told = String.valueOf(e.getMessage());
                }
                store.state(name, e.state(), e.getMessage());
            }
        } catch (RuntimeException | Error e) {
            log.error("{}: the feed broke", name, e);
            store.state(name, "failed", "The job met a fault of its own: " + e);
        }
        return System.nanoTime() - started;
    }

    private Registered opened(Registered source) throws FeedException {
        try {
            return source.opened(key);
        } catch (IllegalArgumentException e) {
            throw new FeedException("failed", String.valueOf(e.getMessage()));
        }
    }

    private void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        FeedSession session = running;
        if (session != null) {
            session.stop();
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
