package org.yici.app.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** While the database is away everybody who needs it fails, again and again; that is told once, by {@link DatabaseWatch}, not by each. */
final class QuietWhileAway extends TurboFilter {
    /** What began while it was away may fail a little later. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final OpenConnections connections;

    QuietWhileAway(OpenConnections connections) {
        this.connections = connections;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (!level.isGreaterOrEqual(Level.WARN) || !connections.awayWithin(AFTERWARDS)) {
            return FilterReply.NEUTRAL;
        }
        boolean told = logger.getName().startsWith("com.zaxxer.hikari")
                || (logger.getName().startsWith("org.yici.stream.") && isRetry(format))
                || (logger.getName().equals(Scheduling.class.getName()) && level.equals(Level.WARN))
                || fromDatabase(failure);
        for (Object parameter : parameters == null ? new Object[0] : parameters) {
            told |= parameter instanceof Throwable thrown && fromDatabase(thrown);
        }
        return told ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** The collection job's threads say each time that they try again; the sources' own troubles are worded otherwise. */
    private static boolean isRetry(@Nullable String format) {
        return format != null
                && (format.contains("the platform's database does not answer")
                        || format.endsWith("cannot be read: {}"));
    }

    private static boolean fromDatabase(@Nullable Throwable failure) {
        return failure != null && DatabaseFault.of(failure) == DatabaseFault.AWAY;
    }
}
