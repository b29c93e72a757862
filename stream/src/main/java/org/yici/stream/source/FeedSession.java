package org.yici.stream.source;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.Shape;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.PlanBook;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Loaded;
import org.yici.stream.platform.SourceStore.Registered;

/** One connected stretch of a source: ends when it is stopped or when the department's database fails. */
final class FeedSession implements AutoCloseable {
    private static final long ROUND_MILLIS = 500;
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Registered source;
    private final SourceStore store;
    private final Session plansSession;
    private final FeedQueue queue;
    private final Loads loads;
    private final PlanBook book = new PlanBook();
    private volatile WantedTables wanted = new WantedTables(Map.of());
    private volatile boolean stopped;
    private volatile @Nullable SlotReader log;
    private @Nullable Department department;
    private Department.@Nullable Snapshot firstSnapshot;
    private @Nullable String problems;

    FeedSession(Registered source, Database platform, SourceStore store, FeedQueue queue, Loads loads) {
        this.source = source;
        this.store = store;
        this.plansSession = new Session(platform);
        this.queue = queue;
        this.loads = loads;
    }

    void acknowledge(long position) {
        SlotReader current = log;
        if (current != null) {
            current.acknowledge(position);
        }
    }

    void stop() {
        stopped = true;
    }

    void run() throws SQLException, FeedException, InterruptedException {
        Department connected = atDepartment(() -> new Department(source));
        department = connected;
        atDepartment(() -> {
            connected.requireLogicalLog();
            return true;
        });
        while (!stopped) {
            @Nullable String problem = refreshTables(connected);
            if (!wanted.byTable().isEmpty() && log == null) {
                readLog(connected);
            }
            SlotReader current = log;
            if (current == null) {
                store.state(
                        source.name(),
                        "new",
                        problem != null ? problem : "No published resource is collected from this source");
            } else {
                atDepartment(() -> {
                    current.rethrow();
                    return true;
                });
                loads.settle(store);
                round(connected, current, problem);
            }
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
        }
    }

    private void round(Department connected, SlotReader current, @Nullable String problem)
            throws SQLException, FeedException, InterruptedException {
        Set<String> loaded = store.loaded(source.name());
        List<Resource> missing = new ArrayList<>();
        for (List<Resource> resources : wanted.byTable().values()) {
            for (Resource resource : resources) {
                if (!loaded.contains(resource.code()) && !loads.isUnderWay(resource)) {
                    missing.add(resource);
                }
            }
        }
        if (!missing.isEmpty()) {
            store.state(source.name(), "loading", problem);
            load(connected, missing);
        } else if (current.waiting()) {
            store.state(
                    source.name(),
                    "streaming",
                    "The server still holds the slot for a reader that has gone; waiting for it");
        } else if (!loads.anyUnderWay()) {
            store.complete(source.name(), "streaming", problem);
        }
    }

    /** Takes new plans in; tables that cannot be collected are left out and told. */
    private @Nullable String refreshTables(Department connected)
            throws SQLException, FeedException, InterruptedException {
        boolean fresh = !plansSession.transact(book::refresh).isEmpty();
        if (!fresh && problems == null) {
            return null;
        }
        WantedTables named = WantedTables.of(book.resourcesOf(source.name()));
        List<String> obstacles = new ArrayList<>();
        Map<String, List<Resource>> possible = new LinkedHashMap<>(named.byTable());
        atDepartment(() -> {
            for (Map.Entry<String, List<Resource>> table : named.byTable().entrySet()) {
                connected.obstacle(table.getValue().get(0).source()).ifPresent(obstacle -> {
                    obstacles.add(obstacle);
                    possible.remove(table.getKey());
                });
            }
            return true;
        });
        if (!possible.equals(wanted.byTable())) {
            WantedTables tables = new WantedTables(Map.copyOf(possible));
            List<SourceTable> added = atDepartment(() -> connected.publish(tables.tables()));
            List<String> unseen = new ArrayList<>();
            for (SourceTable table : added) {
                tables.resources(table.schema(), table.table()).forEach(resource -> unseen.add(resource.code()));
            }
            store.forget(source.name(), unseen, Long.MAX_VALUE);
            wanted = tables;
        }
        problems = obstacles.isEmpty() ? null : String.join("; ", obstacles);
        return problems;
    }

