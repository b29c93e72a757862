package org.yici.app.api;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.stereotype.Component;
import org.yici.app.store.SiteProperties;

/**
 * The event streams that are open: so many an account, so many in all. A stream of a page ends with the session it was opened in,
 * every stream with the platform.
 */
@Component
class EventStreams {
    /** A closed line is known when something is written into it, for the second time at the latest. */
    private static final int LOOKS = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final SiteProperties site;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byUser = new ConcurrentHashMap<>();

    EventStreams(SiteProperties site) {
        this.site = site;
    }

    /** One place among the streams; given back by closing it. */
    final class Stream implements AutoCloseable {
        private final String user;
        private final @Nullable String session;
        private final Runnable write;
        private @Nullable Thread line;
        private boolean ended;

        private Stream(String user, @Nullable String session, Runnable write) {
            this.user = user;
            this.session = session;
            this.write = write;
        }

        /** Starts the thread that feeds the stream, unless it has ended before it began. */
        synchronized void start(Thread feeding) {
            line = feeding;
            feeding.start();
            if (ended) {
                feeding.interrupt();
            }
        }

        /** Ends the stream from outside. */
        synchronized void end() {
            ended = true;
            if (line != null) {
                line.interrupt();
            }
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                byUser.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /**
     * Takes a place. Where the account has none left, its lines are written into first, so that those whose reader has gone give theirs back.
     *
     * @param session id of the page's session, null for a program
     * @param write writes into the stream's line, soon
     * @throws TooManyStreamsException if there is none
     */
    Stream open(String user, @Nullable String session, Runnable write) {
        for (int look = 0; look < LOOKS && isFull(user); look++) {
            open.stream().filter(stream -> stream.user.equals(user)).forEach(stream -> stream.write.run());
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return take(user, session, write);
    }

    private boolean isFull(String user) {
        return byUser.getOrDefault(user, 0) >= site.streamsPerUser();
    }

    private synchronized Stream take(String user, @Nullable String session, Runnable write) {
        if (isFull(user)) {
            throw new TooManyStreamsException(ProblemCode.TOO_MANY_STREAMS);
        }
        if (open.size() >= site.streams()) {
            throw new TooManyStreamsException(ProblemCode.STREAMS_FULL);
        }
        Stream stream = new Stream(user, session, write);
        byUser.merge(user, 1, Integer::sum);
        open.add(stream);
        return stream;
    }

    int size() {
        return open.size();
    }

    @EventListener
    void signedOut(SessionDestroyedEvent event) {
        open.stream().filter(stream -> event.getId().equals(stream.session)).forEach(Stream::end);
    }

    /** Before the server waits for its requests to end, which these would not do by themselves. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        open.forEach(Stream::end);
    }
}
