package org.yici.app.api;

import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yici.app.casework.CaseChanges;
import org.yici.app.casework.Cases;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;

/**
 * Tells a browser or program that a case changed, as server-sent events: one event {@code case} after each change, with the case's number
 * as its data; whoever hears it asks for the case again. A comment every 15 seconds keeps the line open.
 */
@RestController
class CaseEventsController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** Then the browser connects again by itself, and who may see the case is asked again. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Cases cases;
    private final CaseChanges changes;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();

    CaseEventsController(Cases cases, CaseChanges changes) {
        this.cases = cases;
        this.changes = changes;
    }

    /** The first path is for pages (session), the second for programs. */
    @GetMapping(
            path = {"/cases/{number}/events", "/api/v1/cases/{number}/events"},
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@CurrentUser User user, @PathVariable String number) {
        if (cases.find(user, number).isEmpty()) {
            throw new NoSuchElementException("There is no case " + number + " that you may see");
        }
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        Semaphore changed = new Semaphore(0);
        CaseChanges.Watch watch = changes.listen(number, changed::release);
        Thread line = Thread.ofVirtual().name("case-events-" + number).unstarted(() -> {
            try (watch) {
                tell(emitter, number, changed);
            } finally {
                open.remove(Thread.currentThread());
            }
        });
        emitter.onCompletion(line::interrupt);
        emitter.onTimeout(line::interrupt);
        emitter.onError(error -> line.interrupt());
        open.add(line);
        line.start();
        return emitter;
    }

    private static void tell(SseEmitter emitter, String number, Semaphore changed) {
        try {
            emitter.send(SseEmitter.event().comment("watching"));
            while (!Thread.currentThread().isInterrupted()) {
                if (changed.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                    emitter.send(SseEmitter.event().name("case").data(number));
                } else {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
            }
            emitter.complete();
        } catch (InterruptedException e) {
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }

    /** Before the server waits for its requests to end, which these would not do by themselves. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        open.forEach(Thread::interrupt);
    }
}
