package org.yici.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.collection.Collection;

/** What a Prometheus server and a proxy read, and what they may not. */
@PlatformTest
class MetricsTest {
    private final MockMvc http;
    private final PlatformMeters meters;
    private final Collection collection;
    private final JdbcClient jdbc;

    MetricsTest(
            @Autowired MockMvc http,
            @Autowired PlatformMeters meters,
            @Autowired Collection collection,
            @Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.http = http;
        this.meters = meters;
        this.collection = collection;
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from collection.source where name = 'metered'").update();
    }

    @Test
    void prometheusReadsThePlatformsOwnFigures() throws Exception {
        collection.register(
                new Collection.Source("metered", "metered", "jdbc:postgresql://localhost/metered", "none", "none"),
                "nobody",
                "nothing");
        meters.read();
        String page = http.perform(get("/metrics").header("Authorization", "Bearer " + TestStore.METRICS_SECRET))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page)
                .contains("yici_ledger_leaves", "yici_job_up", "jvm_memory_used_bytes")
                .contains("yici_source_up{application=\"yici\",source=\"metered\",state=\"new\"} 0.0")
                .contains("hikaricp_connections_active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Bearer", "Basic YTpi"})
    void nobodyElseDoes(String authorization) throws Exception {
        http.perform(get("/metrics").header("Authorization", authorization))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer realm=\"yici metrics\""))
                .andExpect(jsonPath("$.type").value("urn:yici:problem:sign-in-needed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void healthIsForEverybodyAndTellsNoMore(String path) throws Exception {
        http.perform(get(path))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("UP"))
                .andExpect(jsonPath("$.components").doesNotExist());
    }

    @ParameterizedTest
    @CsvSource({"abcdef-0123, true", "too-few, false", "'a b c d e f g', false", "<script>alert(1)</script>, false"})
    void aRequestHasAnId(String given, boolean kept) throws Exception {
        String id = http.perform(get("/health").header("X-Request-Id", given))
                .andReturn()
                .getResponse()
                .getHeader("X-Request-Id");
        assertThat(id).isNotBlank();
        assertThat(id.equals(given)).isEqualTo(kept);
    }
}
