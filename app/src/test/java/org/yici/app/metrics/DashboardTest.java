package org.yici.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.collection.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard for Grafana asks for what {@code /metrics} really tells. */
@PlatformTest
class DashboardTest {
    private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");

    /** What stands in braces or brackets, what is grouped by, and functions are no metrics. */
    private static final Pattern NO_METRIC = Pattern.compile("\\{[^}]*}|\\[[^]]*]|by \\([^)]*\\)|\\b\\w+(?=\\()");

    private static final Pattern METRIC = Pattern.compile("[a-z]+(_[a-z0-9]+)+");

    private final MockMvc http;
    private final PlatformMeters meters;
    private final Collection collection;
    private final JdbcClient jdbc;

    DashboardTest(
            @Autowired MockMvc http,
            @Autowired PlatformMeters meters,
            @Autowired Collection collection,
            @Autowired JdbcClient jdbc) {
        this.http = http;
        this.meters = meters;
        this.collection = collection;
        this.jdbc = jdbc;
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from collection.source where name = 'pictured'").update();
        jdbc.sql("delete from collection.flow where source = 'pictured'").update();
        jdbc.sql("delete from collection.quarantine where source = 'pictured'").update();
        jdbc.sql("delete from alert.alert where rule = 'pictured'").update();
    }

    @Test
    void itAsksForNothingThatThePlatformDoesNotTell() throws Exception {
        somethingOfEverything();
        meters.read();
        http.perform(get("/health")).andExpect(status().isOk());
        String page = http.perform(get("/metrics").header("Authorization", "Bearer " + TestStore.METRICS_SECRET))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        Set<String> told = page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = new TreeSet<>();
        for (String expression : expressions()) {
            METRIC.matcher(NO_METRIC.matcher(expression).replaceAll(""))
                    .results()
                    .map(MatchResult::group)
                    .forEach(asked::add);
        }
        assertThat(told).containsAll(asked);
        assertThat(asked)
                .as("the platform's own figures are all on it")
                .containsAll(
                        told.stream().filter(name -> name.startsWith("yici_")).toList());
    }

    private static List<String> expressions() {
        JsonNode dashboard = JsonMapper.builder().build().readTree(DASHBOARD.toFile());
        List<String> expressions = dashboard.findValuesAsString("expr");
        assertThat(expressions).hasSizeGreaterThan(15);
        return expressions;
    }

    /** What has no rows is not told at all. */
    private void somethingOfEverything() {
        collection.register(
                new Collection.Source("pictured", "pictured", "jdbc:postgresql://localhost/pictured", "none", "none"),
                "nobody",
                "nothing");
        jdbc.sql(
                        "insert into collection.flow (at, source, resource, writer, received, written, quarantined, lag_p50, lag_p99,"
                                + " lag_max) values (now(), 'pictured', 'GA5100/000001', 0, 1, 1, 0, 1, 1, 1)")
                .update();
        jdbc.sql(
                        "insert into collection.quarantine (resource, source, source_key, position, sequence, rule, record, edition,"
                                + " source_time) values ('GA5100/000001', 'pictured', '1', 1, 0, 'citizen-id.check', '{}', 1, now())")
                .update();
        jdbc.sql("insert into alert.alert (rule, subject, remedy, raised_at) values ('pictured', '', 'none', now())")
                .update();
    }
}
