package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.AuditRuns;
import org.yici.app.ledger.Ledger;

/** What an auditor does on the ledger's page: look for entries, take them along, run the audit. */
@PlatformTest
class LedgerAuditorTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final MockMvc pages;
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final AuditRuns audits;
    private final DataSource database;
    private final String number = "T" + UUID.randomUUID().toString().substring(0, 12);
    private final String auditor = "auditor-" + number;

    LedgerAuditorTest(
            @Autowired MockMvc pages,
            @Autowired JdbcClient jdbc,
            @Autowired Ledger ledger,
            @Autowired AuditRuns audits,
            @Autowired DataSource database) {
        this.pages = pages;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.audits = audits;
        this.database = database;
    }

    private RequestPostProcessor as(Role role) {
        return user(new SignedInUser(new User(auditor, "测试", Set.of(role), "big-data", null), ""));
    }

    private String get200(String path) throws Exception {
        return pages.perform(get(path).with(as(Role.AUDITOR)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void acts(int count) {
        for (int i = 0; i < count; i++) {
            ledger.append(new Act(Act.Kind.QUERY, "system:test", "test-dept", null, number, Map.of("n", "" + i)));
        }
    }

    @Test
    void entriesAreFoundByCaseTimeKindAndActorAndPagedByTheirIndex() throws Exception {
        acts(17);
        ledger.append(new Act(Act.Kind.DECISION, "account:judge", "test-dept", null, number, Map.of()));
        long last = ledger.size() - 1;

        String first = get200("/ledger?lang=en&number=" + number);
        assertThat(first)
                .contains("Matching entries", "account:judge", "system:test", "rel=\"next\"")
                .doesNotContain("rel=\"prev\"")
                .doesNotContain("??");
        String second = get200("/ledger?lang=en&number=" + number + "&before=" + (last - 14));
        assertThat(second)
                .contains("rel=\"prev\"")
                .doesNotContain("rel=\"next\"")
                .doesNotContain("account:judge");

        assertThat(get200("/ledger?number=" + number + "&kind=DECISION&actor=account:judge&department=test-dept"))
                .contains("account:judge")
                .doesNotContain("system:test");
        LocalDateTime later = LocalDateTime.now(ZONE).plusMinutes(5).truncatedTo(ChronoUnit.MINUTES);
        assertThat(get200("/ledger?lang=en&number=" + number + "&from=" + later))
                .contains("No entry matches");
        assertThat(get200("/ledger?number=" + number + "&to=" + later)).contains("account:judge");
        assertThat(get200("/ledger?lang=en&from=yesterday&kind=NONE"))
                .contains("href=\"#from\"", "href=\"#kind\"", "2026-11-28T09:00");
    }

    @Test
    void nobodyButAnAuditorLooksForEntriesOrTakesThemAlong() throws Exception {
        for (String path :
                new String[] {"/ledger?number=x", "/ledger/export.csv", "/ledger/export.jsonl", "/ledger/audit"}) {
            pages.perform(get(path).with(as(Role.OPERATOR))).andExpect(status().isForbidden());
        }
        pages.perform(post("/ledger/audit").with(as(Role.OPERATOR)).with(csrf()))
                .andExpect(status().isForbidden());
        assertThat(pages.perform(get("/ledger")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain("export.csv", "audit-start", "name=\"actor\"");
    }

    @Test
    void entriesAreTakenAlongAsCsvAndJsonLinesUnderALeaf() throws Exception {
        acts(3);
        assertThat(get200("/ledger/export.csv?number=" + number).lines())
                .hasSize(4)
                .first()
                .asString()
                .endsWith("index,time,kind,actor,department,case_number");
        assertThat(get200("/ledger/export.jsonl?number=" + number).lines())
                .hasSize(3)
                .allMatch(line -> line.contains("\"case_number\":\"" + number + "\"") && line.contains("+08:00\""));
        assertThat(jdbc.sql("select entry from ledger.leaf where kind = 'READING' and actor = ?")
                        .param("account:" + auditor)
                        .query(String.class)
                        .list())
                .as("one reading, though in two forms")
                .singleElement()
                .asString()
                .contains("ledger-export");
        pages.perform(get("/ledger/export.csv?from=yesterday").with(as(Role.AUDITOR)))
                .andExpect(status().isBadRequest());
    }

    @Test
    void theAuditRunsInTheBackgroundAndItsResultStays() throws Exception {
        acts(1);
        pages.perform(post("/ledger/audit").with(as(Role.AUDITOR)).with(csrf()))
                .andExpect(redirectedUrl("/ledger#audit"));
        for (int i = 0; i < 3000 && audits.last().orElseThrow().running(); i++) {
            Thread.sleep(10);
        }
        assertThat(audits.last()).hasValueSatisfying(run -> {
            assertThat(run.state()).isIn(AuditRuns.State.CLEAN, AuditRuns.State.FOUND);
            assertThat(run.by()).isEqualTo(auditor);
            assertThat(run.done()).isPositive();
        });
        assertThat(get200("/ledger?lang=en"))
                .contains("audit-result", "Started by " + auditor, "audit-start")
                .doesNotContain("audit-cancel")
                .doesNotContain("??");
        assertThat(get200("/ledger/audit?lang=zh")).contains("id=\"audit\"", auditor);
    }

    @Test
    void anAuditIsCancelledFromThePage() throws Exception {
        acts(1);
        try (Connection holding = TestStore.server().connect("yici")) {
            holding.setAutoCommit(false);
            // The audit waits for these nodes, so it is certainly under way when it is cancelled.
            holding.createStatement().execute("lock table ledger.node in access exclusive mode");
            pages.perform(post("/ledger/audit").with(as(Role.AUDITOR)).with(csrf()));
            for (int i = 0; i < 3000 && audits.last().orElseThrow().total() == 0; i++) {
                Thread.sleep(10);
            }
            assertThat(get200("/ledger?lang=en")).contains("audit-cancel", "entries done, 0%");
            pages.perform(post("/ledger/audit/cancel").with(as(Role.AUDITOR)).with(csrf()))
                    .andExpect(redirectedUrl("/ledger#audit"));
            holding.rollback();
        }
        for (int i = 0; i < 3000 && audits.last().orElseThrow().running(); i++) {
            Thread.sleep(10);
        }
        assertThat(audits.last().orElseThrow().state()).isEqualTo(AuditRuns.State.CANCELLED);
        assertThat(get200("/ledger?lang=en")).contains("Cancelled", "says nothing about the ledger", "audit-start");
    }

    @Test
    void aPlatformThatIsAuditedShowsProgressAndTheWayToStop() throws Exception {
        long run = jdbc.sql(
                        "insert into ledger.audit_run (by, started_at, state) values (?, now(), 'running') returning id")
                .param(auditor)
                .query(Long.class)
                .single();
        try {
            pages.perform(post("/ledger/audit").with(as(Role.AUDITOR)).with(csrf()));
            assertThat(audits.last().orElseThrow().id()).as("one at a time").isEqualTo(run);
            assertThat(get200("/ledger?lang=en"))
                    .contains("audit-cancel", "<progress", "hx-get=\"/ledger/audit\"")
                    .doesNotContain("audit-start");
        } finally {
            jdbc.sql(
                            "update ledger.audit_run set state = 'failed', ended_at = now(), failure = 'the server was away' where id = ?")
                    .param(run)
                    .update();
        }
        assertThat(get200("/ledger?lang=en")).contains("note-red", "the server was away", "start it again");
    }
}
