package org.yici.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.identity.Role;

/** Where operators and their programs see alerts and acknowledge them. */
class AlertPagesTest extends AlertScenario {
    @Autowired
    AlertPagesTest(ApplicationContext platform) {
        super(platform);
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
}
