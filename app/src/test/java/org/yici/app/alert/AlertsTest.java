package org.yici.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.util.unit.DataSize;
import org.yici.app.PlatformTest;
import org.yici.app.alert.Observation.Level;
import org.yici.app.collection.Collection;
import org.yici.app.collection.SourceTables;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** When alerts are raised and cleared, and where operators see and acknowledge them. The clock is turned by hand. */
@PlatformTest
class AlertsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(1);

    private final MockMvc pages;
    private final JdbcClient jdbc;
    private final AlertStore store;
    private final Collection collection;
    private final AlertSettings settings;
    private final SourceTables tables;
    private final String subject = "test-" + UUID.randomUUID();
    private final List<Observation> seen = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T01:00:00Z");

    AlertsTest(
            @Autowired MockMvc pages,
            @Autowired JdbcClient jdbc,
            @Autowired AlertStore store,
            @Autowired Collection collection,
            @Autowired AlertSettings settings,
            @Autowired SourceTables tables) {
        this.tables = tables;
        this.pages = pages;
        this.jdbc = jdbc;
        this.store = store;
        this.collection = collection;
        this.settings = settings;
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

    /** Told by the test what it sees. */
    private final class ToldRule implements AlertRule {
        @Override
        public String id() {
            return "test-lag";
        }

        @Override
        public String limit() {
            return "10";
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public List<Observation> observe() {
            return List.copyOf(seen);
        }
    }

    private AlertEvaluation evaluation(AlertRule... rules) {
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

    private void see(double value) {
        seen.clear();
        seen.add(new Observation(subject, Level.of(value, 10, 5), "alert.lag.remedy", List.of(String.valueOf(value))));
    }

    private List<Alert> open() {
        return store.open().stream()
                .filter(alert -> alert.subject().equals(subject))
                .toList();
    }

    @Test
    void anAlertIsRaisedAfterAWhileAndClearedAfterAWhileOfCalm() {
        AlertEvaluation evaluation = evaluation(new ToldRule());
        see(12);
        evaluation.evaluate();
        assertThat(open()).as("patience").isEmpty();
        now = now.plus(PATIENCE);
        see(14);
        evaluation.evaluate();
        assertThat(open()).singleElement().satisfies(alert -> {
            assertThat(alert.raisedAt()).isEqualTo(now);
            assertThat(alert.arguments()).containsExactly("14.0");
        });

        // It swings about the limit, but is not calm: one alert.
        for (double value : new double[] {8, 12, 7, 11}) {
            now = now.plusSeconds(45);
            see(value);
            evaluation.evaluate();
        }
        assertThat(open()).hasSize(1);
        see(3);
        evaluation.evaluate();
        now = now.plusSeconds(30);
        evaluation.evaluate();
        assertThat(open()).as("calm").hasSize(1);
        now = now.plusSeconds(30);
        evaluation.evaluate();
        assertThat(open()).isEmpty();
        assertThat(store.past(0, 50).content())
                .filteredOn(alert -> alert.subject().equals(subject))
                .singleElement()
                .satisfies(alert -> assertThat(alert.clearedAt()).isEqualTo(now));
    }

    @Test
    void whatIsThereNoMoreIsClearedToo() {
        AlertEvaluation evaluation = evaluation(new ToldRule());
        see(12);
        evaluation.evaluate();
        now = now.plus(PATIENCE);
        evaluation.evaluate();
        seen.clear();
        evaluation.evaluate();
        now = now.plus(CALM);
        evaluation.evaluate();
        assertThat(open()).isEmpty();
    }

    @Test
    void aRuleThatFailsIsAnAlertAndKeepsNoOtherFromBeingEvaluated() {
        AlertRule broken = new AlertRule() {
            @Override
            public String id() {
                return "test-broken";
            }

            @Override
            public String limit() {
                return "";
            }

            @Override
            public Duration patience() {
                return PATIENCE;
            }

            @Override
            public List<Observation> observe() {
                throw new IllegalStateException("no such thing");
            }
        };
        AlertEvaluation evaluation = evaluation(broken, new ToldRule());
        see(12);
        evaluation.evaluate();
        now = now.plus(PATIENCE);
        evaluation.evaluate();
        assertThat(open()).hasSize(1);
        assertThat(store.open())
                .filteredOn(alert -> alert.subject().equals("test-broken"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.rule()).isEqualTo("rule-failed");
                    assertThat(alert.arguments()).containsExactly("no such thing");
                });
    }

    /** Where nothing is written nothing arrives late. */
    @Test
    void aSourceOfWhichNothingIsWrittenLagsToo() {
        AlertRule lag = new LagAboveLimit(collection, settings, Clock.systemUTC());
        jdbc.sql("insert into collection.source (name, department, url, username, password, slot, publication, state)"
                        + " values (?, ?, 'jdbc:none', 'none', '', 'none', 'yici', 'partial')")
                .params(subject, subject)
                .update();
        // Another of its tables is stopped, which says nothing about this one.
        jdbc.sql(
                        "insert into collection.source_table (source, schema_name, table_name, state, arguments, published, updated_at)"
                                + " values (?, 'public', 'other', 'stopped', '{}', true, now()),"
                                + " (?, 'public', 'behind', 'catching-up', '{}', true, now() - interval '1 minute')")
                .params(subject, subject)
                .update();
        assertThat(lag.observe())
                .filteredOn(one -> one.subject().equals(subject))
                .singleElement()
                .satisfies(one -> assertThat(one.level()).isEqualTo(Observation.Level.OVER));
        jdbc.sql("update collection.source_table set updated_at = now() where source = ?")
                .param(subject)
                .update();
        assertThat(lag.observe())
                .filteredOn(one -> one.subject().equals(subject))
                .noneMatch(one -> one.level() == Observation.Level.OVER);
    }

    @Test
    void aTableThatKeepsItsDepartmentFromWorkingIsAnAlertAtOnceAndTheStewardIsTold() throws Exception {
        jdbc.sql("insert into collection.source (name, department, url, username, password, slot, publication, state)"
                        + " values (?, ?, 'jdbc:none', 'none', '', 'none', 'yici', 'partial')")
                .params(subject, subject)
                .update();
        jdbc.sql(
                        "insert into collection.source_table (source, schema_name, table_name, state, cause, arguments, published, updated_at)"
                                + " values (?, 'public', 'hindered', 'stopped', 'identity-refuses', '{}', true, now()),"
                                + " (?, 'public', 'renamed', 'stopped', 'missing', '{}', true, now()),"
                                + " (?, 'public', 'fine', 'streaming', null, '{}', true, now())")
                .params(subject, subject, subject)
                .update();
        TableStopped rule = new TableStopped(tables);
        evaluation(rule).evaluate();
        assertThat(store.open())
                .filteredOn(alert -> alert.subject().startsWith(subject + "/"))
                .extracting(Alert::subject, Alert::remedy)
                .containsExactlyInAnyOrder(
                        tuple(subject + "/public.hindered", "alert.table-stopped.hinders"),
                        tuple(subject + "/public.renamed", "alert.table-stopped.remedy"));
        String inbox = pages.perform(get("/inbox?lang=en").with(as(Role.STEWARD, subject)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(inbox)
                .contains(
                        "UPDATE and DELETE on table public.hindered fail now", "Table public.renamed is not collected")
                .doesNotContain("public.fine");
        String others = pages.perform(get("/inbox?lang=en").with(as(Role.STEWARD, "test-other")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(others).doesNotContain("public.hindered");
        jdbc.sql("update collection.source_table set state = 'streaming', cause = null where source = ?")
                .param(subject)
                .update();
        AlertEvaluation after = evaluation(rule);
        after.evaluate();
        now = now.plus(CALM);
        after.evaluate();
        assertThat(store.open()).noneMatch(alert -> alert.subject().startsWith(subject + "/"));
    }

    /** The server's own folder may be on another disk than the keys. */
    @Test
    void eachDiskOfTheDataFolderIsWatched(@TempDir Path home) throws IOException {
        Path shared = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(shared));
        Path elsewhere = Files.createTempDirectory(shared, "disk");
        try {
            assumeFalse(Files.getFileStore(elsewhere).equals(Files.getFileStore(home)));
            Files.createDirectories(home.resolve("platform/data"));
            Path log = Files.createSymbolicLink(home.resolve("platform/data/pg_wal"), elsewhere);
            assertThat(new DiskFull(home, settings).observe())
                    .extracting(Observation::subject)
                    .containsExactly(home.toString(), log.toString());
        } finally {
            Files.delete(elsewhere);
        }
    }

    @Test
    void aDiskThatIsSmallerThanTheLimitDoesNotAlarmForEver() {
        assertThat(DiskFull.limit(2_000, 1_000)).isEqualTo(100);
        assertThat(DiskFull.limit(2_000, 1_000_000)).isEqualTo(2_000);
    }

    @Test
    void aRecordThatFailsAgainIsNotOneMoreInQuarantine() {
        jdbc.sql(
                        "insert into collection.source (name, department, url, username, password, slot, publication, loaded_at)"
                                + " values (?, ?, 'jdbc:none', 'none', '', 'none', 'yici', now() - interval '1 day')")
                .params(subject, subject)
                .update();
        String insert =
                "insert into collection.quarantine (resource, source, source_key, position, sequence, rule, record, edition,"
                        + " source_time, state, quarantined_at, closed_at) values ('GA5100/000001', ?, ?, ?, 0, 'citizen-id.check', '{}', 1, now(), ?,"
                        + " now() - cast(? as interval), now() - cast(? as interval))";
        jdbc.sql(insert)
                .params(subject, subject, 1, "superseded", "2 hours", "1 minute")
                .update();
        jdbc.sql(insert).params(subject, subject, 2, "open", "61 seconds", null).update();
        assertThat(collection.quarantineGrowth(Duration.ofHours(1))).doesNotContainKey(subject);
        jdbc.sql(insert)
                .params(subject, subject + "-2", 2, "superseded", "3 minutes", "2 minutes")
                .update();
        jdbc.sql(insert)
                .params(subject, subject + "-2", 3, "open", "1 minute", null)
                .update();
        assertThat(collection.quarantineGrowth(Duration.ofHours(1))).containsEntry(subject, 1L);
    }

    @Test
    void aSourceThatIsAwayIsToldWithItsRemedyAndAcknowledgedByAnOperator() throws Exception {
        jdbc.sql(
                        "insert into collection.source (name, department, url, username, password, slot, publication, state, message)"
                                + " values (?, 'public-security', 'jdbc:postgresql://localhost:1/none', 'none', '', 'yici_away', 'yici',"
                                + " 'unreachable', 'Connection refused')")
                .param(subject)
                .update();
        AlertEvaluation evaluation = evaluation(new SourceAway(collection, settings));
        evaluation.evaluate();
        now = now.plus(settings.sourceAway());
        evaluation.evaluate();
        long id = open().getFirst().id();

        assertThat(html("/operator?lang=en"))
                .contains(subject + ": nothing comes in (Connection refused)")
                .contains("acknowledge-" + id);
        assertThat(html("/operator/alerts?lang=zh"))
                .contains("数据中断")
                .contains("前置库")
                .doesNotContain("??");

        assertThat(html("/inbox?lang=en")).contains(subject + ": nothing comes in", "href=\"/operator/alerts\"");

        pages.perform(post("/operator/alerts/" + id).with(as(Role.STEWARD)).with(csrf()))
                .andExpect(status().isForbidden());
        pages.perform(post("/operator/alerts/" + id).with(as(Role.OPERATOR)).with(csrf()))
                .andExpect(redirectedUrl("/operator/alerts"));

        assertThat(html("/operator/alerts?lang=en"))
                .contains("Acknowledged by t-OPERATOR")
                .doesNotContain("acknowledge-" + id);
        assertThat(html("/inbox?lang=en")).doesNotContain(subject);
        assertThat(jdbc.sql("select count(*) from ledger.leaf where kind = 'ACKNOWLEDGEMENT' and entry like ?")
                        .param("%\"alert\":\"" + id + "\"%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void programsOfOperatorsReadThemByTheApi() throws Exception {
        pages.perform(get("/api/v1/operator/alerts").with(as(Role.OPERATOR))).andExpect(status().isOk());
        pages.perform(get("/api/v1/operator/alerts").with(as(Role.STEWARD))).andExpect(status().isForbidden());
        pages.perform(get("/api/v1/operator/alerts")).andExpect(status().isUnauthorized());
    }

    @Test
    void aLimitThatCannotBeIsRefusedWithWhatToGive() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new AlertSettings(
                        second, second, second, second, second, Duration.ZERO, 100, DataSize.ofGigabytes(2)))
                .hasMessageContaining("yici.alerts.lag")
                .hasMessageContaining("2ms at least");
    }

    @Test
    void everyRuleHasItsWordsInBothLanguages() throws Exception {
        for (String language : new String[] {"zh", "en"}) {
            assertThat(html("/operator/alerts?lang=" + language))
                    .contains(
                            "source-away",
                            "quarantine-growing",
                            "job-stopped",
                            "disk",
                            "table-stopped",
                            "ledger-refuses")
                    .doesNotContain("alert.rule.")
                    .doesNotContain("??");
        }
    }

    private String html(String path) throws Exception {
        return pages.perform(get(path).with(as(Role.OPERATOR)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static RequestPostProcessor as(Role role) {
        return as(role, "big-data");
    }

    private static RequestPostProcessor as(Role role, String department) {
        return user(new SignedInUser(new User("t-" + role, "测试", Set.of(role), department, null), ""));
    }
}
