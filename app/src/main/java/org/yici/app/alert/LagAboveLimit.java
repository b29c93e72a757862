package org.yici.app.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;
import org.yici.app.collection.Collection;
import org.yici.app.collection.Collection.Flow;
import org.yici.app.collection.Collection.SourceState;

/** What a department commits takes too long until it can be read here. */
@Component
@Order(3)
class LagAboveLimit implements AlertRule {
    private static final int SECONDS = 60;

    private final Collection collection;
    private final AlertSettings settings;
    private final Clock clock;

    LagAboveLimit(Collection collection, AlertSettings settings, Clock clock) {
        this.collection = collection;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "lag";
    }

    @Override
    public String limit() {
        return seconds(settings.lag().toMillis());
    }

    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public List<Observation> observe() {
        long limit = settings.lag().toMillis();
        Map<String, Long> worst = collection.flows(SECONDS).stream()
                .filter(flow -> flow.written() > 0 && flow.lagMax() > 0)
                .collect(Collectors.toMap(Flow::source, flow -> (long) flow.lagP99(), Math::max, HashMap::new));
        // Where nothing is written at all, nothing has a lag to tell.
        for (SourceState source : collection.sources()) {
            Instant since = source.behindSince();
            if (since != null) {
                worst.merge(
                        source.source().name(),
                        Duration.between(since, clock.instant()).toMillis(),
                        Math::max);
            }
        }
        return worst.entrySet().stream()
                .map(source -> observation(
                        source.getKey(),
                        Level.of(source.getValue(), limit, limit / 2.0),
                        seconds(source.getValue()),
                        limit()))
                .toList();
    }

    private static String seconds(long millis) {
        return millis < 1000 ? millis + " ms" : millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
