package org.yici.app.casework;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells whoever watches a case that its timeline changed. What it tells is committed already. */
@Component
public class CaseChanges {
    private static final Logger log = LoggerFactory.getLogger(CaseChanges.class);

    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

    /**
     * Watches a case.
     *
     * @param listener called after each change, by the thread that made it, so it must be quick
     * @return ends the watch when closed
     */
    public Watch listen(String number, Runnable listener) {
        listeners.compute(number, (key, list) -> {
            List<Runnable> watching = list == null ? new CopyOnWriteArrayList<>() : list;
            watching.add(listener);
            return watching;
        });
        return () -> listeners.computeIfPresent(number, (key, list) -> {
            list.remove(listener);
            return list.isEmpty() ? null : list;
        });
    }

    public void publish(String number) {
        for (Runnable listener : listeners.getOrDefault(number, List.of())) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.debug("A watcher of case {} failed", number, e);
            }
        }
    }

    /** A watch that goes on until it is closed. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
