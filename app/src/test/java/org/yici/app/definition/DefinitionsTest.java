package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of a definition, through the pages and the API. */
@PlatformTest
class DefinitionsTest {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String API = "/api/v1/definitions";
    private static final String PAGE = "/operator/definitions";
    private static final User STEWARD = new User("steward-d", "治理员", Set.of(Role.STEWARD), TestProvince.PROVIDER, null);
    private static final User OPERATOR = new User("operator-d", "运维", Set.of(Role.OPERATOR), null, null);
    private static final User STRANGER =
            new User("stranger-d", "外部门治理员", Set.of(Role.STEWARD), TestProvince.CONSUMER, null);
    private static final User AUDITOR = new User("auditor-d", "审计", Set.of(Role.AUDITOR), null, null);

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Definitions definitions;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Grants grants;

    @Autowired
    private Identities identities;

    @Autowired
    private Subjects subjects;

    private String code = "";
    private String address = "";
    private String table = "";

    @BeforeEach
    void name() {
        new TestProvince(identities, catalogue, grants, subjects, jdbc);
        int serial = SERIAL.incrementAndGet();
        code = "TD5100/%06d".formatted(serial);
        address = code.replace('/', '.');
        table = "test_defined_" + serial;
    }

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
    void whatIsUsedIsNotWithdrawn() throws Exception {
        publish(text());
        grants.register(new Grant(
                "T-DEFINED-" + table,
                TestProvince.CONSUMER,
                code,
                List.of("name"),
                "defined",
                new Label("试验", "Test"),
                "依据",
                false,
                SecurityLevel.L2,
                10,
                Instant.EPOCH,
                Instant.parse("2099-01-01T00:00:00Z")));
        Answer refused = api(post(API + "/resource/" + address + "/withdrawal"), STEWARD, Map.of("comment", "不用了"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("grant T-DEFINED-" + table);

        jdbc.sql("update exchange.access_grant set valid_to = now() where id = ?")
                .param("T-DEFINED-" + table)
                .update();
        assertThat(send(STEWARD, path() + "/withdraw", "reason", "不用了")).isEqualTo(302);
        assertThat(page(STEWARD, path())).contains("拟停用", "不用了");
        assertThat(send(OPERATOR, path() + "/publish", "version", version())).isEqualTo(302);
        assertThat(catalogue.resource(code)).isEmpty();
        assertThat(page(STEWARD, path())).contains("停用");
        assertThat(jdbc.sql("select count(*) from collection.plan where resource = ? and not withdrawn")
                        .param(code)
                        .query(Long.class)
                        .single())
                .as("nothing of it is collected any more")
                .isZero();

        String other = text().replace(code, code.substring(0, 7) + "99" + code.substring(9));
        for (String taken : List.of(table, "subject_key")) {
            assertThat(definitions.check(STEWARD, "resource", other.replace("table: " + table, "table: " + taken)))
                    .as("what was collected is not another resource's, nor what is the platform's")
                    .anyMatch(fault -> fault.text().en().contains("The table " + taken + " is there already"));
        }

        assertThat(send(STEWARD, path() + "/edit", "version", "0", "text", text() + "# 恢复\n"))
                .isEqualTo(302);
        send(STEWARD, path() + "/submit", "version", version());
        send(OPERATOR, path() + "/publish", "version", version());
        assertThat(catalogue.resource(code)).as("published again").isPresent();
        assertThat(definitions
                        .find(STEWARD, "resource", code)
                        .current()
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
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

    @Test
    void aDepartmentStandsInATreeAndIsWithdrawnWhenNobodyUsesIt() throws Exception {
        String bureau = "bureau-" + SERIAL.incrementAndGet();
        User second = new User("operator-e", "运维二", Set.of(Role.OPERATOR), null, null);
        String text = definitions.example("department").replace("example-bureau", bureau);
        String below = text.replace(bureau, bureau + "-b") + "parent: " + bureau + "\n";
        assertThat(api(post(API + "/department"), STEWARD, Map.of("text", text)).status())
                .as("only operators")
                .isEqualTo(403);
        for (String one : List.of(text, below)) {
            String name = one.equals(text) ? bureau : bureau + "-b";
            String path = API + "/department/" + name;
            assertThat(api(post(API + "/department"), OPERATOR, Map.of("text", one))
                            .status())
                    .isEqualTo(201);
            assertThat(api(post(path + "/submission"), OPERATOR, version("department", name))
                            .status())
                    .isEqualTo(200);
            assertThat(api(post(path + "/publication"), OPERATOR, version("department", name))
                            .status())
                    .as("the own draft")
                    .isEqualTo(403);
            assertThat(api(post(path + "/publication"), second, version("department", name))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(identities.departments())
                .anySatisfy(one -> assertThat(one.parent()).isEqualTo(bureau));

        Answer circle =
                api(post(API + "/department/check"), OPERATOR, Map.of("text", text + "parent: " + bureau + "-b\n"));
        assertThat(circle.body().toString()).contains("not below this one");
        Answer used = api(post(API + "/department/" + bureau + "/withdrawal"), OPERATOR, Map.of("comment", "撤并"));
        assertThat(used.status()).isEqualTo(422);
        assertThat(used.body().toString()).contains("the department below, " + bureau + "-b");
        String path = API + "/department/" + bureau + "-b";
        assertThat(api(post(path + "/withdrawal"), OPERATOR, Map.of("comment", "撤并"))
                        .status())
                .isEqualTo(200);
        assertThat(api(post(path + "/publication"), second, version("department", bureau + "-b"))
                        .status())
                .isEqualTo(200);
        assertThat(identities.departments())
                .noneSatisfy(one -> assertThat(one.parent()).isEqualTo(bureau));
        assertThat(identities.department(bureau + "-b"))
                .as("its name stays readable")
                .isPresent();
    }

    @Test
    void othersSeeNothingOfIt() throws Exception {
        publish(text());
        assertThat(api(get(API + "/resource/" + address), STRANGER, null).status())
                .isEqualTo(404);
        assertThat(response(STRANGER, get(path())).getStatus()).isEqualTo(404);
        assertThat(page(STRANGER, PAGE)).doesNotContain(code);
        assertThat(api(put(API + "/resource/" + address + "/draft"), STRANGER, Map.of("text", text(), "version", 0))
                        .status())
                .isEqualTo(403);
        assertThat(api(delete(API + "/resource/" + address + "/draft?version=1"), AUDITOR, null)
                        .status())
                .isEqualTo(403);
        assertThat(api(post(API + "/resource"), AUDITOR, Map.of("text", text())).status())
                .isEqualTo(403);
        User clerk = new User("clerk-d", "窗口", Set.of(Role.CLERK), TestProvince.PROVIDER, null);
        assertThat(response(clerk, get(PAGE)).getStatus()).isEqualTo(403);
        assertThat(api(get(API), clerk, null).status()).isEqualTo(403);
    }

    /** Else one would ask about others' by saying that one's text is nobody's. */
    @Test
    void aTextThatIsNobodysIsComparedWithNothing() throws Exception {
        publish(text());
        String nobodys = text().replace("provider: " + TestProvince.PROVIDER, "provider: nope")
                .replace("table: " + table, "table: another_" + table);
        for (AbstractMockHttpServletRequestBuilder<?> door :
                List.of(post(API + "/resource/check"), post(API + "/resource"))) {
            Answer told = api(door, STRANGER, Map.of("text", nobodys));
            assertThat(told.body().toString())
                    .contains("there is no department nope")
                    .doesNotContain(table, TestProvince.PROVIDER);
        }
        assertThat(api(post(API + "/resource/check"), OPERATOR, Map.of("text", nobodys))
                        .body()
                        .toString())
                .contains("there is no department nope", "cannot move it");
        assertThat(api(post(API + "/resource/check"), STRANGER, Map.of("text", "a: [\n"))
                        .body()
                        .toString())
                .as("a mistake in the form is told all the same")
                .contains("line");
    }

    private void publish(String text) throws Exception {
        assertThat(send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", text))
                .isEqualTo(302);
        assertThat(send(STEWARD, path() + "/submit", "version", version())).isEqualTo(302);
        assertThat(send(OPERATOR, path() + "/publish", "version", version())).isEqualTo(302);
    }

    /** Of the draft, as a page or an answer says it. */
    private String version() {
        return "" + DraftVersions.of(jdbc, "resource", code);
    }

    private Map<String, Long> version(String kind, String name) {
        return Map.of("version", DraftVersions.of(jdbc, kind, name));
    }

    private String text() {
        return definitions
                .example("resource")
                .replace("GA5100/000001", code)
                .replace("table: example", "table: " + table)
                .replace("provider: public-security", "provider: " + TestProvince.PROVIDER)
                .replace("{source: public-security", "{source: " + TestProvince.PROVIDER);
    }

    private String named(String part) {
        return part.replace("TABLE", table).replace("CODE", code);
    }

    private String path() {
        return PAGE + "/resource/" + address;
    }

    private record Answer(int status, JsonNode body) {}

    private Answer api(AbstractMockHttpServletRequestBuilder<?> request, User by, @Nullable Object body)
            throws Exception {
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .content(JsonMapper.shared().writeValueAsString(body));
        }
        MockHttpServletResponse response = response(by, request);
        String text = response.getContentAsString(StandardCharsets.UTF_8);
        return new Answer(response.getStatus(), JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text));
    }

    private String page(User by, String path) throws Exception {
        MockHttpServletResponse response = response(by, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private int send(User by, String path, String... fields) throws Exception {
        AbstractMockHttpServletRequestBuilder<?> request = post(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return response(by, request).getStatus();
    }

    private MockHttpServletResponse response(User by, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return web.perform(request.with(csrf()).with(user(new SignedInUser(by, ""))))
                .andReturn()
                .getResponse();
    }
}
