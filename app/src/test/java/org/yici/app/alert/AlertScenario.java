package org.yici.app.alert;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.collection.Collection;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** What alerts are evaluated from, and operators who look at them. The clock is turned by hand. */
@PlatformTest
abstract class AlertScenario {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration CALM = Duration.ofMinutes(1);

    final MockMvc pages;
    final JdbcClient jdbc;
    final AlertStore store;
    final Collection collection;
    final AlertSettings settings;
    final String subject = "test-" + UUID.randomUUID();
    Instant now = Instant.parse("2026-11-28T01:00:00Z");

    AlertScenario(ApplicationContext platform) {
        this.pages = platform.getBean(MockMvc.class);
        this.jdbc = platform.getBean(JdbcClient.class);
        this.store = platform.getBean(AlertStore.class);
        this.collection = platform.getBean(Collection.class);
        this.settings = platform.getBean(AlertSettings.class);
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql(
                        "delete from alert.alert where subject = ? or subject like ? || '/%' or rule = 'test-lag' or subject = 'test-broken'")
                .params(subject, subject)
                .update();
        jdbc.sql("delete from collection.quarantine where source = ?")
                .param(subject)
                .update();
        jdbc.sql("delete from collection.source where name = ?").param(subject).update();
    }

    AlertEvaluation evaluation(AlertRule... rules) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new AlertEvaluation(List.of(rules), store, clock, CALM);
    }

    List<Alert> open() {
        return store.open().stream()
                .filter(alert -> alert.subject().equals(subject))
                .toList();
    }

    String html(String path) throws Exception {
        return pages.perform(get(path).with(as(Role.OPERATOR)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    static RequestPostProcessor as(Role role) {
        return as(role, "big-data");
    }

    static RequestPostProcessor as(Role role, String department) {
        return user(new SignedInUser(new User("t-" + role, "测试", Set.of(role), department, null), ""));
    }
}
