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
import org.yici.stream.platform.Database;
import org.yici.stream.platform.LoadStore;
import org.yici.stream.platform.LoadStore.Standing;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;
import org.yici.stream.platform.SourceStore.Registered;
import org.yici.stream.platform.TableStore;

/**
 * One connected stretch of a source: watches its tables, reads its log, loads what is not loaded. Ends when it is stopped or when
 * the department's database fails.
 */
final class FeedSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FeedSession.class);
    private static final long ROUND_MILLIS = 500;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(900);
    private static final long LOAD_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** A database looks through a table that refused for at most one twentieth of its time, but once in so long at least. */
    private static final int PATIENCE_FACTOR = 20;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Registered registered;
    private final Registered source;
    private final Database platform;
    private final SourceStore store;
    private final LoadStore loaded;
    private final Session plansSession;
    private final FeedQueue queue;
    private final Loads loads;
    private final TableWatch watch;
    private final SlotKeeper slot;
    private final long number;
    private final Map<String, Refused> refusals = new HashMap<>();
    private volatile WantedTables wanted = new WantedTables(Map.of());
    private volatile boolean stopped;
    private long loaderBegan;
    private long looked = System.nanoTime() - LOOK_NANOS;
    private boolean unsettled;
    private @Nullable Loader loader;
    private @Nullable Department department;
    private TextDecoder texts = TextDecoder.utf8();

    /**
     * @param number no other session of this feed has it
     * @param registered the source as it is registered, its password sealed
     * @param source the same, its password opened
     */
    FeedSession(
            long number,
            Registered registered,
            Registered source,
            Database platform,
            Session own,
            FeedQueue queue,
            Loads loads) {
        this.registered = registered;
        this.source = source;
        this.platform = platform;
        this.store = new SourceStore(own);
        this.loaded = new LoadStore(own);
        this.plansSession = new Session(platform);
        this.queue = queue;
        this.loads = loads;
        this.watch = new TableWatch(source, loaded, new TableStore(own), plansSession, loads);
        this.slot = new SlotKeeper(number, source, platform, store, queue, loads, watch::plans, () -> wanted);
        this.number = number;
    }

    /** A table that refused to be loaded. */
    private record Refused(Loader.Refusal why, long at) {
        long patience() {
            return Math.min(LOOK_AGAIN_NANOS, Math.max(LOAD_AGAIN_NANOS, PATIENCE_FACTOR * why.looked()));
        }
    }

    /** Everything of this session up to the position is safely written, and everything of those before it. */
    void acknowledge(long session, long position) {
        slot.acknowledge(session, position);
    }

    void stop() {
        stopped = true;
        slot.stop();
    }

    void run() throws SQLException, FeedException, InterruptedException {
        queue.put(new Fed.Began(number));
        Department connected = FeedException.at(source.name(), () -> new Department(source));
        department = connected;
        try (Watchdog watchdog = new Watchdog(source, connected::abort)) {
            try {
                flow(connected, watchdog);
            } catch (SQLException | FeedException e) {
                watchdog.requireAnswers();
                throw e;
            }
        }
    }

    private void flow(Department connected, Watchdog watchdog)
            throws SQLException, FeedException, InterruptedException {
        texts = FeedException.at(source.name(), () -> {
            connected.requireLogicalLog();
            return connected.texts();
        });
        List<Watched> found = List.of();
        while (!stopped) {
            boolean fresh = isTimeToLook();
            if (fresh) {
                if (isReplaced()) {
                    return;
                }
                found = watch.look(connected);
                looked = System.nanoTime();
                settle(found);
                takeUpDoubts(found);
                watch.forgetChanged(found);
                wanted = new WantedTables(found.stream()
                        .filter(table -> table.fault() == null)
                        .collect(Collectors.toMap(Watched::name, table -> table)));
            }
            if (slot.reader() == null && !wanted.byName().isEmpty()) {
                slot.open(connected, texts);
            }
            slot.keep(connected);
            round(connected, found, fresh);
            watchdog.answered();
            watchdog.requireAnswers();
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
        }
    }

    /** Each second; and whenever something is to be believed or begun on the ground of what is seen. */
    private boolean isTimeToLook() {
        return unsettled || loads.hasArrived() || System.nanoTime() - looked > LOOK_NANOS;
    }

    private void settle(List<Watched> found) throws SQLException {
        Map<String, String> configurations = new HashMap<>();
        for (Watched table : found) {
            if (table.fault() == null) {
                table.codes().forEach(code -> configurations.put(code, table.configuration(code)));
            }
        }
        loads.settle(loaded, configurations);
    }

    /** Whether the source is to be reached in another way from now on; the next session does. */
    private boolean isReplaced() throws SQLException, FeedException {
        Registered now = store.find(source.name()).orElseThrow(FeedException::notRegistered);
        if (now.isReachedAs(registered)) {
            return false;
        }
        log.info("{}: has another address, account or password now; connecting anew", source.name());
        return true;
    }

    private void takeUpDoubts(List<Watched> found) throws SQLException {
        for (LoadStore.Doubt doubt : loaded.doubts(source.name())) {
            for (Watched table : found) {
                if (table.codes().contains(doubt.resource())) {
                    loads.doubt(table, doubt.position(), doubt.reason());
                }
            }
            loaded.takenUp(source.name(), doubt);
        }
    }

    /** Loads what is missing, and tells how the source and each table of it are doing. */
    private void round(Department connected, List<Watched> found, boolean fresh)
            throws SQLException, FeedException, InterruptedException {
        endLoader();
        SlotReader current = slot.reader();
        boolean behind = slot.isBehind();
        String flowing = current == null || !current.reading() ? "loading" : behind ? "catching-up" : "streaming";
        Map<String, Standing> standing = loaded.standing(source.name());
        List<Watched> missing = new ArrayList<>();
        Set<String> loading = new HashSet<>();
        List<String> faults = new ArrayList<>();
        for (Watched table : found) {
            Refused refused = refusals.get(table.name());
            TableFault fault = table.fault() != null
                    ? table.fault()
                    : refused == null ? null : refused.why().fault();
            boolean there = standing.keySet().containsAll(table.codes());
            if (fault != null && (table.fault() != null || !there)) {
                faults.add(fault.sentence());
                watch.tell(table, "stopped", fault);
            } else if (!there || loads.isUnderWay(table.name())) {
                loading.add(table.name());
                watch.tell(table, "loading", null);
            } else {
                watch.tell(table, flowing, null);
            }
            if (table.fault() == null && !there && !loads.isUnderWay(table.name()) && isTime(table)) {
                missing.add(table);
            }
        }
        watch.removeOthers(found);
        String waits = waits(connected);
        if (waits != null) {
            faults.add(waits);
        }
        String message = faults.isEmpty() ? null : String.join("; ", faults);
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
        } else if (behind && faults.isEmpty()) {
            store.state(source.name(), "catching-up", null);
        } else {
            store.complete(source.name(), faults.isEmpty() ? "streaming" : "partial", message);
            watch.complete();
        }
        // Not before the log is read: until then it is not known whether there is a gap before it.
        boolean ready = fresh && current != null && current.reading() && loader == null && !missing.isEmpty();
        if (ready) {
            load(connected, missing);
        }
        unsettled = !missing.isEmpty() && !ready;
    }

    /** What keeps a load from beginning for longer than usual; null if nothing does. */
    private @Nullable String waits(Department connected) throws SQLException, FeedException, InterruptedException {
        Loader current = loader;
        if (current == null || current.begun() || System.nanoTime() - loaderBegan < LOOK_NANOS) {
            return null;
        }
        return FeedException.at(source.name(), connected::blockedBy)
                .map(blocking ->
                        "To load, the server must first see the end of every transaction that is open on it. It waits for "
                                + blocking + ": let it end, or end it there")
                .orElse(null);
    }

    private boolean isTime(Watched table) {
        Refused refused = refusals.get(table.name());
        return refused == null
                || System.nanoTime() - refused.at() > refused.patience()
                || !table.found().configuration().equals(refused.why().configuration());
    }

    private void endLoader() throws FeedException {
        Loader current = loader;
        if (current == null || !current.ended()) {
            return;
        }
        loader = null;
        current.refusals().forEach((table, why) -> refusals.put(table, new Refused(why, System.nanoTime())));
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
        loaderBegan = System.nanoTime();
        Department.Snapshot first = slot.takeFirstSnapshot();
        loader = new Loader(
                source, platform, missing, texts, queue, loads, () -> first != null ? first : connected.snapshot());
    }

    @Override
    public void close() {
        Loader loading = loader;
        if (loading != null) {
            loading.close();
        }
        slot.close();
        plansSession.close();
        try {
            if (department != null) {
                department.close();
            }
        } catch (SQLException e) {
            // The connection had broken.
        }
    }
}
