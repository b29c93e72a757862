package org.yici.app.store;

import ch.qos.logback.classic.LoggerContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the platform's database again and again whether it is there, on a connection of its own. If it gives no answer in time, all
 * connections are cut and requests are turned away at once, until it answers again. Going and coming are one line each in the log.
 */
@Component
public class DatabaseWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    /** Too many connections: it is there. */
    private static final String FULL = "53300";

    private final JdbcConnectionDetails database;
    private final Clock clock;
    private final Settings settings;
    private final QuietWhileAway quiet;
    private @Nullable Thread thread;
    private @Nullable Connection connection;
    private volatile @Nullable Outage last;

    DatabaseWatch(JdbcConnectionDetails database, Clock clock, Settings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.quiet = new QuietWhileAway(OpenConnections.to(database.getJdbcUrl()));
    }

    /**
     * Settings {@code yici.database.*}.
     *
     * @param patience how long the database may take for an answer before it counts as away
     */
    @ConfigurationProperties("yici.database")
    record Settings(@DefaultValue("1200ms") Duration patience) {}

    /**
     * A time in which the database was away.
     *
     * @param until null while it lasts
     * @param reason what PostgreSQL's driver said
     */
    public record Outage(Instant from, @Nullable Instant until, String reason) {}

    /** Whether the database is away now. */
    public boolean away() {
        return OpenConnections.to(database.getJdbcUrl()).away();
    }

    /** The last outage since the platform started, over or not. */
    public Optional<Outage> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public void start() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            quiet.start();
            context.addTurboFilter(quiet);
        }
        thread = Thread.ofPlatform().name("database-watch").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(quiet);
        }
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before anything that needs the database starts, after everything of it has stopped. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
            // The next platform in this process begins without prejudice.
            OpenConnections.to(database.getJdbcUrl()).heal();
        }
    }

    /** Nothing that a look runs into ends the watch: without it requests would wait for a database that is away. */
    private void look() {
        try {
            String fault = fault();
            if (fault == null) {
                present();
            } else {
                absent(fault);
            }
        } catch (Throwable e) {
            log.error("A look at the platform's database failed; the next one follows", e);
        }
    }

    /** What is wrong with the database, null if it answers. */
    private @Nullable String fault() {
        try {
            Connection kept = connection;
            if (kept != null) {
                long asked = System.nanoTime();
                if (kept.isValid(0)) {
                    return null;
                }
                disconnect();
                if (System.nanoTime() - asked >= settings.patience().toNanos()) {
                    return "no answer in " + settings.patience().toMillis() + " ms";
                }
            }
            connection = connect();
            return null;
        } catch (SQLException e) {
            return FULL.equals(e.getSQLState()) ? null : String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = TrackedDataSource.credentials(database.getUsername(), database.getPassword());
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("loginTimeout", "1");
        properties.setProperty("ApplicationName", "yici-watch");
        Connection fresh = DriverManager.getConnection(database.getJdbcUrl(), properties);
        fresh.setNetworkTimeout(Runnable::run, (int) settings.patience().toMillis());
        return fresh;
    }

    private void absent(String fault) {
        OpenConnections connections = OpenConnections.to(database.getJdbcUrl());
        if (!connections.away()) {
            Outage outage = new Outage(clock.instant(), null, fault);
            connections.cut();
            last = outage;
            log.error("The platform's database is away ({}); requests are turned away until it answers", fault);
        }
    }

    private void present() {
        OpenConnections connections = OpenConnections.to(database.getJdbcUrl());
        if (connections.away()) {
            connections.heal();
            Outage over = last;
            if (over != null) {
                last = new Outage(over.from(), clock.instant(), over.reason());
                log.warn("The platform's database is back; it was away from {} to {}", over.from(), clock.instant());
            }
        }
    }

    private void disconnect() {
        Connection kept = connection;
        connection = null;
        if (kept != null) {
            try {
                kept.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("It was closed already", e);
            }
        }
    }
}
