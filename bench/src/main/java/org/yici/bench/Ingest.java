package org.yici.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;

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

    /**
     * What one way from the department to the platform does.
     *
     * @param load rows a second of an empty target
     * @param changes changes a second of a backlog
     */
    private record Measured(double load, double changes, Percentiles delay) {}

    Report run() throws Exception {
        Path offsets = Files.createTempFile("bench", ".offsets");
        try (Servers servers = Servers.start(People.DDL, Servers.person())) {
            progress.accept("Two PostgreSQL servers stand; making " + rows + " person records");
            servers.createRawTable();
            servers.fill(0, rows);
            servers.atDepartment("vacuum analyze " + People.TABLE);
            Measured ours = ours(servers);
            progress.accept("COPY of the same rows");
            double copy = servers.copyRate();
            servers.atDepartment("select pg_drop_replication_slot('yici_police')");
            servers.atDepartment("delete from " + People.TABLE + " where rid >= " + rows);
            servers.atDepartment("vacuum analyze " + People.TABLE);
            Measured peer = peer(servers, offsets);
            return report(ours, copy, peer);
        } finally {
            Files.deleteIfExists(offsets);
        }
    }

    private Measured ours(Servers servers) throws Exception {
        Arrivals arrivals = new Arrivals(servers);
        long good = LongStream.range(0, rows).filter(n -> !People.bad(n)).count();
        double load;
        progress.accept("Yici: first load");
        long started = System.nanoTime();
        try (AutoCloseable job = servers.job(stopped::set)) {
            progress.accept(String.format("Yici: the job started in %.1f s", (System.nanoTime() - started) / 1e9));
            load = arrivals.rate("select count(*) from registry.person", good);
            arrivals.rate("select count(*) from collection.source where loaded_at is not null", 1);
        }
        progress.accept("Yici: a backlog of " + rows + " changes");
        servers.touch(rows, "r1");
        try (AutoCloseable job = servers.job(stopped::set)) {
            double changes = arrivals.rate("select count(*) from registry.person where remark = 'r1'", good);
            String visible = "select _key from registry.person where _key = any (?::text[])";
            Percentiles delay = delay("Yici", arrivals, visible);
            if (stopped.get() != null) {
                throw new IllegalStateException("The job ended by itself: " + stopped.get());
            }
            return new Measured(load, changes, delay);
        }
    }

    private Measured peer(Servers servers, Path offsets) throws Exception {
        Arrivals arrivals = new Arrivals(servers);
        double load;
        Files.delete(offsets);
        progress.accept("Debezium loop: snapshot");
        try (DebeziumLoop loop = new DebeziumLoop(servers, offsets.toString())) {
            load = arrivals.rate("select count(*) from " + Servers.RAW_TABLE, rows);
            // Its place is written down some time after the last batch; a loop stopped before that begins anew.
            Thread.sleep(2_000);
        }
        progress.accept("Debezium loop: a backlog of " + rows + " changes");
        servers.touch(rows, "r2");
        try (DebeziumLoop loop = new DebeziumLoop(servers, offsets.toString())) {
            double changes = arrivals.rate("select count(*) from " + Servers.RAW_TABLE + " where bz = 'r2'", rows);
            String visible = "select rid::text from " + Servers.RAW_TABLE + " where rid = any (?::text[]::bigint[])";
            Percentiles delay = delay("Debezium loop", arrivals, visible);
            if (loop.failure() != null) {
                throw new IllegalStateException("The Debezium loop ended by itself: " + loop.failure());
            }
            return new Measured(load, changes, delay);
        }
    }

    private Percentiles delay(String who, Arrivals arrivals, String visible) throws Exception {
        progress.accept(who + ": delay at " + rate + " a second for " + seconds + " s");
        arrivals.latency(rows, rate, WARM_UP_SECONDS, visible);
        return arrivals.latency(rows + (long) rate * WARM_UP_SECONDS, rate, seconds, visible);
    }

    private static Report report(Measured ours, double copy, Measured peer) {
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("copy_limit", copy);
        rates.put("yici_first_load", ours.load());
        rates.put("yici_changes", ours.changes());
        rates.put("debezium_snapshot", peer.load());
        rates.put("debezium_changes", peer.changes());
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("first_load_to_copy", ours.load() / copy);
        ratios.put("changes_to_copy", ours.changes() / copy);
        ratios.put("first_load_to_debezium", ours.load() / peer.load());
        ratios.put("changes_to_debezium", ours.changes() / peer.changes());
        ratios.put("p50_to_debezium", ours.delay().p50() / peer.delay().p50());
        ratios.put("p99_to_debezium", ours.delay().p99() / peer.delay().p99());
        Map<String, Percentiles> latencies = new LinkedHashMap<>();
        latencies.put("yici", ours.delay());
        latencies.put("debezium", peer.delay());
        return new Report(ratios, rates, latencies);
    }
}
