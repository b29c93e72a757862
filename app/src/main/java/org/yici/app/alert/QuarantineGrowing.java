package org.yici.app.alert;

import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;
import org.yici.app.collection.Collection;

/** More and more records of a source fail a rule: a department's system may have changed how it writes them. */
@Component
@Order(4)
class QuarantineGrowing implements AlertRule {
    private static final Duration WITHIN = Duration.ofHours(1);

    private final Collection collection;
    private final AlertSettings settings;

    QuarantineGrowing(Collection collection, AlertSettings settings) {
        this.collection = collection;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "quarantine-growing";
    }

    @Override
    public String limit() {
        return String.valueOf(settings.quarantineGrowth());
    }

    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public List<Observation> observe() {
        int limit = settings.quarantineGrowth();
        return collection.quarantineGrowth(WITHIN).entrySet().stream()
                .map(source -> observation(
                        source.getKey(),
                        Level.of(source.getValue(), limit, limit / 2.0),
                        String.valueOf(source.getValue()),
                        limit()))
                .toList();
    }
}
