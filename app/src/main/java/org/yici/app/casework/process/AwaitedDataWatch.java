package org.yici.app.casework.process;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.file.WaitStore.Waiting;

/**
 * Watches over the steps that wait for data. PostgreSQL tells on the channel {@code registry} which resource changed; should a message
 * get lost, each step is looked after from time to time all the same.
 */
@Component
public class AwaitedDataWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AwaitedDataWatch.class);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /** A resource in full flow tells of changes all the time; a step is looked after at most so often for that. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

    private static final int AT_A_TIME = 4;
    private static final int BATCH = 64;

    private final DataSource database;
    private final WakeUps wakeUps;
    private final WaitStore waits;
    private final AwaitedData arrivals;
    private final Clock clock;
    private volatile boolean running;
    private @Nullable Thread listener;
    private @Nullable Thread watch;

    AwaitedDataWatch(DataSource database, WakeUps wakeUps, WaitStore waits, AwaitedData arrivals, Clock clock) {
        this.database = database;
        this.wakeUps = wakeUps;
        this.waits = waits;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** Begins once the items are published. */
    @EventListener(ApplicationReadyEvent.class)
    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            listener = Thread.ofPlatform().daemon().name("arrivals-listen").start(this::listen);
            watch = Thread.ofPlatform().daemon().name("arrivals-watch").start(this::watch);
        }
    }

    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public synchronized void stop() {
        running = false;
        end(watch);
        end(listener);
    }

    private static void end(@Nullable Thread thread) {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(LONGEST_REST.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        Set<String> missed = Set.of();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("arrivals-", 0).factory())) {
            while (running) {
                try {
                    Set<String> changed = wakeUps.await(missed.isEmpty() ? LONGEST_REST : SHORTEST_PAUSE);
                    changed.addAll(missed);
                    missed = lookAll(threads, changed);
                } catch (InterruptedException e) {
                    return;
                } catch (Throwable e) {
                    // An Error too: without this watch no case that waits would ever go on.
                    log.error("The watch over waiting cases will try again", e);
                    pause();
                }
            }
        }
    }

    /** @return the resources whose changes some step was too recently looked after to be looked after again */
    private Set<String> lookAll(ExecutorService threads, Set<String> changed) throws InterruptedException {
        Instant now = clock.instant();
        List<Waiting> due = waits.due(now, changed, now.minus(SHORTEST_PAUSE), BATCH);
        List<Future<?>> looks = due.stream()
                .<Future<?>>map(waiting -> threads.submit(() -> look(waiting)))
                .toList();
        for (Future<?> look : looks) {
            try {
                look.get();
            } catch (ExecutionException e) {
                log.warn("A look for arrived data failed", e.getCause());
            }
        }
        return waits.lookedBetween(changed, now.minus(SHORTEST_PAUSE), now);
    }

    private void look(Waiting waiting) {
        try {
            arrivals.look(waiting);
        } catch (RuntimeException e) {
            log.warn("Case {} could not be looked after at {}: {}", waiting.caseNumber(), waiting.step(), e.toString());
            Instant now = clock.instant();
            waits.looked(waiting, now, now.plusSeconds(2));
        }
    }

    private void listen() {
        while (running) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("listen registry");
                PGConnection postgres = connection.unwrap(PGConnection.class);
                while (running) {
                    for (PGNotification told : postgres.getNotifications((int) LONGEST_REST.toMillis())) {
                        wakeUps.changed(told.getParameter());
                    }
                }
                statement.execute("unlisten registry");
            } catch (Throwable e) {
                if (running) {
                    log.warn("Lost the channel of registry changes, opening it again: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LONGEST_REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
