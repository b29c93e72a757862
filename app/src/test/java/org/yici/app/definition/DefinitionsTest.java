package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** The life of a definition, through the pages and the API. */
class DefinitionsTest extends DefinitionScenario {
    @Test
    void whatOneDraftsAnotherPublishes() throws Exception {
        String text = text();
        assertThat(api(post(API + "/resource"), STEWARD, Map.of("text", text)).status())
                .isEqualTo(201);
        assertThat(catalogue.resource(code)).as("a draft is not in force").isEmpty();
        assertThat(page(STEWARD, PAGE)).contains(code, "草稿");
        assertThat(page(STEWARD, PAGE))
                .as("what is everybody's only operators define")
                .contains("new-resource")
                .doesNotContain("new-department", "new-data-standard");
        assertThat(page(STEWARD, path())).contains("全部内容（新定义）", "提交复核").doesNotContain("发布，立即生效");
        assertThat(send(STEWARD, path() + "/submit", "version", version())).isEqualTo(302);

        assertThat(page(STEWARD, path())).contains("须由另一人复核发布");
        assertThat(send(STEWARD, path() + "/publish", "version", version()))
                .as("the own draft")
                .isEqualTo(403);
        assertThat(send(OPERATOR, path() + "/return", "version", version(), "comment", "请补充摘要"))
                .isEqualTo(302);
        assertThat(page(STEWARD, path())).contains("请补充摘要", "编辑草稿");
        assertThat(page(STEWARD, "/inbox")).contains("复核人员退回了草稿", path());
        assertThat(page(OPERATOR, "/inbox")).doesNotContain("复核人员退回了草稿");
        String better = text.replace("用一句话说明这里有什么。", "试验数据。");
        assertThat(send(STEWARD, path() + "/edit", "version", version(), "text", better))
                .isEqualTo(302);
        assertThat(page(STEWARD, "/inbox")).as("changed since").doesNotContain("复核人员退回了草稿");
        assertThat(send(STEWARD, path() + "/submit", "version", version())).isEqualTo(302);
        assertThat(send(OPERATOR, path() + "/comment", "comment", "可以了")).isEqualTo(302);
        assertThat(send(OPERATOR, path() + "/publish", "version", version())).isEqualTo(302);

        assertThat(catalogue.resource(code)).isPresent();
        assertThat(jdbc.sql("select count(*) from registry." + table)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from collection.plan where resource = ?")
                        .param(code)
                        .query(Long.class)
                        .single())
                .isOne();
        Definition published = definitions.find(AUDITOR, "resource", code);
        assertThat(published.draft()).isNull();
        assertThat(published.current().orElseThrow().text()).isEqualTo(better);
        assertThat(published.events())
                .as("each step has its actor and its leaf")
                .hasSize(7)
                .allSatisfy(event -> assertThat(event.leaf()).isNotNull());
        assertThat(published.allowed()).as("an auditor reads").isEmpty();
        assertThat(page(AUDITOR, path())).contains("第 1 版", "可以了", STEWARD.username());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sharing:         | sharign:            | the key sharign is unknown; the nearest is sharing
            CODE0002         | CODE0001            | comes twice
            name: name       | name: order         | order' is a reserved word of SQL
            table: TABLE     | table: test_conditional | The table test_conditional is that of resource TE5100/000001
            source: test-provider | source: test-consumer | only a department's own source can be published
            provider: test-provider | provider: nobody              | there is no department nobody
            type: NAME       | type: NAMES         | NAMES
            name: name       | name: näme          | must be lower case ASCII
            level: L2        | level: [L2          | line
            """)
    void aFaultIsNamedBeforeAnybodyReviewsIt(String good, String bad, String said) throws Exception {
        String changed = text().replace(named(good), named(bad));
        assertThat(changed).isNotEqualTo(text());
        Answer check = api(post(API + "/resource/check"), STEWARD, Map.of("text", changed));
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.body().toString()).contains(said);
        send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", changed);
        assertThat(catalogue.resource(code)).isEmpty();
    }

    @Test
    void aDraftWithFaultsIsKeptButNotSubmitted() throws Exception {
        String faulty = text().replace("type: NAME", "type: NAMES");
        assertThat(send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", faulty))
                .isEqualTo(302);
        assertThat(page(STEWARD, path())).contains("有 1 处需要改正", "NAMES").doesNotContain("id=\"submit\"");
        assertThat(send(STEWARD, path() + "/submit", "version", version())).isEqualTo(422);
        assertThat(send(STEWARD, path() + "/discard", "version", version())).isEqualTo(302);
        assertThat(api(get(API + "/resource/" + address), STEWARD, null).status())
                .as("a name that nobody published is free again")
                .isEqualTo(404);
    }

    @Test
    void anEditionDoesNotContradictTheOneBefore() throws Exception {
        publish(text());
        String moved =
                text().replace("table: " + table, "table: " + table + "_b").replace("type: NAME", "type: DATE");
        assertThat(send(STEWARD, path() + "/edit", "version", "0", "text", moved))
                .isEqualTo(302);
        assertThat(page(STEWARD, path())).contains("不能改存到", "以前按 NAME 存储", "与现行第 1 版的差别", "type: DATE");
        assertThat(send(STEWARD, path() + "/discard", "version", version())).isEqualTo(302);
        assertThat(catalogue.resource(code)).as("what is in force stays").isPresent();

        String second = text().replace("姓名, en: Name", "名称, en: Called");
        assertThat(send(STEWARD, path() + "/edit", "version", "0", "text", second))
                .isEqualTo(302);
        send(STEWARD, path() + "/submit", "version", version());
        send(OPERATOR, path() + "/publish", "version", version());
        assertThat(page(STEWARD, path() + "/editions/2")).contains("与第 1 版的差别", "名称, en: Called", "姓名, en: Name");
    }

    /** Else who wrote it exchanges what the other one saw for another text of the same version. */
    @Test
    void aVersionThatWasSeenIsNeverThatOfAnotherText() throws Exception {
        send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", text());
        send(STEWARD, path() + "/submit", "version", version());
        String seen = version();
        send(STEWARD, path() + "/return", "version", seen, "comment", "改一改");
        send(STEWARD, path() + "/discard", "version", version());
        send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", text().replace("用一句话说明这里有什么。", "别的。"));
        send(STEWARD, path() + "/submit", "version", version());
        assertThat(send(OPERATOR, path() + "/publish", "version", seen)).isEqualTo(409);
        assertThat(catalogue.resource(code)).isEmpty();
    }

    @Test
    void ofTwoWhoEditAtOnceOneIsTold() throws Exception {
        publish(text());
        String mine = text().replace("label: {zh: 姓名, en: Name}", "label: {zh: 名字, en: Mine}");
        String theirs = text().replace("label: {zh: 姓名, en: Name}", "label: {zh: 名字, en: Theirs}");
        assertThat(send(STEWARD, path() + "/edit", "version", "0", "text", mine))
                .isEqualTo(302);
        MockHttpServletResponse late =
                response(OPERATOR, post(path() + "/edit").param("version", "0").param("text", theirs));
        assertThat(late.getStatus()).isEqualTo(409);
        assertThat(late.getContentAsString(StandardCharsets.UTF_8))
                .as("what was typed stays")
                .contains("Theirs");
        assertThat(definitions.find(STEWARD, "resource", code).draft())
                .isNotNull()
                .extracting(Definition.Draft::text)
                .isEqualTo(mine);
        assertThat(api(
                                put(API + "/resource/" + address + "/draft"),
                                OPERATOR,
                                Map.of("text", theirs, "version", 1_000_000))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aPackDoesNotOverwriteWhatPeopleChanged() throws Exception {
        assertThat(definitions.seed("resource", text())).isTrue();
        String packs = text().replace("用一句话说明这里有什么。", "配置包的第二版。");
        assertThat(definitions.seed("resource", packs)).isTrue();
        assertThat(definitions.find(OPERATOR, "resource", code).editions()).hasSize(2);
        assertThat(definitions.seed("resource", packs))
                .as("again changes nothing")
                .isTrue();
        assertThat(definitions.find(OPERATOR, "resource", code).editions()).hasSize(2);

        String peoples = text().replace("用一句话说明这里有什么。", "部门改过的。");
        send(STEWARD, path() + "/edit", "version", "0", "text", peoples);
        send(STEWARD, path() + "/submit", "version", version());
        send(OPERATOR, path() + "/publish", "version", version());
        assertThat(definitions.seed("resource", packs)).isFalse();
        assertThat(catalogue.resource(code).orElseThrow().summary().zh()).isEqualTo("部门改过的。");
    }

    /** Its text is what its leaf's digest was made of. */
    @Test
    void anEditionStaysAsItIs() throws Exception {
        publish(text());
        String before = edition();
        Answer draft = api(
                put(API + "/resource/" + address + "/draft"),
                STEWARD,
                Map.of("text", text() + "# other\n", "version", 0));
        assertThat(draft.status()).isEqualTo(200);
        assertThat(send(STEWARD, path() + "/submit", "version", version())).isEqualTo(302);
        Answer refused = api(post(API + "/resource/" + address + "/publication"), OPERATOR, version("resource", code));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("Only comments or the order of lines differ from edition 1");
        assertThat(edition()).isEqualTo(before);
    }

    private String edition() {
        return jdbc.sql(
                        "select string_agg(number || text || coalesce(reviewer, '') || leaf, '|') from definition.edition where name = ?")
                .param(code)
                .query(String.class)
                .single();
    }
}
