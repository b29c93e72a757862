package org.yici.app.web.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Alert;
import org.yici.app.alert.Alerts;
import org.yici.app.collection.Collection;
import org.yici.app.collection.Collection.Flow;
import org.yici.app.collection.Collection.QuarantineCount;
import org.yici.app.collection.Collection.QuarantineCounts;
import org.yici.app.collection.Collection.SourceState;
import org.yici.app.collection.SourceTables;
import org.yici.app.collection.SourceTables.SetAside;
import org.yici.app.collection.SourceTables.TableState;
import org.yici.app.ledger.Ledger;

/** What flows now, source by source and second by second, as the operator's page shows it. */
@Component
class LiveFlow {
    /** How far back the chart and its table go. */
    static final int SECONDS = 120;

    private static final Duration RECENT = Duration.ofSeconds(10);

    /** How many changes that could not be decoded are listed. */
    static final int SET_ASIDE = 20;

    private final Collection collection;
    private final SourceTables tables;
    private final Alerts alerts;
    private final Ledger ledger;
    private final Clock clock;

    LiveFlow(Collection collection, SourceTables tables, Alerts alerts, Ledger ledger, Clock clock) {
        this.collection = collection;
        this.tables = tables;
        this.alerts = alerts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * One source.
     *
     * @param rate records a second over the last ten full seconds
     * @param lagP50 median of the seconds' medians in milliseconds, over the time shown; null if nothing flowed
     * @param lagP99 the worst second's p99 in milliseconds
     * @param quarantine how many of its records failed a rule
     * @param loaded percent of the first load that is read, null if that is not known
     */
    record Row(
            SourceState state,
            List<TableState> tables,
            double rate,
            @Nullable Integer lagP50,
            @Nullable Integer lagP99,
            QuarantineCount quarantine,
            @Nullable Integer loaded) {
        /** Whether somebody must do something. */
        public boolean alarm() {
            return switch (state.state()) {
                case "unreachable", "slot-lost", "failed" -> true;
                default -> false;
            };
        }

        public boolean loading() {
            return state.state().equals("loading");
        }
    }

    /** All sources in one second. */
    record Second(
            Instant at,
            int received,
            int written,
            int quarantined,
            @Nullable Integer lagP50,
            @Nullable Integer lagP99) {}

    /**
     * The whole picture.
     *
     * @param seconds every full second shown, oldest first, those in which nothing flowed too
     * @param setAside changes that could not be decoded, newest first
     * @param alerts that stand now
     * @param evaluation whether anybody would be alerted
     */
    record Picture(
            Instant at,
            List<Row> rows,
            List<Second> seconds,
            double rate,
            @Nullable Integer lagP50,
            @Nullable Integer lagP99,
            QuarantineCount quarantine,
            long ledgerSize,
            long openSetAside,
            List<SetAside> setAside,
            List<Alert> alerts,
            Alerts.Evaluation evaluation) {
        /** The tables of which nothing comes in. */
        public List<TableState> stopped() {
            return rows.stream()
                    .flatMap(row -> row.tables().stream())
                    .filter(TableState::stopped)
                    .toList();
        }

        /** Sources that are away, but not for long enough yet to raise an alert. */
        public List<Row> alarms() {
            List<String> raised = alerts.stream()
                    .filter(alert -> alert.rule().equals(Alerts.SOURCE_AWAY))
                    .map(Alert::subject)
                    .toList();
            return rows.stream()
                    .filter(row ->
                            row.alarm() && !raised.contains(row.state().source().name()))
                    .toList();
        }

        /** Whether nothing came in all the time shown, though the sources work. */
        public boolean idle() {
            return !rows.isEmpty()
                    && seconds.stream().allMatch(second -> second.received() == 0)
                    && rows.stream().noneMatch(row -> row.alarm() || row.loading())
                    && stopped().isEmpty();
        }

        /** The last seconds for the table beside the chart, newest first. */
        public List<Second> newest() {
            return seconds.reversed();
        }
    }

    Picture now() {
        Instant now = clock.instant();
        List<Flow> flows = collection.flows(SECONDS);
        Map<String, List<Flow>> bySource = flows.stream().collect(Collectors.groupingBy(Flow::source));
        Map<String, List<TableState>> bySourceTables =
                tables.tables().stream().collect(Collectors.groupingBy(TableState::source));
        QuarantineCounts quarantine = collection.quarantineCounts();
        List<Row> rows = collection.sources().stream()
                .map(state -> row(
                        state,
                        bySourceTables.getOrDefault(state.source().name(), List.of()),
                        bySource.getOrDefault(state.source().name(), List.of()),
                        quarantine.of(state.source().name()),
                        now))
                .toList();
        return new Picture(
                now,
                rows,
                seconds(flows, now),
                rate(flows, now),
                median(flows),
                worst(flows),
                quarantine.total(),
                ledger.size(),
                tables.openSetAside(),
                tables.setAside(SET_ASIDE),
                alerts.open(),
                alerts.lastEvaluation());
    }

    private static Row row(
            SourceState state, List<TableState> tables, List<Flow> flows, QuarantineCount quarantine, Instant now) {
        Long expected = state.expectedRows();
        Integer loaded =
                expected == null || expected == 0 ? null : (int) Math.min(100, state.loadedRows() * 100 / expected);
        return new Row(state, tables, rate(flows, now), median(flows), worst(flows), quarantine, loaded);
    }

    private static double rate(List<Flow> flows, Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.SECONDS);
        Instant start = end.minus(RECENT);
        long received = flows.stream()
                .filter(flow -> !flow.at().isBefore(start) && flow.at().isBefore(end))
                .mapToLong(Flow::received)
                .sum();
        return received / (double) RECENT.toSeconds();
    }

    /** Median of the seconds' medians, each weighing as much as it wrote. */
    private static @Nullable Integer median(List<Flow> flows) {
        List<Flow> measured = flows.stream()
                .filter(LiveFlow::isMeasured)
                .sorted(Comparator.comparingInt(Flow::lagP50))
                .toList();
        long half = measured.stream().mapToLong(Flow::written).sum() / 2;
        long passed = 0;
        for (Flow flow : measured) {
            passed += flow.written();
            if (passed > half) {
                return flow.lagP50();
            }
        }
        return null;
    }

    // Rows of a first load were committed long before the platform asked for them; they have no lag.
    private static boolean isMeasured(Flow flow) {
        return flow.written() > 0 && flow.lagMax() > 0;
    }

    private static @Nullable Integer worst(List<Flow> flows) {
        return flows.stream()
                .filter(LiveFlow::isMeasured)
                .map(Flow::lagP99)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Second> seconds(List<Flow> flows, Instant now) {
        Map<Instant, List<Flow>> bySecond =
                flows.stream().collect(Collectors.groupingBy(flow -> flow.at().truncatedTo(ChronoUnit.SECONDS)));
        Instant end = now.truncatedTo(ChronoUnit.SECONDS);
        List<Second> seconds = new ArrayList<>();
        for (Instant at = end.minusSeconds(SECONDS); at.isBefore(end); at = at.plusSeconds(1)) {
            List<Flow> all = bySecond.getOrDefault(at, List.of());
            seconds.add(new Second(
                    at,
                    all.stream().mapToInt(Flow::received).sum(),
                    all.stream().mapToInt(Flow::written).sum(),
                    all.stream().mapToInt(Flow::quarantined).sum(),
                    median(all),
                    worst(all)));
        }
        return seconds;
    }
}
