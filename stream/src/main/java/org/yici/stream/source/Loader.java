package org.yici.stream.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.LoadStore.Loaded;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Registered;

/** A thread that loads tables under one snapshot, beside the log and the watch; what one table refuses keeps no other waiting. */
final class Loader implements AutoCloseable {
    /** So long a table stays locked for somebody who would alter it while the platform takes nothing. */
    private static final int LOCKED_MILLIS = 10_000;

    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Registered source;
    private final Database platform;
    private final List<Watched> tables;
    private final TextDecoder texts;
    private final FeedQueue queue;
    private final Loads loads;
    private final Snapshots snapshots;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Connection connection;
    private volatile boolean begun;
    private volatile boolean closed;

    /** Gives a snapshot whose place in the log is exact. */
    interface Snapshots {
        Department.Snapshot take() throws SQLException;
    }

    Loader(
            Registered source,
            Database platform,
            List<Watched> tables,
            TextDecoder texts,
            FeedQueue queue,
            Loads loads,
            Snapshots snapshots) {
        this.source = source;
        this.platform = platform;
        this.tables = tables;
        this.texts = texts.another();
        this.queue = queue;
        this.loads = loads;
        this.snapshots = snapshots;
        tables.forEach(loads::begin);
        this.thread = new Thread(this::run, "collect-load-" + source.name());
        thread.setDaemon(true);
        thread.start();
    }

    boolean ended() {
        return !thread.isAlive();
    }

    /** Whether it has its snapshot of the database. */
    boolean begun() {
        return begun;
    }

    /** Why nothing more could be loaded; null if all was, but for what refused. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /**
     * Why a table was not loaded.
     *
     * @param configuration how it stood
     * @param looked how long its rows were looked through to find out, in nanoseconds; 0 if they were not
     */
    record Refusal(TableFault fault, String configuration, long looked) {}

    /** What refused to be loaded, by the table's name. */
    Map<String, Refusal> refusals() {
        return refusals;
    }

    private void run() {
        List<Watched> unread = new ArrayList<>(tables);
        try (Session own = new Session(platform, LOCKED_MILLIS)) {
            load(new SourceStore(own), unread);
        } catch (InterruptedException e) {
            // Closed.
        } catch (Throwable e) {
            // An error too: one row can be more than the memory takes.
            failure = e;
        } finally {
            unread.forEach(table -> loads.abandon(table.name()));
        }
    }

    private void load(SourceStore store, List<Watched> unread)
            throws SQLException, InterruptedException, FeedException {
        queue.awaitRoom();
        try (TableLoad load = FeedException.at(source.name(), this::open)) {
            begun = true;
            Progress progress = new Progress(store);
            for (Watched table : List.copyOf(unread)) {
                loads.from(table.name(), load.position());
                progress.expected += FeedException.at(source.name(), () -> load.count(table));
            }
            progress.write();
            for (Watched table : tables) {
                read(load, table, progress);
                unread.remove(table);
            }
            progress.write();
        }
    }

    private void read(TableLoad load, Watched table, Progress progress)
            throws SQLException, InterruptedException, FeedException {
        long rows;
        try {
            long began = System.nanoTime();
            String broken = load.brokenKey(table);
            if (broken != null) {
                TableFault fault = new TableCheck(source, table.resources()).brokenKey(broken);
                refuse(table, fault, System.nanoTime() - began);
                return;
            }
            rows = load.read(table, change -> {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                hand(new Fed.Row(change), table);
                loads.handedOver(table, change.key());
                progress.one();
            });
        } catch (SQLException e) {
            if (FeedException.passing(e) && !FeedException.locked(e)) {
                throw FeedException.of(source.name(), e);
            }
            refuse(table, String.valueOf(e.getMessage()));
            return;
        } catch (OutOfMemoryError e) {
            refuse(table, "a row is larger than the memory takes");
            return;
        }
        Instant asOf = Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(load.asOf()));
        String reason = loads.reason(table.name());
        for (Resource resource : table.resources()) {
            String configuration = table.configuration(resource.code());
            hand(new Fed.LoadEnded(new Loaded(resource, load.position(), rows, asOf, configuration, reason)), table);
        }
    }

    /** While the platform takes nothing, a table's lock is let go of as soon as somebody in the department waits for it. */
    private void hand(Fed fed, Watched table) throws FeedException, InterruptedException {
        while (!queue.put(fed, LOCKED_MILLIS)) {
            Connection reading = connection;
            if (reading == null || FeedException.at(source.name(), () -> Department.isWaitedFor(source, reading))) {
                throw new FeedException(
                        "loading",
                        "The platform takes no rows and somebody in the department waits for a table that is being read; the load of "
                                + table.table().table() + " ends and begins anew");
            }
        }
    }

    private void refuse(Watched table, String message) {
        refuse(table, new TableCheck(source, table.resources()).refused("load", message), 0);
    }

    private void refuse(Watched table, TableFault fault, long looked) {
        refusals.put(table.name(), new Refusal(fault, table.found().configuration(), looked));
        loads.abandon(table.name());
    }

    private TableLoad open() throws SQLException {
        try (Department.Snapshot snapshot = snapshots.take()) {
            Connection own = Department.connectForCopy(source, texts);
            connection = own;
            return TableLoad.open(source.name(), own, texts, snapshot);
        }
    }

    /** Counts rows of a load and tells the platform about twice a second. */
    private final class Progress {
        private final SourceStore store;
        private long expected;
        private long read;
        private long told = System.nanoTime();

        Progress(SourceStore store) {
            this.store = store;
        }

        void one() throws FeedException {
            read++;
            if ((read & 255) == 0 && System.nanoTime() - told > PROGRESS_NANOS) {
                try {
                    write();
                } catch (SQLException e) {
                    throw new FeedException("loading", "The platform's database does not answer: " + e.getMessage());
                }
            }
        }

        void write() throws SQLException {
            told = System.nanoTime();
            store.progress(source.name(), read, expected);
        }
    }

    @Override
    public void close() {
        closed = true;
        Closing.abort(connection);
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
