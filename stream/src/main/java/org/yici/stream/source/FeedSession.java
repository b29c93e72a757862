package org.yici.stream.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.platform.SourceStore.Standing;
import org.yici.stream.platform.TableStore;

/**
 * One connected stretch of a source: watches its tables, reads its log, loads what is not loaded. Ends when it is stopped or when
 * the department's database fails.
 */
final class FeedSession implements SlotReader.Doubts, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(FeedSession.class);
    private static final long ROUND_MILLIS = 500;
    private static final long LOAD_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** So often the log is read again from a place at which it breaks, before what follows is loaded instead. */
    private static final int PATIENCE = 2;

    private final long number;
    private final Registered source;
    private final Database platform;
    private final SourceStore store;
    private final Session plansSession;
    private final FeedQueue queue;
    private final Loads loads;
    private final TableWatch watch;
    private final Map<String, TableFault> refusals = new HashMap<>();
    private volatile WantedTables wanted = new WantedTables(Map.of());
    private volatile boolean stopped;
    private volatile boolean begun;
    private volatile boolean restored;
    private volatile long covered;
    private volatile long applied;
    private long marked;
    private long markedAt = System.nanoTime();
    private long refusedAt;
    private @Nullable SlotReader log;
    private @Nullable Loader loader;
    private @Nullable Department department;
    private Department.@Nullable Snapshot firstSnapshot;
    private TextDecoder texts = TextDecoder.utf8();

    /** @param number no other session of this feed has it */
    FeedSession(
            long number,
            Registered source,
            Database platform,
            SourceStore store,
            TableStore tables,
            FeedQueue queue,
            Loads loads) {
        this.number = number;
        this.source = source;
        this.platform = platform;
        this.store = store;
        this.plansSession = new Session(platform);
        this.queue = queue;
        this.loads = loads;
        this.applied = source.applied();
        this.watch = new TableWatch(source, store, tables, plansSession, loads);
    }

    /** Everything of this session up to the position is safely written, and everything of those before it. */
    void acknowledge(long session, long position) {
        if (session == number) {
            begun = true;
            covered = position;
        }
    }

    void stop() {
        stopped = true;
    }

    void run() throws SQLException, FeedException, InterruptedException {
        queue.put(new Fed.Began(number));
        Department connected = FeedException.at(source.name(), () -> new Department(source));
        department = connected;
        texts = FeedException.at(source.name(), () -> {
            connected.requireLogicalLog();
            return connected.texts();
        });
        while (!stopped) {
            List<Watched> found = watch.look(connected);
            settle(found);
            watch.forgetChanged(found);
            wanted = new WantedTables(found.stream()
                    .filter(table -> table.fault() == null)
                    .collect(Collectors.toMap(Watched::name, table -> table)));
            if (log == null && !wanted.byName().isEmpty()) {
                readLog(connected);
            }
            SlotReader current = log;
            Throwable broken = current == null ? null : current.failure();
            if (current != null && broken != null) {
                passOver(connected, current, broken);
            } else if (current != null) {
                advance(current);
            }
            round(connected, found);
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
        }
    }

    private void settle(List<Watched> found) throws SQLException {
        Map<String, String> configurations = new HashMap<>();
        for (Watched table : found) {
            if (table.fault() == null) {
                configurations.put(table.name(), table.found().configuration());
            }
        }
        loads.settle(store, configurations);
    }

    /** Loads what is missing, and tells how the source and each table of it are doing. */
    private void round(Department connected, List<Watched> found)
            throws SQLException, FeedException, InterruptedException {
        endLoader();
        Map<String, Standing> loaded = store.loaded(source.name());
        List<Watched> missing = new ArrayList<>();
        Set<String> loading = new HashSet<>();
        List<String> faults = new ArrayList<>();
        for (Watched table : found) {
            TableFault fault = table.fault() != null ? table.fault() : refusals.get(table.name());
            boolean there = loaded.keySet().containsAll(table.codes());
            if (fault != null && (table.fault() != null || !there)) {
                faults.add(fault.sentence());
                watch.tell(table, "stopped", fault);
            } else if (!there || loads.isUnderWay(table.name())) {
                loading.add(table.name());
                watch.tell(table, "loading", null);
            } else {
                watch.tell(table, log != null && log.reading() ? "streaming" : "loading", null);
            }
            if (table.fault() == null && !there && !loads.isUnderWay(table.name()) && isTime(table)) {
                missing.add(table);
            }
        }
        watch.removeOthers(found);
        String message = faults.isEmpty() ? null : String.join("; ", faults);
        SlotReader current = log;
        if (found.isEmpty()) {
            store.state(source.name(), "new", "No published resource is collected from this source");
        } else if (current == null) {
            store.state(source.name(), faults.isEmpty() ? "new" : "partial", message);
        } else if (!current.reading()) {
            store.state(
                    source.name(),
                    "new",
                    current.waiting()
                            ? "The server still holds the slot for a reader that has gone; waiting for it"
                            : message);
        } else if (!loading.isEmpty()) {
            store.state(source.name(), "loading", message);
        } else {
            store.complete(source.name(), faults.isEmpty() ? "streaming" : "partial", message);
            watch.complete();
        }
        // Not before the log is read: until then it is not known whether there is a gap before it.
        if (current != null && current.reading() && loader == null && !missing.isEmpty()) {
            load(connected, missing);
        }
    }

    private boolean isTime(Watched table) {
        return !refusals.containsKey(table.name()) || System.nanoTime() - refusedAt > LOAD_AGAIN_NANOS;
    }

    private void endLoader() throws FeedException {
        Loader current = loader;
        if (current == null || !current.ended()) {
            return;
        }
        loader = null;
        if (!current.refusals().isEmpty()) {
            refusedAt = System.nanoTime();
            refusals.putAll(current.refusals());
        }
        Throwable failure = current.failure();
        if (failure instanceof FeedException e) {
            throw e;
        } else if (failure instanceof SQLException e) {
            throw new FeedException("loading", "The platform's database does not answer: " + e.getMessage());
        } else if (failure != null) {
            throw new IllegalStateException(
                    "The tables of " + source.name() + " cannot be loaded: " + failure, failure);
        }
    }

    private void load(Department connected, List<Watched> missing) {
        missing.forEach(table -> refusals.remove(table.name()));
        Department.Snapshot first = firstSnapshot;
        firstSnapshot = null;
        loader = new Loader(
                source, platform, missing, texts, queue, loads, () -> first != null ? first : connected.snapshot());
    }

    private void readLog(Department connected) throws SQLException, FeedException, InterruptedException {
        Department.Server server = FeedException.at(source.name(), connected::server);
        boolean other = source.server() != null && !source.server().equals(server.system());
        if (other || applied > server.position()) {
            restored(server);
        }
        Department.Slot slot = FeedException.at(source.name(), connected::slot);
        if (slot != Department.Slot.READY) {
            createSlot(connected, slot);
        }
        store.server(source.name(), server.system());
        log = new SlotReader(source, applied, () -> wanted, texts, queue, loads, this);
    }

    private void createSlot(Department connected, Department.Slot slot)
            throws SQLException, FeedException, InterruptedException {
        if (source.loadedBefore()) {
            throw new FeedException(
                    "slot-lost",
                    "The replication slot " + source.slot() + " of " + source.name()
                            + (slot == Department.Slot.MISSING ? " is gone" : " has lost log that was not yet read")
                            + ": changes may be missing. To load this source anew: update collection.source set loaded_at ="
                            + " null where name = '" + source.name() + "'");
        }
        if (slot == Department.Slot.LOST) {
            FeedException.at(source.name(), () -> {
                connected.dropSlot();
                return true;
            });
        }
        Department.Snapshot created = FeedException.at(source.name(), connected::createSlot);
        firstSnapshot = created;
        for (Resource resource : watch.resources()) {
            if (store.position(resource) > created.position()) {
                // Not noticed by its name: what is here was collected before the server's was kept.
                restored(FeedException.at(source.name(), connected::server));
                break;
            }
        }
        gap(created.position(), "slot");
    }

    /** The server was restored or replaced, and its log counts from another place: nothing of before may pass for newer. */
    private void restored(Department.Server server) throws SQLException, InterruptedException {
        logger.warn(
                "{}: the server was restored or replaced (it was {} and is {}, its log stands at {}, and {} was written);"
                        + " everything is loaded anew",
                source.name(),
                source.server(),
                server.system(),
                server.position(),
                applied);
        // What was read of the other one must have been written before it can be told to be old.
        while (!begun && !stopped) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        loads.forgetPositions();
        store.reset(source.name(), watch.resources(), server.system());
        because("restored");
        restored = true;
        applied = 0;
    }

    @Override
    public void gap(long confirmed) throws SQLException {
        logger.warn(
                "{}: the slot stands at {} and only what was before {} is known to be written; everything is loaded anew",
                source.name(),
                confirmed,
                applied);
        try (Session own = new Session(platform)) {
            new SourceStore(own).gap(source.name(), confirmed);
        }
        if (!restored) {
            because(applied == 0 ? "not-watched" : "gap");
        }
    }

    private void gap(long position, String reason) throws SQLException {
        store.gap(source.name(), position);
        applied = position;
        because(reason);
    }

    private void because(String reason) {
        if (source.loadedBefore()) {
            WantedTables.byTable(watch.resources()).keySet().forEach(table -> loads.because(table, reason));
        }
    }

    @Override
    public void undecodable(@Nullable Watched table, long position, int sequence, byte[] message, String reason)
            throws SQLException {
        logger.warn("{}: a change at {} cannot be decoded and is set aside: {}", source.name(), position, reason);
        try (Session own = new Session(platform)) {
            new TableStore(own)
                    .setAside(
                            source.name(), table == null ? null : table.stored(), position, sequence, reason, message);
        }
        for (Watched affected : table == null ? wanted.byName().values() : List.of(table)) {
            loads.doubt(affected, position, "set-aside");
        }
    }

    /** Tells the slot what is written, once the platform's database knows it for good. */
    private void advance(SlotReader current) throws SQLException, InterruptedException {
        long position = covered;
        if (position > applied) {
            store.applied(source.name(), position);
            applied = position;
        }
        current.acknowledge(applied);
        long received = current.received();
        if (received > Math.max(marked, applied) && queue.isEmpty() && System.nanoTime() - markedAt > QUIET_NANOS) {
            // Others write while nothing of ours changes: their log need not be kept.
            marked = received;
            markedAt = System.nanoTime();
            queue.put(new Fed.Committed(received));
        }
    }

    /** A log that breaks again and again at one place is gone on with behind it; what lies between is loaded. */
    private void passOver(Department connected, SlotReader current, Throwable broken)
            throws SQLException, FeedException, InterruptedException {
        boolean passing = !current.reading() || broken instanceof SQLException e && FeedException.passing(e);
        if (passing || loads.failed(applied) < PATIENCE) {
            if (broken instanceof SQLException e) {
                throw FeedException.of(source.name(), e);
            }
            throw new IllegalStateException("The log of " + source.name() + " cannot be read: " + broken, broken);
        }
        log = null;
        current.close();
        long place = applied;
        long end = FeedException.at(source.name(), connected::advanceSlot);
        logger.warn(
                "{}: the log cannot be read on from {}: {}. It goes on at {}, and everything is loaded anew",
                source.name(),
                place,
                broken.toString(),
                end);
        try (Session own = new Session(platform)) {
            new TableStore(own).setAside(source.name(), null, place, 0, broken.toString(), null);
        }
        gap(end, "unreadable");
    }

    @Override
    public void close() {
        Loader loading = loader;
        if (loading != null) {
            loading.close();
        }
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
