package org.yici.app.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.yici.app.store.SecretFiles;
import org.yici.kernel.ledger.Frontier;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.NoteSigner;
import org.yici.kernel.ledger.Receipt;

/**
 * Writes the log, alone: takes all acts that wait, puts them in by one statement under one signature, then lets their callers go
 * on. While one batch is being committed the next gathers, so there is no delay of its own.
 */
final class LedgerWriter implements AutoCloseable {
    static final int MOST_AT_ONCE = 1_000;

    private static final int MOST_WAITING = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);

    private final JdbcConnectionDetails database;
    private final Clock clock;
    private final NoteSigner signer;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Pending end = new Pending(List.of(), new CompletableFuture<>());
    /** A log that is further ahead of the clock than this was written under a wrong one, which must not be kept for ever. */
    private static final Duration MENDED = Duration.ofDays(1);

    private final Thread thread =
            Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::run);
    private final HeadFile file;
    private volatile Head head;
    private volatile @Nullable Instant refused;
    private volatile boolean closing;
    private @Nullable LedgerSession session;
    private Frontier frontier;
    private Instant last = Instant.EPOCH;

    private record Pending(List<Draft> drafts, CompletableFuture<Placed> placed) {}

    private record Placed(Batch batch, int from) {}

    private LedgerWriter(
            JdbcConnectionDetails database,
            Clock clock,
            NoteSigner signer,
            LedgerSession session,
            HeadFile file,
            Head head,
            Frontier frontier) {
        this.database = database;
        this.clock = clock;
        this.signer = signer;
        this.session = session;
        this.file = file;
        this.head = head;
        this.frontier = frontier;
    }

    /**
     * Takes the log over as it stands, or begins it.
     *
     * @throws LedgerStateException if it is damaged, cut or older than the head kept beside its key, its key is missing or another
     *     process has it
     */
    static LedgerWriter open(
            JdbcConnectionDetails database, Clock clock, SecretFiles secrets, Path home, String origin) {
        LedgerSession session = LedgerSession.open(database, PATIENCE);
        try {
            LedgerStore store = session.store();
            @Nullable Head stored = store.head().orElse(null);
            if (stored == null && store.end() > 0) {
                throw new LedgerStateException("The ledger has entries but no checkpoint; run ./yici ledger audit");
            }
            NoteSigner signer = LedgerKey.open(secrets, home, origin, stored);
            KnownHead known = KnownHead.in(home, signer.verifier(), stored);
            if (stored == null) {
                Batch nothing =
                        Batch.of(new Head(0, Hash.EMPTY, ""), Frontier.empty(), List.of(), clock.instant(), signer);
                store.append(nothing);
                stored = nothing.after();
            }
            known.requireIn(store, stored);
            Frontier frontier = frontier(store, stored);
            HeadFile file = HeadFile.open(home, stored.note());
            LedgerWriter writer = new LedgerWriter(database, clock, signer, session, file, stored, frontier);
            writer.last = store.lastTime()
                    .filter(time -> time.isBefore(clock.instant().plus(MENDED)))
                    .orElse(Instant.EPOCH);
            writer.thread.start();
            return writer;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    Head head() {
        return head;
    }

    /** When acts were last refused; null if some were taken since. */
    @Nullable
    Instant refused() {
        return refused;
    }

    String verifierKey() {
        return signer.verifier().toString();
    }

    /** Appends acts and waits until they are durable. */
    List<Receipt> append(List<Draft> drafts) {
        Pending pending = new Pending(drafts, new CompletableFuture<>());
        if (closing) {
            throw new LedgerUnavailableException("The platform is stopping", null);
        }
        if (!queue.offer(pending)) {
            throw new LedgerUnavailableException("Too many acts wait for the ledger", null);
        }
        if (closing && queue.remove(pending)) {
            throw new LedgerUnavailableException("The platform is stopping", null);
        }
        try {
            Placed placed = pending.placed().get();
            return placed.batch().receipts(placed.from(), drafts.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("Interrupted before the act was known to be in the ledger", e);
        } catch (ExecutionException e) {
            throw new LedgerUnavailableException("The ledger took no entry", e.getCause());
        }
    }

    /** Writes what waits, then lets the log go. */
    @Override
    public void close() {
        closing = true;
        try {
            queue.put(end);
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            List<Pending> taken = take();
            while (!taken.isEmpty()) {
                serve(taken);
                taken = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            fail(List.copyOf(queue), new LedgerStateException("The platform is stopping"));
            disconnect();
            file.close();
        }
    }

    /** All that wait, up to the limit; nothing once the end has come. */
    private List<Pending> take() throws InterruptedException {
        List<Pending> taken = new ArrayList<>();
        Pending next = queue.take();
        int acts = 0;
        while (next != end) {
            taken.add(next);
            acts += next.drafts().size();
            Pending waiting = queue.peek();
            if (waiting == null || waiting == end || acts + waiting.drafts().size() > MOST_AT_ONCE) {
                break;
            }
            next = queue.remove();
        }
        return taken;
    }

    private void serve(List<Pending> taken) {
        try {
            Batch batch = write(
                    taken.stream().flatMap(pending -> pending.drafts().stream()).toList());
            refused = null;
            int from = 0;
            for (Pending pending : taken) {
                pending.placed().complete(new Placed(batch, from));
                from += pending.drafts().size();
            }
        } catch (RuntimeException | Error e) {
            refused = clock.instant();
            log.error("The ledger took no entry; {} callers get no answer: {}", taken.size(), e.getMessage());
            fail(taken, e);
        }
    }

    /**
     * Puts a batch in. If the connection breaks under it, nobody knows at first whether it was committed; with the lock taken
     * anew nobody else can have written, so the head tells, and the batch is counted or put in once more.
     */
    private Batch write(List<Draft> drafts) {
        @Nullable Batch batch = null;
        for (int attempt = 1; ; attempt++) {
            try {
                LedgerStore store = connected();
                if (batch == null) {
                    batch = Batch.of(head, frontier, drafts, now(), signer);
                }
                if (!head.equals(batch.after())) {
                    if (!head.equals(batch.before())) {
                        throw new LedgerStateException("Another process has written into the ledger");
                    }
                    store.append(batch);
                }
                try {
                    // Kept before anybody gets a receipt, so that a database without this batch is known to be cut.
                    file.write(batch.after().note());
                } finally {
                    head = batch.after();
                    frontier = batch.frontier();
                }
                return batch;
            } catch (DataAccessException e) {
                disconnect();
                if (attempt == 2) {
                    throw e;
                }
                log.warn(
                        "The ledger's connection broke; trying once more: {}",
                        e.getMostSpecificCause().getMessage());
            }
        }
    }

    private LedgerStore connected() {
        if (session == null) {
            LedgerSession opened = LedgerSession.open(database, PATIENCE);
            try {
                Head stored = opened.store()
                        .head()
                        .orElseThrow(() -> new LedgerStateException("The ledger's checkpoints are gone"));
                KnownHead.of(head).requireIn(opened.store(), stored);
                frontier = frontier(opened.store(), stored);
                head = stored;
                session = opened;
            } catch (RuntimeException e) {
                opened.close();
                throw e;
            }
        }
        return session.store();
    }

    private void disconnect() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** The clock may be set back; the log's times never go back. */
    private Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isBefore(last) ? last : now;
        return last;
    }

    private static void fail(List<Pending> pending, Throwable cause) {
        pending.forEach(each -> each.placed().completeExceptionally(cause));
    }

    /** The edge of the tree at a head, out of the stored nodes, which must agree with the leaves and the checkpoint. */
    private static Frontier frontier(LedgerStore store, Head head) {
        long end = store.end();
        if (end != head.size()) {
            throw new LedgerStateException("The ledger has " + end + " entries, but its newest checkpoint signs for "
                    + head.size() + "; run ./yici ledger audit to see what is missing");
        }
        Frontier frontier = store.frontier(head.size())
                .orElseThrow(() ->
                        new LedgerStateException("The ledger's tree has holes; run ./yici ledger audit to see where"));
        if (!frontier.root().equals(head.root())) {
            throw new LedgerStateException(
                    "The ledger's tree does not lead to its newest checkpoint; run ./yici ledger audit to see what was altered");
        }
        return frontier;
    }
}
