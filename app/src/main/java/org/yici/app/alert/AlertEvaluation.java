package org.yici.app.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.app.alert.Observation.Level;

/**
 * Evaluates the rules. An alert is raised once its subject has been over the limit for the rule's patience, and cleared once it has
 * been under the lower limit for some calm: a value that swings about one limit makes one alert. A rule that fails is an alert too.
 */
final class AlertEvaluation {
    /** The rule that says that a rule cannot be evaluated. */
    static final String FAILED = "rule-failed";

    private static final Logger log = LoggerFactory.getLogger(AlertEvaluation.class);

    private final List<AlertRule> rules;
    private final AlertStore store;
    private final Clock clock;
    private final Duration calm;
    private final Map<Key, Instant> over = new HashMap<>();
    private final Map<Key, Instant> under = new HashMap<>();
    private volatile @Nullable Instant finished;

    AlertEvaluation(List<AlertRule> rules, AlertStore store, Clock clock, Duration calm) {
        this.rules = List.copyOf(rules);
        this.store = store;
        this.clock = clock;
        this.calm = calm;
    }

    private record Key(String rule, String subject) {}

    /** Looks at everything once. */
    synchronized void evaluate() {
        Map<Key, Alert> open = store.open().stream()
                .collect(Collectors.toMap(alert -> new Key(alert.rule(), alert.subject()), Function.identity()));
        List<Observation> failures = new ArrayList<>();
        for (AlertRule rule : rules) {
            try {
                settle(rule.id(), rule.patience(), rule.observe(), open);
                failures.add(failure(rule, Level.UNDER, ""));
            } catch (RuntimeException e) {
                log.warn("The alert rule {} cannot be evaluated", rule.id(), e);
                failures.add(failure(rule, Level.OVER, String.valueOf(e.getMessage())));
            }
        }
        settle(FAILED, Duration.ZERO, failures, open);
        finished = clock.instant();
    }

    /** When the last evaluation was finished. */
    Optional<Instant> finished() {
        return Optional.ofNullable(finished);
    }

    private static Observation failure(AlertRule rule, Level level, String message) {
        return new Observation(rule.id(), level, "alert." + FAILED + ".remedy", List.of(message));
    }

    private void settle(String rule, Duration patience, List<Observation> observations, Map<Key, Alert> open) {
        Instant now = clock.instant();
        Map<Key, Observation> seen = observations.stream()
                .collect(Collectors.toMap(observation -> new Key(rule, observation.subject()), Function.identity()));
        seen.forEach((key, observation) -> settle(key, patience, observation, open.get(key), now));
        open.forEach((key, alert) -> {
            if (key.rule().equals(rule) && !seen.containsKey(key)) {
                calm(key, alert, now);
            }
        });
        over.keySet().removeIf(key -> key.rule().equals(rule) && !seen.containsKey(key));
    }

    private void settle(Key key, Duration patience, Observation observation, @Nullable Alert alert, Instant now) {
        switch (observation.level()) {
            case OVER -> {
                under.remove(key);
                Instant since = over.computeIfAbsent(key, unseen -> now);
                if (alert != null) {
                    store.update(alert, observation);
                } else if (!now.isBefore(since.plus(patience))) {
                    log.warn("Alert {} raised: {} {}", key.rule(), key.subject(), observation.arguments());
                    store.raise(key.rule(), observation, now);
                }
            }
            case BETWEEN -> {
                over.remove(key);
                under.remove(key);
            }
            case UNDER -> {
                if (alert == null) {
                    over.remove(key);
                    under.remove(key);
                } else {
                    calm(key, alert, now);
                }
            }
        }
    }

    private void calm(Key key, Alert alert, Instant now) {
        over.remove(key);
        Instant since = under.computeIfAbsent(key, unseen -> now);
        if (!now.isBefore(since.plus(calm))) {
            log.info("Alert {} cleared: {}", key.rule(), key.subject());
            store.clear(alert.id(), now);
            under.remove(key);
        }
    }
}
