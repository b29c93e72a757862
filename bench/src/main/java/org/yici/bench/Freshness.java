package org.yici.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.yici.cli.SystemClient;
import org.yici.cli.UsageException;
import org.yici.demo.DepartmentConnections;
import tools.jackson.databind.JsonNode;

/** From a department's commit to another department's reading, over the whole way of the data in a running demo. */
final class Freshness {
    private static final String SOURCE = "market-regulation";
    private static final String RESOURCE = "SJ5100/000001";
    private static final int PROBES = 3;
    private static final int COMPANIES = 24;
    private static final double TARGET_MILLIS = 1_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    // No answer comes sooner; asking before would only spend the departments' calls a minute.
    private static final long SOONEST_MILLIS = 50;
    private static final long PAUSE_MILLIS = 20;

    private final DepartmentConnections departments;
    private final List<SystemClient> systems;
    private final int rate;
    private final int seconds;
    private final Consumer<String> progress;

    Freshness(Path data, int rate, int seconds, Consumer<String> progress) {
        RunningDemo demo = RunningDemo.in(data);
        departments = demo.departments();
        systems = List.copyOf(demo.systems().values());
        this.rate = rate;
        this.seconds = seconds;
        this.progress = progress;
    }

    Report run() throws Exception {
        List<Company> companies = companies();
        progress.accept("Idle: " + PROBES + " probes for " + seconds + " s");
        Percentiles idle = probe(companies);
        progress.accept("The same while " + departments.departments().size() + " departments commit " + rate
                + " changes a second");
        try (SteadyChanges changes = SteadyChanges.start(departments, rate)) {
            Percentiles loaded = probe(companies);
            double reached = changes.stop();
            Map<String, Double> rates = Map.of("changes", reached);
            Map<String, Double> ratios = new LinkedHashMap<>();
            ratios.put("p99_to_target", loaded.p99() / TARGET_MILLIS);
            ratios.put("p99_to_idle", loaded.p99() / idle.p99());
            Map<String, Percentiles> latencies = new LinkedHashMap<>();
            latencies.put("idle", idle);
            latencies.put("under_load", loaded);
            return new Report(ratios, rates, latencies);
        }
    }

    /** A company that the exchange knows, and the key of its row in its department. */
    private record Company(String creditCode, String row) {}

    private List<Company> companies() throws SQLException {
        List<Company> found = new ArrayList<>();
        try (Connection connection = RunningDemo.open(departments, SOURCE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select uniscid, pripid from e_baseinfo where uniscid in (select"
                                + " uniscid from e_baseinfo group by uniscid having count(*) = 1) order by pripid limit 200")) {
            while (rows.next() && found.size() < COMPANIES) {
                Company company = new Company(rows.getString(1), rows.getString(2));
                if (capitals(systems.get(0), company).size() == 1) {
                    found.add(company);
                }
            }
        }
        if (found.size() < PROBES) {
            throw new UsageException("The exchange knows only " + found.size() + " companies of this province");
        }
        return found;
    }

    private Percentiles probe(List<Company> companies) throws Exception {
        List<Long> delays = Collections.synchronizedList(new ArrayList<>());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService executor = Executors.newFixedThreadPool(PROBES)) {
            List<Future<?>> probes = new ArrayList<>();
            for (int i = 0; i < PROBES; i++) {
                int own = i;
                probes.add(executor.submit(() -> {
                    for (int n = own; System.nanoTime() < end; n += PROBES) {
                        delays.add(delay(companies.get(n % companies.size()), systems.get(n % systems.size())));
                    }
                    return null;
                }));
            }
            for (Future<?> probe : probes) {
                probe.get();
            }
        }
        return Percentiles.ofNanos(delays.stream().mapToLong(Long::longValue).toArray());
    }

    /** Commits a capital that the company has never had, and asks until the exchange says it. */
    private long delay(Company company, SystemClient system)
            throws SQLException, InterruptedException, TimeoutException {
        BigDecimal capital = BigDecimal.valueOf(System.nanoTime() % 1_000_000_000_000L, 2);
        try (Connection connection = RunningDemo.open(departments, SOURCE);
                PreparedStatement update =
                        connection.prepareStatement("update e_baseinfo set regcap = ? where pripid = ?")) {
            update.setBigDecimal(1, capital);
            update.setString(2, company.row());
            update.executeUpdate();
        }
        long committed = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(SOONEST_MILLIS);
        while (true) {
            if (capitals(system, company).stream().anyMatch(seen -> new BigDecimal(seen).compareTo(capital) == 0)) {
                return System.nanoTime() - committed;
            }
            if (System.nanoTime() - committed > PATIENCE) {
                throw new TimeoutException("The capital of " + company.creditCode() + " never arrived");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static List<String> capitals(SystemClient system, Company company) {
        SystemClient.Reply reply = system.ask(
                "query",
                Map.of(
                        "resource",
                        RESOURCE,
                        "purpose",
                        "transport-permit",
                        "subject",
                        company.creditCode(),
                        "items",
                        List.of("capital")));
        List<String> capitals = new ArrayList<>();
        if (reply.answered()) {
            for (JsonNode record : reply.body().required("answer").required("records")) {
                capitals.add(record.required("values").path("capital").asString("0"));
            }
        } else if (reply.status() == 429) {
            throw new UsageException("The exchange calls the probes too frequent; wait a minute and try again");
        }
        return capitals;
    }
}
