package org.yici.app.alert;

import java.time.Duration;
import java.util.List;

/** One thing to watch. It observes; when an alert is raised and cleared, {@link AlertEvaluation} decides for all rules alike. */
public interface AlertRule {
    /** Never changes: alerts of the past and texts go by it. */
    String id();

    /** The limit as people read it, {@code 10 s}. */
    String limit();

    /** How long a subject must be over the limit before an alert is raised. */
    Duration patience();

    /** Every subject as it is now. An alert upon a subject that is not observed any more is cleared. */
    List<Observation> observe();

    /** The key of the message that says what to do, unless an observation has one of its own. */
    default String remedy() {
        return "alert." + id() + ".remedy";
    }

    default Observation observation(String subject, Observation.Level level, String... arguments) {
        return new Observation(subject, level, remedy(), List.of(arguments));
    }
}
