package org.yici.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.yici.stream.EmbeddedCollection;

/** The collection path beside its limit and its peer, one after the other on the same two servers. */
final class Ingest {
    private static final int WARM_UP_SECONDS = 3;

    private final int rows;
    private final int rate;
    private final int seconds;
    private final Consumer<String> progress;
    private final AtomicReference<String> stopped = new AtomicReference<>();

    /** @param progress is told what goes on */
    Ingest(int rows, int rate, int seconds, Consumer<String> progress) {
        this.rows = rows;
        this.rate = rate;
        this.seconds = seconds;
        this.progress = progress;
    }

    Report run() throws Exception {
        Map<String, Double> rates = new LinkedHashMap<>();
        Map<String, Percentiles> latencies = new LinkedHashMap<>();
        Path offsets = Files.createTempFile("bench", ".offsets");
        try (Servers servers = Servers.start()) {
            progress.accept("Two PostgreSQL servers stand; making " + rows + " person records");
            servers.fill(0, rows);
            servers.atDepartment("vacuum analyze " + People.TABLE);
            ours(servers, rates, latencies);
            rates.put("limit: COPY, one client", servers.copyRate());
            servers.atDepartment("select pg_drop_replication_slot('yici_police')");
            peer(servers, offsets, rates, latencies);
        } finally {
            Files.deleteIfExists(offsets);
        }
        return report(rates, latencies);
    }

    private void ours(Servers servers, Map<String, Double> rates, Map<String, Percentiles> latencies) throws Exception {
        Arrivals arrivals = new Arrivals(servers);
        long good = java.util.stream.LongStream.range(0, rows)
                .filter(n -> !People.bad(n))
                .count();
        progress.accept("Yici: first load");
        long started = System.nanoTime();
        try (AutoCloseable job = job(servers)) {
            progress.accept(String.format("Yici: the job started in %.1f s", (System.nanoTime() - started) / 1e9));
            rates.put("yici: first load", arrivals.rate("select count(*) from registry.person", good));
            arrivals.rate("select count(*) from collection.source where loaded_at is not null", 1);
        }
        progress.accept("Yici: a backlog of " + rows + " changes");
        servers.touch(rows, "r1");
        try (AutoCloseable job = job(servers)) {
            rates.put("yici: changes", arrivals.rate("select count(*) from registry.person where remark = 'r1'", good));
            progress.accept("Yici: delay at " + rate + " a second for " + seconds + " s");
            String visible = "select _key from registry.person where _key = any (?::text[])";
            arrivals.latency(rows, rate, WARM_UP_SECONDS, visible);
            latencies.put("yici", arrivals.latency(rows + (long) rate * WARM_UP_SECONDS, rate, seconds, visible));
        }
        if (stopped.get() != null) {
            throw new IllegalStateException("The job ended by itself: " + stopped.get());
        }
    }

    private AutoCloseable job(Servers servers) throws Exception {
        return EmbeddedCollection.start(
                """
                {"platform": {"url": "%s", "user": "postgres", "password": ""}, "subjectKey": "%s"}
                """.formatted(
                        servers.platformUrl(), Base64.getEncoder().encodeToString("a key of the bench".getBytes())),
                stopped::set);
    }

    private void peer(Servers servers, Path offsets, Map<String, Double> rates, Map<String, Percentiles> latencies)
            throws Exception {
        Arrivals arrivals = new Arrivals(servers);
        servers.atDepartment("delete from " + People.TABLE + " where rid >= " + rows);
        servers.atDepartment("vacuum analyze " + People.TABLE);
        Files.delete(offsets);
        progress.accept("Debezium loop: snapshot");
        try (DebeziumLoop loop = new DebeziumLoop(servers, offsets.toString())) {
            rates.put("debezium: snapshot", arrivals.rate("select count(*) from " + Servers.RAW_TABLE, rows));
            // Its place is written down some time after the last batch; a loop stopped before that begins anew.
            Thread.sleep(2_000);
        }
        progress.accept("Debezium loop: a backlog of " + rows + " changes");
        servers.touch(rows, "r2");
        try (DebeziumLoop loop = new DebeziumLoop(servers, offsets.toString())) {
            rates.put(
                    "debezium: changes",
                    arrivals.rate("select count(*) from " + Servers.RAW_TABLE + " where bz = 'r2'", rows));
            progress.accept("Debezium loop: delay at " + rate + " a second for " + seconds + " s");
            String visible = "select rid::text from " + Servers.RAW_TABLE + " where rid = any (?::text[]::bigint[])";
            arrivals.latency(rows, rate, WARM_UP_SECONDS, visible);
            latencies.put("debezium", arrivals.latency(rows + (long) rate * WARM_UP_SECONDS, rate, seconds, visible));
            if (loop.failure() != null) {
                throw new IllegalStateException("The Debezium loop ended by itself: " + loop.failure());
            }
        }
    }

    private static Report report(Map<String, Double> rates, Map<String, Percentiles> latencies) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("first load / COPY", rates.get("yici: first load") / rates.get("limit: COPY, one client"));
        ratios.put("changes / COPY", rates.get("yici: changes") / rates.get("limit: COPY, one client"));
        ratios.put("first load / debezium snapshot", rates.get("yici: first load") / rates.get("debezium: snapshot"));
        ratios.put("changes / debezium changes", rates.get("yici: changes") / rates.get("debezium: changes"));
        ratios.put(
                "p50 / debezium p50",
                latencies.get("yici").p50() / latencies.get("debezium").p50());
        ratios.put(
                "p99 / debezium p99",
                latencies.get("yici").p99() / latencies.get("debezium").p99());
        return new Report(ratios, rates, latencies);
    }
}
