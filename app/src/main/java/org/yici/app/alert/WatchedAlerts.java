package org.yici.app.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;

/** The alerts of this platform, whose rules are evaluated every {@code yici.alerts.every}. */
@Service
class WatchedAlerts implements Alerts {
    private static final Logger log = LoggerFactory.getLogger(WatchedAlerts.class);
    private static final int MISSED = 4;

    private final List<AlertRule> rules;
    private final AlertStore store;
    private final AlertSettings settings;
    private final AlertEvaluation evaluation;
    private final Ledger ledger;
    private final Clock clock;
    private final Instant started;

    WatchedAlerts(List<AlertRule> rules, AlertStore store, AlertSettings settings, Ledger ledger, Clock clock) {
        this.rules = List.copyOf(rules);
        this.store = store;
        this.settings = settings;
        this.evaluation = new AlertEvaluation(rules, store, clock, settings.calm());
        this.ledger = ledger;
        this.clock = clock;
        this.started = clock.instant();
    }

    @EventListener(ApplicationReadyEvent.class)
    public void begin() {
        List<String> known = Stream.concat(rules.stream().map(AlertRule::id), Stream.of(AlertEvaluation.FAILED))
                .toList();
        store.clearAllBut(known, clock.instant());
    }

    @Scheduled(fixedDelayString = "${yici.alerts.every:10s}", initialDelayString = "5s")
    public void evaluate() {
        try {
            evaluation.evaluate();
        } catch (RuntimeException e) {
            // The page tells that the evaluation is overdue; without the database there is nothing to write to.
            log.warn("The alerts cannot be evaluated: {}", e.getMessage());
        }
    }

    @Override
    public List<Alert> open() {
        return store.open();
    }

    @Override
    public Page<Alert> past(int page, int size) {
        return store.past(page, size);
    }

    @Override
    @Transactional
    public void acknowledge(User operator, long id) {
        Alert alert = store.find(id).orElseThrow(() -> new NoSuchElementException("No alert " + id));
        if (store.acknowledge(id, operator.username(), clock.instant())) {
            ledger.append(new Act(
                    Act.Kind.ACKNOWLEDGEMENT,
                    operator.actor(),
                    operator.department(),
                    null,
                    null,
                    Map.of("alert", String.valueOf(id), "rule", alert.rule(), "subject", alert.subject())));
        }
    }

    @Override
    public List<Rule> rules() {
        return rules.stream().map(rule -> new Rule(rule.id(), rule.limit())).toList();
    }

    @Override
    public Evaluation lastEvaluation() {
        Instant last = evaluation.finished().orElse(started);
        boolean overdue = last.plus(settings.every().multipliedBy(MISSED)).isBefore(clock.instant());
        return new Evaluation(evaluation.finished().orElse(null), overdue);
    }
}
