package org.yici.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Alert;
import org.yici.app.alert.Alerts;
import org.yici.app.collection.Collection;
import org.yici.app.ledger.Ledger;

/**
 * The platform's own figures, read from the database every ten seconds and not with each reading of {@code /metrics}:
 *
 * <ul>
 *   <li>{@code yici.source.up}: 1 for a source that is read without any trouble, else 0; tag {@code state}
 *   <li>{@code yici.source.lag}: p99 of a minute, from a department's commit until readable here, in seconds; absent if nothing came
 *   <li>{@code yici.source.records}: records written in the last minute, a second
 *   <li>{@code yici.quarantine.open}: records that wait in quarantine, by source
 *   <li>{@code yici.alerts.open}: alerts that stand, by rule
 *   <li>{@code yici.ledger.leaves}: entries of the ledger
 *   <li>{@code yici.job.up}: whether the collection job is connected
 * </ul>
 */
@Component
class PlatformMeters {
    private static final int MINUTE = 60;
    private static final String SOURCE = "source";

    private final Collection collection;
    private final Alerts alerts;
    private final MultiGauge up;
    private final MultiGauge lag;
    private final MultiGauge records;
    private final MultiGauge quarantine;
    private final MultiGauge open;
    private volatile boolean jobRuns;

    PlatformMeters(MeterRegistry meters, Collection collection, Alerts alerts, Ledger ledger) {
        this.collection = collection;
        this.alerts = alerts;
        this.up = gauge(meters, "yici.source.up", "1 for a source that is read without trouble");
        this.lag = MultiGauge.builder("yici.source.lag")
                .baseUnit("seconds")
                .description("p99 of a minute, from a department's commit until readable here")
                .register(meters);
        this.records = gauge(meters, "yici.source.records", "Records written in the last minute, a second");
        this.quarantine = gauge(meters, "yici.quarantine.open", "Records that wait in quarantine");
        this.open = gauge(meters, "yici.alerts.open", "Alerts that stand");
        Gauge.builder("yici.ledger.leaves", ledger, Ledger::size)
                .description("Entries of the ledger")
                .register(meters);
        Gauge.builder("yici.job.up", () -> jobRuns ? 1 : 0)
                .description("Whether the collection job is connected")
                .register(meters);
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void read() {
        jobRuns = collection.jobRuns();
        up.register(collection.sources().stream().map(PlatformMeters::up).toList(), true);
        Map<String, List<Collection.Flow>> flows = collection.flows(MINUTE).stream()
                .collect(Collectors.groupingBy(Collection.Flow::source, TreeMap::new, Collectors.toList()));
        lag.register(rows(flows, PlatformMeters::lag), true);
        records.register(rows(flows, PlatformMeters::rate), true);
        quarantine.register(rows(collection.quarantineCounts().bySource(), Collection.QuarantineCount::open), true);
        open.register(
                alerts.open().stream()
                        .collect(Collectors.groupingBy(Alert::rule, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(rule -> Row.of(Tags.of("rule", rule.getKey()), rule.getValue()))
                        .collect(Collectors.toList()),
                true);
    }

    private static Row<?> up(Collection.SourceState source) {
        return Row.of(
                Tags.of(SOURCE, source.source().name(), "state", source.state()),
                source.state().equals("streaming") ? 1 : 0);
    }

    private static double lag(List<Collection.Flow> flows) {
        return flows.stream().mapToInt(Collection.Flow::lagP99).max().orElse(0) / 1000.0;
    }

    private static double rate(List<Collection.Flow> flows) {
        return flows.stream().mapToInt(Collection.Flow::written).sum() / (double) MINUTE;
    }

    private static <T> List<Row<?>> rows(Map<String, T> bySource, ToDoubleFunction<T> figure) {
        return bySource.entrySet().stream()
                .<Row<?>>map(
                        source -> Row.of(Tags.of(SOURCE, source.getKey()), figure.applyAsDouble(source.getValue())))
                .toList();
    }
}