    private void readLog(Department connected) throws SQLException, FeedException, InterruptedException {
        Department.Slot slot = atDepartment(connected::slot);
        if (slot != Department.Slot.READY) {
            if (source.loadedBefore()) {
                throw new FeedException(
                        "slot-lost",
                        "The replication slot " + source.slot() + " of " + source.name()
                                + (slot == Department.Slot.MISSING ? " is gone" : " has lost log that was not yet read")
                                + ": changes may be missing. To load this source anew: update collection.source set loaded_at ="
                                + " null where name = '" + source.name() + "'");
            }
            if (slot == Department.Slot.LOST) {
                atDepartment(() -> {
                    connected.dropSlot();
                    return true;
                });
            }
            List<Resource> resources = book.resourcesOf(source.name());
            store.forget(source.name(), resources.stream().map(Resource::code).toList(), Long.MAX_VALUE);
            Department.Snapshot created = atDepartment(connected::createSlot);
            firstSnapshot = created;
            try {
                RestoredServer.refuse(source.name(), store, created.position(), resources);
            } catch (FeedException e) {
                atDepartment(() -> {
                    created.close();
                    connected.dropSlot();
                    return true;
                });
                throw e;
            }
        }
        log = new SlotReader(source, () -> wanted, queue, this::truncated);
    }

    private void truncated(Shape table, long position) throws SQLException {
        loads.emptied(wanted.resources(table.schema(), table.table()), position);
    }

    private void load(Department connected, List<Resource> missing)
            throws SQLException, FeedException, InterruptedException {
        Department.Snapshot first = firstSnapshot;
        firstSnapshot = null;
        Department.Snapshot snapshot = first != null ? first : atDepartment(connected::snapshot);
        WantedTables tables = WantedTables.of(missing);
        missing.forEach(loads::begin);
        List<Resource> unread = new ArrayList<>(missing);
        try (TableLoad load = atDepartment(() -> open(connected, snapshot))) {
            Progress progress = new Progress();
            for (SourceTable table : tables.tables()) {
                progress.expected += atDepartment(() -> load.count(table));
            }
            progress.write();
            for (SourceTable table : tables.tables()) {
                List<String> columns = atDepartment(() -> connected.columns(table));
                Set<String> padded = atDepartment(() -> connected.paddedColumns(table));
                // All that the table feeds: its rows are as good for the others, and the guard knows them.
                List<String> codes = wanted.codes(table.schema(), table.table());
                long rows = atDepartment(() -> load.read(table, codes, columns, padded, change -> {
                    if (stopped) {
                        throw new InterruptedException("stopped");
                    }
                    queue.put(new Fed.Row(change));
                    progress.one();
                }));
                Instant asOf = Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(load.asOf()));
                for (Resource resource : tables.resources(table.schema(), table.table())) {
                    queue.put(new Fed.LoadEnded(new Loaded(resource, load.position(), rows, asOf)));
                    unread.remove(resource);
                }
            }
            progress.write();
        } finally {
            unread.forEach(loads::abandon);
        }
    }

    private TableLoad open(Department connected, Department.Snapshot snapshot) throws SQLException {
        try (snapshot) {
            return TableLoad.open(source.name(), connected.connect(), snapshot);
        }
    }

    /** Counts rows of a load and tells the platform about twice a second. */
    private final class Progress {
        private long expected;
        private long read;
        private long told = System.nanoTime();

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

    /** A step at the department's database, whose troubles become the source's state. */
    private interface Step<T> {
        T take() throws SQLException, FeedException, InterruptedException;
    }

    private <T> T atDepartment(Step<T> step) throws FeedException, InterruptedException {
        try {
            return step.take();
        } catch (SQLException e) {
            throw FeedException.of(source.name(), e);
        }
    }

    @Override
    public void close() {
        SlotReader reader = log;
        log = null;
        if (reader != null) {
            reader.close();
        }
        plansSession.close();
        try {
            if (firstSnapshot != null) {
                firstSnapshot.close();
            }
            if (department != null) {
                department.close();
            }
        } catch (SQLException e) {
            // The connection had broken.
        }
    }
}
