package org.yici.app.alert;

import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;
import org.yici.app.collection.Collection;

/** No collection job is there, though there are sources: nothing comes in of any of them. */
@Component
@Order(6)
class JobStopped implements AlertRule {
    private final Collection collection;
    private final AlertSettings settings;

    JobStopped(Collection collection, AlertSettings settings) {
        this.collection = collection;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "job-stopped";
    }

    @Override
    public String limit() {
        return settings.jobStopped().toSeconds() + " s";
    }

    @Override
    public Duration patience() {
        return settings.jobStopped();
    }

    @Override
    public List<Observation> observe() {
        if (collection.sources().isEmpty()) {
            return List.of();
        }
        return List.of(observation("", collection.jobRuns() ? Level.UNDER : Level.OVER));
    }
}
