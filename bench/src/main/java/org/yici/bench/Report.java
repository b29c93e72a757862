package org.yici.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a harness found, in the shape that every harness keeps.
 *
 * @param ratios ours to the limit's or the peer's in the same run
 * @param rates a second
 * @param latencies by name
 */
record Report(Map<String, Double> ratios, Map<String, Double> rates, Map<String, Percentiles> latencies) {
    Report {
        ratios = new LinkedHashMap<>(ratios);
        rates = new LinkedHashMap<>(rates);
        latencies = new LinkedHashMap<>(latencies);
    }

    /** {@code {"ratios": {name: number}, "rates": {name: per second}, "latency_ms": {name: {"p50": …, "p99": …}}}} in one line. */
    String json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        ObjectNode ratioNode = root.putObject("ratios");
        ratios.forEach((name, ratio) -> ratioNode.put(name, rounded(ratio, 3)));
        ObjectNode rateNode = root.putObject("rates");
        rates.forEach((name, rate) -> rateNode.put(name, rounded(rate, 1)));
        ObjectNode latencyNode = root.putObject("latency_ms");
        latencies.forEach((name, latency) -> latencyNode
                .putObject(name)
                .put("p50", rounded(latency.p50(), 1))
                .put("p99", rounded(latency.p99(), 1)));
        return mapper.writeValueAsString(root);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        rates.forEach((name, rate) -> line(table, "%-34s %12.0f a second%n", name, rate));
        latencies.forEach((name, latency) ->
                line(table, "%-34s %9.1f ms p50 %9.1f ms p99%n", name, latency.p50(), latency.p99()));
        ratios.forEach((name, ratio) -> line(table, "%-34s %12.2f%n", name, ratio));
        return table.toString();
    }

    private static void line(StringBuilder table, String format, Object... arguments) {
        table.append(String.format(Locale.ROOT, format, arguments));
    }

    private static double rounded(double value, int places) {
        double factor = Math.pow(10, places);
        return Math.round(value * factor) / factor;
    }
}
