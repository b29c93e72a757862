package org.yici.app.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.PlatformTest;
import org.yici.app.collection.FlowHistory.Quarter;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

@PlatformTest
class FlowHistoryTest {
    // No other quarter is later, so the summing up begins with these.
    private static final Instant QUARTER = Instant.parse("2051-03-01T01:15:00Z");

    private final JdbcClient jdbc;
    private final FlowStore store;
    private final MockMvc pages;
    private final String source = "test-" + UUID.randomUUID();

    FlowHistoryTest(@Autowired JdbcClient jdbc, @Autowired FlowStore store, @Autowired MockMvc pages) {
        this.jdbc = jdbc;
        this.store = store;
        this.pages = pages;
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from collection.flow where source = ?").param(source).update();
        jdbc.sql("delete from collection.flow_quarter where source = ?")
                .param(source)
                .update();
    }

    private void flowed(Instant at, int writer, int received, int quarantined, int lag) {
        jdbc.sql(
                        "insert into collection.flow (at, source, resource, writer, received, written, quarantined, lag_p50, lag_p99, lag_max)"
                                + " values (?, ?, 'GA5100/000001', ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        Timestamp.from(at),
                        source,
                        writer,
                        received,
                        received - quarantined,
                        quarantined,
                        lag,
                        lag * 2,
                        lag * 2)
                .update();
    }

    private List<Quarter> quarters() {
        return store.quarters(source, null, QUARTER.minusSeconds(3600), QUARTER.plusSeconds(3600));
    }

    @Test
    void secondsAreSummedUpByQuarterAndSummingUpAgainChangesNothing() throws Exception {
        flowed(QUARTER, 0, 10, 1, 20);
        flowed(QUARTER, 1, 5, 0, 40);
        flowed(QUARTER.plusSeconds(899), 0, 100, 0, 30);
        flowed(QUARTER.plusSeconds(900), 0, 7, 2, 0);
        store.sumUp();
        store.sumUp();
        assertThat(quarters())
                .containsExactly(
                        new Quarter(QUARTER, 115, 114, 1, 30, 80),
                        new Quarter(QUARTER.plusSeconds(900), 7, 5, 2, null, null));

        // One that was written late still counts; seconds that are forgotten are not taken away.
        flowed(QUARTER.plusSeconds(898), 0, 1, 0, 30);
        store.sumUp();
        jdbc.sql("delete from collection.flow where source = ?").param(source).update();
        store.sumUp();
        assertThat(quarters()).extracting(Quarter::received).containsExactly(116L, 7L);

        for (String language : new String[] {"zh", "en"}) {
            assertThat(pages.perform(get("/operator/history?lang=" + language)
                                    .with(user(new SignedInUser(
                                            new User("t-operator", "测试", Set.of(Role.OPERATOR), "big-data", null),
                                            ""))))
                            .andExpect(status().isOk())
                            .andReturn()
                            .getResponse()
                            .getContentAsString(StandardCharsets.UTF_8))
                    .contains("id=\"flow-data\"", "00:00")
                    .doesNotContain("??");
        }
    }
}
