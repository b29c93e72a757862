package org.yici.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.util.unit.DataSize;
import org.yici.app.collection.SourceTables;
import org.yici.app.identity.Role;

/** What each rule observes, and its limit. */
class AlertRulesTest extends AlertScenario {
    private final SourceTables tables;

    @Autowired
    AlertRulesTest(ApplicationContext platform) {
        super(platform);
        this.tables = platform.getBean(SourceTables.class);
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
    void aLimitThatCannotBeIsRefusedWithWhatToGive() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new AlertSettings(
                        second, second, second, second, second, Duration.ZERO, 100, DataSize.ofGigabytes(2)))
                .hasMessageContaining("yici.alerts.lag")
                .hasMessageContaining("2ms at least");
    }
}
