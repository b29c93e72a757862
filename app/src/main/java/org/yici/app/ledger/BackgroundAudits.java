package org.yici.app.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.yici.app.store.OpenConnections;

/**
 * Audits on a virtual thread, each on a connection of its own: it reads one state of the database for as long as it takes. The log is held
 * against the head kept beside the key and the one that the running platform signs.
 */
@Service
class BackgroundAudits implements AuditRuns {
    private static final Logger log = LoggerFactory.getLogger(BackgroundAudits.class);

    private final JdbcConnectionDetails database;
    private final Ledger ledger;
    private final AuditRunStore store;
    private final Clock clock;
    private final Path home;
    private volatile @Nullable Progress progress;

    BackgroundAudits(
            JdbcConnectionDetails database,
            Ledger ledger,
            AuditRunStore store,
            Clock clock,
            @Value("${yici.home:yici-data}") Path home) {
        this.database = database;
        this.ledger = ledger;
        this.store = store;
        this.clock = clock;
        this.home = home;
    }

    /** Of the audit under way. */
    private static final class Progress {
        private final long id;
        private volatile long done;
        private volatile long total;
        private volatile boolean cancelled;

        private Progress(long id) {
            this.id = id;
        }

        private void at(long entries) {
            done = entries;
            if (cancelled) {
                throw new CancellationException("Cancelled after " + entries + " entries");
            }
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    public void endWhatWasLeft() {
        if (progress == null) {
            store.endWhatWasLeft(clock.instant());
        }
    }

    @EventListener(ContextClosedEvent.class)
    public void close() {
        cancel();
    }

    @Override
    public void start(String account) {
        store.begin(account, clock.instant()).ifPresent(id -> {
            Progress mine = new Progress(id);
            progress = mine;
            Thread.ofVirtual().name("ledger-audit-" + id).start(() -> run(mine));
        });
    }

    @Override
    public void cancel() {
        Progress running = progress;
        if (running != null) {
            running.cancelled = true;
        }
    }

    private void run(Progress mine) {
        try (Connection connection = connect()) {
            String key = ledger.verifierKey();
            // Before the database is read, so that it must contain them all.
            List<LaterHead> heads = heads(key);
            mine.total = LedgerAudit.size(connection);
            mine.at(0);
            AuditReport report = LedgerAudit.run(connection, key, heads, mine::at);
            store.end(mine.id, clock.instant(), report);
            if (!report.clean()) {
                log.error(
                        "An audit of the ledger came to {} findings; the first: {}",
                        report.found(),
                        report.findings().getFirst());
            }
        } catch (CancellationException e) {
            end(mine, State.CANCELLED, null);
        } catch (Throwable e) {
            log.warn("An audit of the ledger could not be finished", e);
            end(mine, State.FAILED, String.valueOf(e.getMessage()));
        } finally {
            progress = null;
        }
    }

    private void end(Progress mine, State state, @Nullable String failure) {
        try {
            store.end(mine.id, clock.instant(), state, mine.done, failure);
        } catch (RuntimeException e) {
            // The next start of the platform ends it.
            log.warn("That the audit {} is over could not be written: {}", mine.id, e.getMessage());
        }
    }

    private List<LaterHead> heads(String key) {
        List<LaterHead> heads = new ArrayList<>();
        heads.add(
                LaterHead.of("The running platform's head", ledger.checkpoint().getBytes(StandardCharsets.UTF_8), key));
        LaterHead.keptIn(home, key).ifPresent(heads::add);
        return heads;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "yici-audit");
        return OpenConnections.to(database.getJdbcUrl()).open(properties);
    }

    @Override
    public Optional<Run> last() {
        return store.runs(1).stream().findFirst().map(this::now);
    }

    @Override
    public List<Run> before(int most) {
        return store.runs(most + 1).stream().skip(1).toList();
    }

    /** With the progress, which only this process knows. */
    private Run now(Run run) {
        Progress running = progress;
        return running == null || running.id != run.id() || !run.running()
                ? run
                : new Run(
                        run.id(),
                        run.by(),
                        run.startedAt(),
                        null,
                        run.state(),
                        running.done,
                        running.total,
                        0,
                        0,
                        "",
                        0,
                        List.of(),
                        null);
    }
}
