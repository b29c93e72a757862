package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;

/** Merges, splits and failures of linking as stewards see them. */
class LinkChangesTest extends LinkScenario {
    LinkChangesTest(@Autowired MockMvc pages, @Autowired Catalogue catalogue, @Autowired Identities identities) {
        super(pages, catalogue, identities);
    }

    @Test
    void aMergeIntoAnIdentifiedSubjectIsUndoneByRulingItsRecordsOut() throws Exception {
        known("赵甲", subject, null);
        known("赵乙", null, subject);
        known("赵丙", null, subject);
        known("赵丁", null, subject);
        long change = change("MERGE", before, subject, "赵丙", "赵丁");
        assertThat(html("/operator/links/changes", DEPARTMENT))
                .contains("赵丙、赵丁")
                .contains("整个并入 赵甲 的主体")
                .contains("+9.5")
                .contains("/operator/links/changes/" + change);

        undo(change, DEPARTMENT);

        assertThat(rulings()).containsExactly("赵丁 赵甲 different", "赵丙 赵甲 different");
        assertThat(asked()).containsExactly("赵丁", "赵丙");
        assertThat(html("/operator/links/changes", DEPARTMENT))
                .contains("change-PENDING")
                .contains("hx-get=\"/operator/links/changes?page=1\"");
        long review = jdbc.sql("select id from linking.review where first_key = ?")
                .param(key("赵丙"))
                .query(Long.class)
                .single();
        assertThat(html("/operator/links/" + review, DEPARTMENT))
                .as("a ruling without a comparison has a page as well")
                .contains("赵丙")
                .contains("没有单独比对过")
                .doesNotContain("why-title");
        assertThat(jdbc.sql("select count(*) from ledger.leaf where entry like ?")
                        .param("%\"linkChange\":\"" + change + "\"%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aSplitIsUndoneByRulingThemOneAndTurnsRoundWhatWasRuled() throws Exception {
        known("钱甲", null, before);
        known("钱乙", null, subject);
        jdbc.sql("insert into linking.review (first_resource, first_key, second_resource, second_key, weight, state)"
                        + " values (?, ?, ?, ?, 1, 'different')")
                .params(RESOURCE, key("钱乙"), RESOURCE, key("钱甲"))
                .update();
        long change = change("SPLIT", before, subject, "钱乙");

        undo(change, DEPARTMENT);

        assertThat(rulings()).contains("钱乙 钱甲 same").noneMatch(ruling -> ruling.endsWith("different"));
        assertThat(asked()).containsExactly("钱乙");
    }

    @Test
    void whatHasMovedOnCannotBeUndone() throws Exception {
        known("孙甲", subject, null);
        known("孙乙", null, before);
        long change = change("MERGE", before, subject, "孙乙");
        assertThat(html("/operator/links/changes", DEPARTMENT)).contains("change-OVERTAKEN");

        undo(change, DEPARTMENT);

        assertThat(rulings()).isEmpty();
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatAnotherDepartmentHasRuledAboutItsOwnRecordStands() throws Exception {
        known("吴甲", null, before);
        jdbc.sql("update linking.record set resource = ? where key = ?")
                .params(FOREIGN, key("吴甲"))
                .update();
        known("吴乙", null, subject);
        jdbc.sql("insert into linking.review (first_resource, first_key, second_resource, second_key, weight, state)"
                        + " values (?, ?, ?, ?, 1, 'different')")
                .params(FOREIGN, key("吴甲"), RESOURCE, key("吴乙"))
                .update();
        long change = change("SPLIT", before, subject, "吴乙");

        undo(change, DEPARTMENT);

        assertThat(rulings()).containsExactly("吴甲 吴乙 different");
        assertThat(asked()).as("nothing is asked for when nothing is done").isEmpty();
    }

    @Test
    void anotherDepartmentNeitherSeesNorUndoesIt() throws Exception {
        known("李甲", subject, null);
        known("李乙", null, subject);
        long change = change("MERGE", before, subject, "李乙");

        assertThat(html("/operator/links/changes", "test-others")).doesNotContain("李");
        pages.perform(post("/operator/links/changes/" + change)
                        .param("reason", "核对后撤销")
                        .with(steward("test-others"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        assertThat(rulings()).isEmpty();
    }

    @Test
    void whatCannotBeLinkedIsListedWithTheReasonAndAskedForAgain() throws Exception {
        known("周甲", null, null);
        jdbc.sql("insert into linking.pending (resource, key, failure) values (?, ?, 'no <reason> at all')")
                .params(RESOURCE, key("周甲"))
                .update();
        assertThat(html("/operator/links", DEPARTMENT)).contains("/operator/links/failed");
        assertThat(html("/operator/links/failed", DEPARTMENT)).contains("周甲").contains("no &lt;reason&gt; at all");
        assertThat(html("/operator/links/failed", "test-others")).doesNotContain("周甲");
        pages.perform(post("/operator/links/failed")
                        .param("resource", RESOURCE)
                        .param("key", key("周甲"))
                        .with(steward("test-others"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
        assertThat(asked()).isEmpty();

        pages.perform(post("/operator/links/failed")
                        .param("resource", RESOURCE)
                        .param("key", key("周甲"))
                        .with(steward(DEPARTMENT))
                        .with(csrf()))
                .andExpect(redirectedUrl("/operator/links/failed"));

        assertThat(asked()).containsExactly("周甲");
        assertThat(html("/operator/links/failed", DEPARTMENT)).doesNotContain("周甲");
    }
}
