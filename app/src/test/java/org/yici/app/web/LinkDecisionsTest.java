package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;

/** Pairs in doubt as stewards see them, and decisions about them that are taken back. */
class LinkDecisionsTest extends LinkScenario {
    LinkDecisionsTest(@Autowired MockMvc pages, @Autowired Catalogue catalogue, @Autowired Identities identities) {
        super(pages, catalogue, identities);
    }

    private long decided(String first, String second, String state) {
        return jdbc.sql(
                        "insert into linking.review (first_resource, first_key, second_resource, second_key, weight, state,"
                                + " decided_at, decided_by) values (?, ?, ?, ?, 1, ?, now(), 't-linker') returning id")
                .params(RESOURCE, key(first), RESOURCE, key(second), state)
                .query(Long.class)
                .single();
    }

    private String state(long review) {
        return jdbc.sql("select state from linking.review where id = ?")
                .param(review)
                .query(String.class)
                .single();
    }

    @Test
    void aDecisionIsTakenBackFromItsRowForAReason() throws Exception {
        known("郑甲", subject, null);
        known("郑乙", null, subject);
        long review = decided("郑乙", "郑甲", "same");
        String back = "/operator/links/" + review + "/take-back";
        assertThat(html("/operator/links", DEPARTMENT)).contains(back);

        pages.perform(post(back).param("reason", " ").with(steward(DEPARTMENT)).with(csrf()));
        assertThat(state(review)).as("without a reason").isEqualTo("same");
        pages.perform(post(back)
                        .param("reason", "核对户口簿后更正")
                        .with(steward("test-others"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        pages.perform(post(back)
                        .param("reason", "核对户口簿后更正")
                        .with(steward(DEPARTMENT))
                        .with(csrf()))
                .andExpect(redirectedUrl("/operator/links/" + review));

        assertThat(state(review)).isEqualTo("open");
        assertThat(asked()).containsExactly("郑乙");
        assertThat(html("/operator/links/" + review, DEPARTMENT)).contains("撤回：核对户口簿后更正");
        assertThat(jdbc.sql("select reason || ' ' || by from linking.taken_back where review = ?")
                        .param(review)
                        .query(String.class)
                        .single())
                .isEqualTo("核对户口簿后更正 t-linker");
        assertThat(jdbc.sql("select entry from ledger.leaf where entry like ?")
                        .param("%\"linkReview\":\"" + review + "\"%")
                        .query(String.class)
                        .single())
                .contains("\"verdict\":\"OPEN\"", "reasonDigest")
                .doesNotContain("户口簿");
        pages.perform(post(back)
                        .param("reason", "再来一次")
                        .with(steward(DEPARTMENT))
                        .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void noAnswerIsOfferedAsTheOneToGive() throws Exception {
        known("冯甲", subject, null);
        known("冯乙", null, null);
        long review = decided("冯乙", "冯甲", "same");
        assertThat(html("/operator/links/" + review, DEPARTMENT))
                .contains("value=\"SAME\"")
                .doesNotContain("btn btn-primary btn-lg");
    }

    @Test
    void theHouseholdBesideAPairIsShownOnDemandAndEachLookIsALeaf() throws Exception {
        UUID child = UUID.randomUUID();
        jdbc.sql(
                        "insert into registry.test_linking (_key, _source, _source_time, _position, _sequence, _edition, _deleted,"
                                + " _subject_id_no, household_no) values (?, 'test', now(), 1, 0, 1, false, ?, ?), (?, 'test', now(), 1, 0, 1, false, ?, ?),"
                                + " (?, 'test', now(), 1, 0, 1, false, ?, 'another')")
                .params(key("陈甲"), subject, run, key("陈乙"), child, run, key("外人"), UUID.randomUUID())
                .update();
        known("陈甲", subject, null);
        known("陈丙", null, null);
        long review = decided("陈甲", "陈丙", "different");
        assertThat(html("/operator/links/" + review, DEPARTMENT))
                .contains("show-household")
                .doesNotContain("本条记录");
        assertThat(html("/operator/links/" + review + "?household=true", DEPARTMENT))
                .contains("存疑记录所在户", "本条记录")
                .doesNotContain("外人");
        assertThat(jdbc.sql(
                                "select count(*) from ledger.leaf where kind = 'READING' and entry like '%household%' and ? = any(others)")
                        .param(child)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** One entry for all pairs, in the own department's inbox alone, and in the count of the head. */
    @Test
    void whatWaitsForAStewardStandsInTheInbox() throws Exception {
        settleAll();
        assertThat(html("/inbox", DEPARTMENT)).doesNotContain("有存疑的记录对等待判定");
        for (String second : List.of("冯甲", "冯乙")) {
            jdbc.sql("insert into linking.review (first_resource, first_key, second_resource, second_key, weight)"
                            + " values (?, ?, ?, ?, 1)")
                    .params(RESOURCE, key("冯"), RESOURCE, key(second))
                    .update();
        }
        assertThat(html("/inbox", DEPARTMENT)).contains("有存疑的记录对等待判定：2", "href=\"/operator/links\"");
        assertThat(html("/inbox", "test-linking-other")).doesNotContain("有存疑的记录对等待判定");
        settleAll();
        assertThat(html("/inbox", DEPARTMENT)).doesNotContain("有存疑的记录对等待判定");
    }

    private void settleAll() {
        jdbc.sql("update linking.review set state = 'settled' where first_resource = ? and state = 'open'")
                .param(RESOURCE)
                .update();
    }
}
