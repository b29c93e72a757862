package org.yici.app.collection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.registry.SubjectKey;
import org.yici.app.store.DatabaseRole;
import org.yici.app.store.DatabaseRoles;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the collection job in this process, on Flink's MiniCluster in a class loader of its own, and starts it again should it end.
 * A job that runs on a Flink cluster instead reads the same tables, under the same role; then {@code yici.collection.job-path} is empty.
 */
@Component
@Order(EmbeddedJob.ORDER)
class EmbeddedJob implements ApplicationRunner, AutoCloseable {
    /** After the pack has published its resources and sources. */
    static final int ORDER = 100;

    private static final Logger log = LoggerFactory.getLogger(EmbeddedJob.class);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(2);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 4;

    private final CollectionProperties properties;
    private final Collection collection;
    private final SubjectKey subjectKey;
    private final DatabaseRoles.Account platform;
    private final JsonMapper json;
    private final Clock clock;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("collection-job").daemon().unstarted(task));
    private @Nullable AutoCloseable running;
    private boolean closed;
    private int failures;
    private Instant startedAt = Instant.EPOCH;

    EmbeddedJob(
            CollectionProperties properties,
            Collection collection,
            SubjectKey subjectKey,
            DatabaseRoles roles,
            JsonMapper json,
            Clock clock) {
        this.properties = properties;
        this.collection = collection;
        this.subjectKey = subjectKey;
        this.platform = roles.account(DatabaseRole.JOB);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        properties
                .sources()
                .forEach((name, database) ->
                        collection.register(database.source(name), database.username(), database.password()));
        if (properties.jobPath().isEmpty()) {
            log.info("No class path for the collection job is set: it is expected to run on a Flink cluster");
            return;
        }
        start();
    }

    private synchronized void start() throws Exception {
        if (closed) {
            return;
        }
        JobClassLoader loader = JobClassLoader.of(properties.jobPath());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            running = (AutoCloseable) loader.loadClass("org.yici.stream.EmbeddedCollection")
                    .getMethod("start", String.class, Consumer.class)
                    .invoke(null, settings(), (Consumer<String>) this::stopped);
        } finally {
            thread.setContextClassLoader(before);
        }
        startedAt = clock.instant();
        log.info("The collection job runs in this process");
    }

    private String settings() {
        return json.writeValueAsString(Map.of(
                "platform",
                Map.of(
                        "url", platform.url(),
                        "user", platform.username(),
                        "password", platform.password()),
                "subjectKey",
                subjectKey.base64(),
                "parallelism",
                properties.parallelism(),
                "linger",
                properties.linger(),
                "batch",
                properties.batch(),
                "checkpoint",
                properties.checkpoint()));
    }

    private void stopped(String message) {
        // One that ran for a while is no sign of a lasting fault; after each other failure in a row we wait twice as
        // long.
        Instant now = clock.instant();
        failures = now.isAfter(startedAt.plus(STEADY)) ? 0 : Math.min(failures + 1, MOST_DOUBLINGS);
        Duration wait = RESTART_AFTER.multipliedBy(1L << failures);
        log.error("The collection job ended: {}; starting it again in {} s", message, wait.toSeconds());
        keeper.schedule(this::restart, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restart() {
        try {
            closeRunning();
            start();
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            // The scheduler would swallow an error, and nobody would start the job again.
            stopped(String.valueOf(e));
        }
    }

    private synchronized void closeRunning() throws Exception {
        AutoCloseable job = running;
        running = null;
        if (job != null) {
            job.close();
        }
    }

    @Override
    public void close() throws Exception {
        synchronized (this) {
            closed = true;
        }
        keeper.shutdownNow();
        closeRunning();
    }
}
