package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** Merges, splits and failures of linking as stewards see them; the job's own tables are filled by hand here. */
@PlatformTest
class LinkPagesTest {
    private static final String RESOURCE = "TL5100/000001";
    private static final String FOREIGN = "TL5100/000002";
    private static final String DEPARTMENT = "test-linking";

    private final MockMvc pages;
    private final JdbcClient jdbc;
    private final UUID subject = UUID.randomUUID();
    private final UUID before = UUID.randomUUID();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    LinkPagesTest(@Autowired MockMvc pages, @Autowired Catalogue catalogue, @Autowired Identities identities) {
        this.pages = pages;
        this.jdbc = TestStore.owner();
        identities.register(new Department(DEPARTMENT, new Label("归并部门", "Linking"), "11510000MB00000009"));
        identities.register(new Department("test-others", new Label("其他部门", "Others"), "11510000MB00000007"));
        publish(catalogue, RESOURCE, "test_linking", DEPARTMENT);
        publish(catalogue, FOREIGN, "test_linked_elsewhere", "test-others");
    }

    private static void publish(Catalogue catalogue, String code, String table, String department) {
        if (catalogue.resource(code).isPresent()) {
            return;
        }
        Label label = new Label("测试户籍", "Test households");
        Item household = new Item(
                code + "0002",
                "household_no",
                label,
                ItemType.TEXT,
                SecurityLevel.L2,
                false,
                false,
                List.of("hh"),
                Map.of());
        Item name = new Item(
                code + "0003", "name", label, ItemType.NAME, SecurityLevel.L2, false, false, List.of("xm"), Map.of());
        Item id = new Item(
                code + "0001",
                "id_no",
                label,
                ItemType.CITIZEN_ID,
                SecurityLevel.L2,
                false,
                true,
                List.of("sfzh"),
                Map.of());
        catalogue.publish(new Resource(
                code,
                table,
                label,
                label,
                department,
                new SourceTable(department, "public", "t_" + table, List.of("id")),
                Sharing.CONDITIONAL,
                List.of(id, household, name),
                new Linking("zh_person", "id_no", Map.of("name", "name"), false, "household_no")));
    }

    private static RequestPostProcessor steward(String department) {
        return user(new SignedInUser(new User("t-linker", "测试", Set.of(Role.STEWARD), department, null), ""));
    }

    private String html(String path, String department) throws Exception {
        return pages.perform(get(path).with(steward(department)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String key(String name) {
        return run + "-" + name;
    }

    private void known(String name, @Nullable UUID identified, @Nullable UUID linked) {
        jdbc.sql("insert into linking.record (resource, key, model, fields, keys, subject, linked, position, sequence)"
                        + " values (?, ?, 'zh_person', ?::jsonb, '{}', ?, ?, 1, 0)")
                .params(RESOURCE, key(name), "{\"name\": \"" + name + "\"}", identified, linked)
                .update();
    }

    private long change(String kind, UUID from, UUID to, String... names) {
        String[] records =
                Arrays.stream(names).map(name -> RESOURCE + "#" + key(name)).toArray(String[]::new);
        return jdbc.sql(
                        "insert into linking.change (kind, old_subject, new_subject, records, resources, cause, weight, model, version)"
                                + " values (:kind, :from, :to, :records, :resources, :cause, 9.5, 'zh_person', '1') returning id")
                .param("kind", kind)
                .param("from", from)
                .param("to", to)
                .param("records", records)
                .param("resources", new String[] {RESOURCE})
                .param("cause", records[0])
                .query(Long.class)
                .single();
    }

    private List<String> rulings() {
        return jdbc
                .sql("select first_key || ' ' || second_key || ' ' || state from linking.review"
                        + " where first_key like ? order by 1")
                .param(run + "%")
                .query(String.class)
                .list()
                .stream()
                .map(ruling -> ruling.replace(run + "-", ""))
                .toList();
    }

    private List<String> asked() {
        return jdbc
                .sql("select key from linking.pending where key like ? and failure is null order by 1")
                .param(run + "%")
                .query(String.class)
                .list()
                .stream()
                .map(key -> key.replace(run + "-", ""))
                .toList();
    }

    private void undo(long change, String department) throws Exception {
        pages.perform(post("/operator/links/changes/" + change)
                        .param("reason", "核对后撤销")
                        .with(steward(department))
                        .with(csrf()))
                .andExpect(redirectedUrl("/operator/links/changes"));
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
}
