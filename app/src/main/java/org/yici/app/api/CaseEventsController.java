package org.yici.app.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseChanges;
import org.yici.app.casework.Cases;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;

/**
 * Tells a browser or program that a case changed, as server-sent events: one event {@code case} whenever the listener is shown
 * something else, with the case's number as its data; whoever hears it asks for the case again. What is hidden from the listener is not heard
 * of. A comment every 15 seconds keeps the line open.
 */
@RestController
class CaseEventsController {
    private static final Logger log = LoggerFactory.getLogger(CaseEventsController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Then the browser connects again by itself, and who may see the case is asked again. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Cases cases;
    private final CaseChanges changes;
    private final EventStreams streams;

    CaseEventsController(Cases cases, CaseChanges changes, EventStreams streams) {
        this.cases = cases;
        this.changes = changes;
        this.streams = streams;
    }

    /** The first path is for pages (session), the second for programs. */
    @GetMapping(
            path = {"/cases/{number}/events", "/api/v1/cases/{number}/events"},
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@CurrentUser User user, @PathVariable String number, HttpServletRequest request)
            throws IOException {
        long shown = cases.find(user, number)
                .map(Case::version)
                .orElseThrow(() -> new NoSuchElementException("There is no case " + number + " that you may see"));
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        // Sent by this request's own thread when it hands the emitter over: the headers, which two threads must not
        // write, go with it.
        emitter.send(SseEmitter.event().comment("watching"));
        HttpSession session = request.getSession(false);
        Semaphore changed = new Semaphore(0);
        AtomicBoolean asked = new AtomicBoolean();
        EventStreams.Stream stream = streams.open(user.username(), session == null ? null : session.getId(), () -> {
            asked.set(true);
            changed.release();
        });
        CaseChanges.Watch watch = changes.listen(number, changed::release);
        Thread line = Thread.ofVirtual().name("case-events-" + number).unstarted(() -> {
            try (stream;
                    watch) {
                tell(emitter, user, number, shown, changed, asked);
            }
        });
        emitter.onCompletion(stream::end);
        emitter.onTimeout(stream::end);
        emitter.onError(error -> stream.end());
        stream.start(line);
        return emitter;
    }

    private void tell(
            SseEmitter emitter, User user, String number, long shown, Semaphore changed, AtomicBoolean asked) {
        try {
            long told = shown;
            // Whatever is heard of keeps its time: a comment that came later would tell of a hidden change as well.
            long beat = System.nanoTime() + HEARTBEAT.toNanos();
            Optional<Case> found = cases.find(user, number);
            while (!Thread.currentThread().isInterrupted() && found.isPresent()) {
                if (found.get().version() != told) {
                    told = found.get().version();
                    emitter.send(SseEmitter.event().name("case").data(number));
                }
                if (!changed.tryAcquire(beat - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    emitter.send(SseEmitter.event().comment("still here"));
                    beat = System.nanoTime() + HEARTBEAT.toNanos();
                }
                changed.drainPermits();
                if (asked.getAndSet(false)) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                found = cases.find(user, number);
            }
            emitter.complete();
        } catch (InterruptedException e) {
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // The reader has gone. The server ends the request by itself, where it is said once.
            return;
        } catch (RuntimeException e) {
            log.debug("The events of {} end, for the case cannot be read", number, e);
            emitter.complete();
        }
    }
}
