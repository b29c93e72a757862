package org.yici.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.yici.cli.SystemClient;
import org.yici.cli.UsageException;
import org.yici.kernel.identifier.CreditCode;

/**
 * Signed queries a second through a running demonstration's exchange, beside requests of the same callers that the same server answers
 * without looking at anything.
 *
 * <p>All systems of the departments ask in turn for companies and their transport permits, which are shared without conditions, so that
 * the rates of many rights add up.
 */
final class Queries {
    private static final Map<String, String> RESOURCES =
            Map.of("SJ5100/000001", "capital", "JT5100/000001", "permit_no");
    private static final String PURPOSE = "measurement";
    private static final int COMPANIES = 400;
    private static final int WARM_UP_SECONDS = 3;

    private final RunningDemo demo;
    private final int callers;
    private final int seconds;
    private final Consumer<String> progress;

    Queries(Path data, int callers, int seconds, Consumer<String> progress) {
        demo = RunningDemo.in(data);
        this.callers = callers;
        this.seconds = seconds;
        this.progress = progress;
    }

    Report run() throws Exception {
        List<Runnable> questions = questions(companies());
        try (HttpClient http = HttpClient.newHttpClient()) {
            Runnable bare = bare(http);
            progress.accept("Both for " + WARM_UP_SECONDS + " s, to warm up");
            measure(List.of(bare), WARM_UP_SECONDS);
            measure(questions, WARM_UP_SECONDS);
            progress.accept("A bare answer of the same server: " + callers + " callers for " + seconds + " s");
            Measured limit = measure(List.of(bare), seconds);
            progress.accept("Signed queries: " + callers + " callers for " + seconds + " s");
            Measured queries = measure(questions, seconds);
            Map<String, Double> rates = new LinkedHashMap<>();
            rates.put("signed_queries", queries.rate());
            rates.put("bare_answers", limit.rate());
            Map<String, Percentiles> latencies = new LinkedHashMap<>();
            latencies.put("signed_queries", queries.latencies());
            latencies.put("bare_answers", limit.latencies());
            return new Report(Map.of("queries_to_bare", queries.rate() / limit.rate()), rates, latencies);
        }
    }

    private record Measured(double rate, Percentiles latencies) {}

    private Measured measure(List<Runnable> acts, int seconds) throws Exception {
        AtomicLong next = new AtomicLong();
        long started = System.nanoTime();
        long end = started + TimeUnit.SECONDS.toNanos(seconds);
        List<List<Long>> delays = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(executor.submit(() -> {
                    List<Long> own = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        Runnable act = acts.get((int) (next.getAndIncrement() % acts.size()));
                        long asked = System.nanoTime();
                        act.run();
                        own.add(System.nanoTime() - asked);
                    }
                    return own;
                }));
            }
            for (Future<List<Long>> caller : running) {
                delays.add(caller.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UsageException usage ? usage : e;
        }
        double took = (System.nanoTime() - started) / 1e9;
        long[] all = delays.stream().flatMapToLong(Queries::longs).toArray();
        return new Measured(all.length / took, Percentiles.ofNanos(all));
    }

    private static LongStream longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue);
    }

    private List<Runnable> questions(List<String> companies) {
        List<Runnable> questions = new ArrayList<>();
        for (String company : companies) {
            for (SystemClient system : demo.systems().values()) {
                RESOURCES.forEach((resource, item) -> questions.add(() -> ask(system, resource, item, company)));
            }
        }
        return questions;
    }

    private static void ask(SystemClient system, String resource, String item, String company) {
        SystemClient.Reply reply = system.ask(
                "query", Map.of("resource", resource, "purpose", PURPOSE, "subject", company, "items", List.of(item)));
        if (reply.status() == 429) {
            throw new UsageException(
                    "The rights of the departments' systems are used up; wait a minute and measure for fewer seconds");
        }
        if (!reply.answered()) {
            throw new UsageException("The exchange answered " + reply.status() + ": " + reply.body());
        }
    }

    private Runnable bare(HttpClient http) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.platform() + "/health/live"))
                .build();
        return () -> {
            try {
                int status =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw new UsageException("The platform says it is not well: " + status);
                }
            } catch (IOException e) {
                throw new UsageException("The platform does not answer at " + demo.platform());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UsageException("Interrupted");
            }
        };
    }

    private List<String> companies() throws SQLException {
        List<String> companies = new ArrayList<>();
        try (Connection connection = RunningDemo.open(demo.departments(), "market-regulation");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select uniscid from e_baseinfo where uniscid ~ '^[0-9A-Z]{18}$'"
                                + " group by uniscid having count(*) = 1 order by uniscid limit " + 2 * COMPANIES)) {
            while (rows.next() && companies.size() < COMPANIES) {
                if (CreditCode.parse(rows.getString(1)).isPresent()) {
                    companies.add(rows.getString(1));
                }
            }
        }
        if (companies.isEmpty()) {
            throw new UsageException("This province has no companies to ask about");
        }
        return companies;
    }
}
