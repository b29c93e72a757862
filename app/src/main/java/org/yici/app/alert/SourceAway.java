package org.yici.app.alert;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;
import org.yici.app.collection.Collection;
import org.yici.app.collection.Collection.SourceState;

/** Nothing comes in of a department's database: it is not reached, its slot is lost, or the job fails upon it. */
@Component
@Order(1)
class SourceAway implements AlertRule {
    private final Collection collection;
    private final AlertSettings settings;

    SourceAway(Collection collection, AlertSettings settings) {
        this.collection = collection;
        this.settings = settings;
    }

    @Override
    public String id() {
        return Alerts.SOURCE_AWAY;
    }

    @Override
    public String limit() {
        return settings.sourceAway().toSeconds() + " s";
    }

    @Override
    public Duration patience() {
        return settings.sourceAway();
    }

    @Override
    public List<Observation> observe() {
        return collection.sources().stream().map(this::observation).toList();
    }

    private Observation observation(SourceState source) {
        String reason = Objects.requireNonNullElse(source.message(), source.state());
        return switch (source.state()) {
            case "unreachable", "slot-lost", "failed" ->
                new Observation(source.source().name(), Level.OVER, "source.todo." + source.state(), List.of(reason));
            default -> observation(source.source().name(), Level.UNDER, reason);
        };
    }

    @Override
    public String remedy() {
        return "source.todo.unreachable";
    }
}
