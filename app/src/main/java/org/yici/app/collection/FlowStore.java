package org.yici.app.collection;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Figures by the second serve the live pages; summed up by quarter of an hour they last longer. After two days they go. */
@Component
@EnableScheduling
class FlowStore implements FlowHistory {
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CollectionProperties settings;

    FlowStore(JdbcClient jdbc, Clock clock, CollectionProperties settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Sums up the quarters since the last but one that is summed up, which late seconds may have joined. The seconds of a quarter
     * that is partly forgotten already make it no smaller.
     */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
    void sumUp() {
        jdbc.sql("""
                        insert into collection.flow_quarter as q
                            (at, source, resource, received, written, quarantined, lag_p50, lag_p99)
                        select date_bin('15 minutes', at, timestamptz '2000-01-01 00:00Z') as quarter, source, resource,
                            sum(received), sum(written), sum(quarantined),
                            percentile_disc(0.5) within group (order by lag_p50) filter (where written > 0 and lag_max > 0),
                            max(lag_p99) filter (where written > 0 and lag_max > 0)
                        from collection.flow
                        where at >= (select coalesce(max(at) - interval '15 minutes', '-infinity') from collection.flow_quarter)
                        group by quarter, source, resource
                        on conflict (at, source, resource) do update set
                            received = greatest(q.received, excluded.received),
                            written = greatest(q.written, excluded.written),
                            quarantined = greatest(q.quarantined, excluded.quarantined),
                            lag_p50 = coalesce(excluded.lag_p50, q.lag_p50),
                            lag_p99 = greatest(q.lag_p99, excluded.lag_p99)
                        """).update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        jdbc.sql("delete from collection.flow where at < ?").param(before(KEPT)).update();
        jdbc.sql("delete from collection.flow_quarter where at < ?")
                .param(before(settings.historyKept()))
                .update();
    }

    private Timestamp before(Duration age) {
        return Timestamp.from(clock.instant().minus(age));
    }

    @Override
    public List<Quarter> quarters(@Nullable String source, @Nullable String resource, Instant from, Instant to) {
        return jdbc.sql("""
                        select at, sum(received) as received, sum(written) as written, sum(quarantined) as quarantined,
                            max(lag_p50) as lag_p50, max(lag_p99) as lag_p99
                        from collection.flow_quarter
                        where at >= :from and at < :to and (cast(:source as text) is null or source = :source)
                            and (cast(:resource as text) is null or resource = :resource)
                        group by at order by at
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("source", source)
                .param("resource", resource)
                .query((row, n) -> new Quarter(
                        row.getTimestamp("at").toInstant(),
                        row.getLong("received"),
                        row.getLong("written"),
                        row.getLong("quarantined"),
                        row.getObject("lag_p50", Integer.class),
                        row.getObject("lag_p99", Integer.class)))
                .list();
    }
}
