package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.alert.Alert;
import org.yici.app.alert.Alerts;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The operator's alerts, for a monitoring system. */
@RestController
class OperatorAlertsController {
    private static final int LARGEST_PAGE = 200;

    private final Alerts alerts;

    OperatorAlertsController(Alerts alerts) {
        this.alerts = alerts;
    }

    /** The alerts that stand now, a page of those that were cleared, and whether the rules are evaluated at all. */
    @GetMapping("/api/v1/operator/alerts")
    AlertsView alerts(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        Alerts.Evaluation last = alerts.lastEvaluation();
        return new AlertsView(
                last.at(),
                last.overdue(),
                alerts.open().stream().map(AlertView::of).toList(),
                alerts.past(Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, LARGEST_PAGE)).content().stream()
                        .map(AlertView::of)
                        .toList());
    }

    /**
     * All alerts.
     *
     * @param evaluatedAt when the rules were last evaluated
     * @param overdue whether that is too long ago; then an empty list says nothing
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record AlertsView(@Nullable Instant evaluatedAt, boolean overdue, List<AlertView> open, List<AlertView> past) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record AlertView(
            long id,
            String rule,
            String subject,
            List<String> arguments,
            Instant raisedAt,
            @Nullable Instant clearedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy) {
        static AlertView of(Alert alert) {
            return new AlertView(
                    alert.id(),
                    alert.rule(),
                    alert.subject(),
                    alert.arguments(),
                    alert.raisedAt(),
                    alert.clearedAt(),
                    alert.acknowledgedAt(),
                    alert.acknowledgedBy());
        }
    }
}
