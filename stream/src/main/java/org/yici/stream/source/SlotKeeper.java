package org.yici.stream.source;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.platform.TableStore;

/**
 * Keeps a source's slot and what the platform knows of it together: what the slot has forgotten and the platform does not hold is
 * loaded anew, and what cannot be decoded is set aside. The slot is told of nothing that the platform's database does not know first.
 */
final class SlotKeeper implements SlotReader.Doubts, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(SlotKeeper.class);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    /** So often the log is read again from a place at which it breaks, before what follows is loaded instead. */
    private static final int PATIENCE = 2;

    private final long number;
    private final Registered source;
    private final SourceStore store;
    /** The reader's own: it tells its doubts from its thread. */
    private final Session doubts;

    private final FeedQueue queue;
    private final Loads loads;
    private final Supplier<List<CleaningPlan>> plans;
    private final Supplier<WantedTables> wanted;
    private volatile boolean begun;
    private volatile boolean restored;
    private volatile boolean stopped;
    private volatile long covered;
    private volatile long applied;
    /** What has been received for longer than this and is not written is told of. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Up to here everything had been written or announced when it was last looked at; first, where the server's log stood. */
    private long goal;

    private long goalSet;

    private long marked;
    private long markedAt = System.nanoTime();
    private @Nullable SlotReader log;
    private Department.@Nullable Snapshot firstSnapshot;

    /**
     * @param number no other session of this feed has it
     * @param plans of all that is collected from the source
     * @param wanted the tables that are in order
     */
    SlotKeeper(
            long number,
            Registered source,
            Database platform,
            SourceStore store,
            FeedQueue queue,
            Loads loads,
            Supplier<List<CleaningPlan>> plans,
            Supplier<WantedTables> wanted) {
        this.number = number;
        this.source = source;
        this.doubts = new Session(platform);
        this.store = store;
        this.queue = queue;
        this.loads = loads;
        this.plans = plans;
        this.wanted = wanted;
        this.applied = source.applied();
    }

    void stop() {
        stopped = true;
    }

    /** Everything of this session up to the position is safely written, and everything of those before it. */
    void acknowledge(long session, long position) {
        if (session == number) {
            begun = true;
            covered = position;
        }
    }

    /** Null before the log is read. */
    @Nullable
    SlotReader reader() {
        return log;
    }

    /** Whether something of the log that was there before reading began, or that was announced or read five seconds ago, is not written. */
    boolean isBehind() {
        SlotReader current = log;
        return applied < goal && System.nanoTime() - goalSet >= LATE_NANOS
                || current != null && current.commits().areLate(LATE_NANOS);
    }

    private void setGoal(SlotReader current) {
        if (applied >= goal) {
            goal = Math.max(applied, current.announced());
            goalSet = System.nanoTime();
        }
    }

    /** The view of the database with which the slot was made, if it was made just now; the caller closes it. */
    Department.@Nullable Snapshot takeFirstSnapshot() {
        Department.Snapshot first = firstSnapshot;
        firstSnapshot = null;
        return first;
    }

    /** Moves the slot on, and the log over what cannot be read. */
    void keep(Department connected) throws SQLException, FeedException, InterruptedException {
        SlotReader current = log;
        if (current != null) {
            requireOldHistory(connected, current);
        }
        Throwable broken = current == null ? null : current.failure();
        if (current != null && broken != null) {
            passOver(connected, current, broken);
        } else if (current != null) {
            advance(current);
            setGoal(current);
        }
    }

    /** The next session finds that the server is not the one that it knows. */
    private void requireOldHistory(Department connected, SlotReader current)
            throws SQLException, FeedException, InterruptedException {
        current.commits().passed(current.received());
        if (current.commits().areOfAnotherHistory()) {
            disown(connected);
            throw anotherHistory();
        }
    }

    /** Makes the next session take the server for another. */
    private void disown(Department connected) throws SQLException, FeedException, InterruptedException {
        String system = FeedException.at(source.name(), connected::server).system();
        store.server(source.name(), system + " with another history");
    }

    private FeedException anotherHistory() {
        return new FeedException(
                "new",
                "The server of " + source.name()
                        + " was put back to an earlier state, or its log does not show that it was not: it lacks what is"
                        + " written here; everything is loaded anew");
    }

    /** Begins to read the log. */
    void open(Department connected, TextDecoder texts) throws SQLException, FeedException, InterruptedException {
        Department.Server server = FeedException.at(source.name(), connected::server);
        goal = server.position();
        goalSet = System.nanoTime() - LATE_NANOS;
        boolean other = source.server() != null && !source.server().equals(server.system());
        if (other || applied > server.position()) {
            restored(server);
        }
        Department.Slot slot = FeedException.at(source.name(), connected::slot);
        if (slot != Department.Slot.READY) {
            createSlot(connected, slot);
        }
        store.server(source.name(), server.system());
        log = new SlotReader(source, applied, restored ? null : source.mark(), wanted, texts, queue, loads, this);
    }

    private void createSlot(Department connected, Department.Slot slot)
            throws SQLException, FeedException, InterruptedException {
        if (source.loadedBefore()) {
            throw new FeedException(
                    "slot-lost",
                    "The replication slot " + source.slot() + " of " + source.name()
                            + (slot == Department.Slot.MISSING ? " is gone" : " has lost log that was not yet read")
                            + ": changes may be missing. Load this source anew on the page of sources");
        }
        if (slot == Department.Slot.LOST) {
            FeedException.at(source.name(), () -> {
                connected.dropSlot();
                return true;
            });
        }
        store.state(
                source.name(),
                "new",
                "The replication slot " + source.slot()
                        + " is being made. To do so the server must first see the end of every"
                        + " transaction that is open on it, in whichever database");
        Department.Snapshot created = FeedException.at(source.name(), connected::createSlot);
        firstSnapshot = created;
        for (Resource resource : resources()) {
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
        store.reset(source.name(), resources(), server.system());
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
        loads.gap(confirmed);
        new SourceStore(doubts).gap(source.name(), confirmed);
        if (!restored) {
            because(applied == 0 ? "not-watched" : "gap");
        }
    }

    private void gap(long position, String reason) throws SQLException {
        loads.gap(position);
        store.gap(source.name(), position);
        applied = position;
        because(reason);
    }

    private List<Resource> resources() {
        return plans.get().stream().map(CleaningPlan::resource).toList();
    }

    private void because(String reason) {
        if (source.loadedBefore()) {
            WantedTables.byTable(plans.get()).keySet().forEach(table -> loads.because(table, reason));
        }
    }

    @Override
    public void undecodable(@Nullable Watched table, long position, int sequence, byte[] message, String reason)
            throws SQLException {
        logger.warn("{}: a change at {} cannot be decoded and is set aside: {}", source.name(), position, reason);
        new TableStore(doubts)
                .setAside(source.name(), table == null ? null : table.stored(), position, sequence, reason, message);
        for (Watched affected : table == null ? wanted.get().byName().values() : List.of(table)) {
            loads.doubt(affected, position, "set-aside");
        }
    }

    /** Tells the slot what is written, once the platform's database knows it for good. */
    private void advance(SlotReader current) throws SQLException, InterruptedException {
        long position = covered;
        if (position > applied) {
            store.applied(source.name(), position, current.commits().takeLast(position));
            applied = position;
        }
        current.acknowledge(applied);
        long received = current.received();
        if (received > Math.max(marked, applied)
                && !current.commits().areUnrecognised()
                && queue.isEmpty()
                && System.nanoTime() - markedAt > QUIET_NANOS) {
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
        // Whether the server was put back can no longer be seen once the slot is behind the place where that shows.
        boolean unrecognised = current.commits().areUnrecognised();
        if (unrecognised) {
            disown(connected);
        }
        long place = applied;
        long end = FeedException.at(source.name(), connected::advanceSlot);
        logger.warn(
                "{}: the log cannot be read on from {}: {}. It goes on at {}, and everything is loaded anew",
                source.name(),
                place,
                broken.toString(),
                end);
        new TableStore(doubts).setAside(source.name(), null, place, 0, broken.toString(), null);
        if (unrecognised) {
            throw anotherHistory();
        }
        gap(end, "unreadable");
    }

    @Override
    public void close() {
        SlotReader reader = log;
        log = null;
        if (reader != null) {
            reader.close();
        }
        doubts.close();
        Department.Snapshot first = takeFirstSnapshot();
        if (first != null) {
            try {
                first.close();
            } catch (SQLException e) {
                // The connection had broken.
            }
        }
    }
}
