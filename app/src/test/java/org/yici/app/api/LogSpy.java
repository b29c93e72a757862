package org.yici.app.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the platform logs while it is open, from {@code WARN} on unless another level is named. */
public final class LogSpy implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(least)) {
                events.add(event);
            }
        }
    };

    private final Level least;

    public LogSpy() {
        this(Level.WARN);
    }

    LogSpy(Level least) {
        this.least = least;
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    /** One line an event; those with a stack trace begin with an exclamation mark. */
    public List<String> lines() {
        return events.stream()
                .map(event -> (event.getThrowableProxy() == null ? "" : "! ") + event.getLevel() + " "
                        + event.getLoggerName() + ": " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : " | " + event.getThrowableProxy().getClassName() + ": "
                                        + event.getThrowableProxy().getMessage()))
                .toList();
    }

    /** Errors and stack traces, as {@link #lines} gives them. */
    public List<String> troubles() {
        return lines().stream()
                .filter(line -> line.startsWith("!") || line.startsWith("ERROR"))
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
