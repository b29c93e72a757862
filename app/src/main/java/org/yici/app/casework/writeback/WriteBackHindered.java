package org.yici.app.casework.writeback;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.AlertRule;
import org.yici.app.alert.Observation;

/** A department's database refuses results for want of a right, a table or an account: cases stand still until somebody acts. */
@Component
@Order(7)
class WriteBackHindered implements AlertRule {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HinderedStore store;
    private final Clock clock;

    WriteBackHindered(HinderedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "write-back";
    }

    @Override
    public String limit() {
        return PATIENCE.toSeconds() + " s";
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public List<Observation> observe() {
        return store.recent(clock.instant()).stream()
                .map(one -> observation(
                        one.department() + "/" + one.step(),
                        Observation.Level.OVER,
                        Long.toString(one.cases()),
                        one.cause()))
                .toList();
    }
}
