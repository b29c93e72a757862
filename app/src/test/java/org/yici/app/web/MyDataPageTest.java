package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.AccessLog;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.exchange.TestProvince.Couple;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What government holds about a person, and requests for its correction, through the pages and the API. */
@PlatformTest
class MyDataPageTest {
    private static final String PASSWORD = "wuhe-tofa-285";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc mvc;
    private final AccessLog uses;
    private final JdbcClient jdbc;
    private final Identities identities;
    private final TestProvince province;

    private Couple couple;
    private User husband;

    @Autowired
    MyDataPageTest(MockMvc mvc, ApplicationContext platform) {
        this.mvc = mvc;
        this.uses = platform.getBean(AccessLog.class);
        this.jdbc = TestStore.owner();
        this.identities = platform.getBean(Identities.class);
        this.province = new TestProvince(
                identities,
                platform.getBean(Catalogue.class),
                platform.getBean(Grants.class),
                platform.getBean(Subjects.class),
                jdbc);
    }

    @BeforeEach
    void aMarriage() {
        couple = province.couple();
        husband = citizen(couple.husband());
    }

    @Test
    void aPersonSeesItsOwnValuesWholeAndThoseOfOthersInPart() throws Exception {
        String page = text(html("/my/data", husband));
        assertThat(page)
                .contains("提供方 · 婚姻", "提供方 · 测试资源", "提供方于", "到达平台")
                .contains(couple.husband().citizenId(), "李建国")
                .as("the highest level is the person's own too")
                .contains("密")
                .as("the spouse")
                .contains("王*芳", "51****************", "涉及他人，部分隐去")
                .doesNotContain(couple.wife().citizenId())
                .as("names of tables, codes and pseudonyms")
                .doesNotContain(
                        "test_couple",
                        TestProvince.COUPLES,
                        couple.husband().subject().toString());
        assertThat(html("/my/data?lang=en", husband)).contains("What government holds about me");
    }

    @Test
    void aRecordThatItsDepartmentHasWrittenAnewIsNotShownAsWhatItHoldsNow() throws Exception {
        TestProvince.Person person = province.person();
        User reader = new User(
                "d" + UUID.randomUUID().toString().replace("-", ""),
                "王小芳",
                Set.of(Role.APPLICANT),
                null,
                person.citizenId());
        identities.register(reader, PASSWORD);
        assertThat(html("/my/data", reader)).doesNotContain("更新过这条记录");
        assertThat(json(get("/api/v1/my/data"), reader.username(), 200).toString())
                .doesNotContain("newer_unread\":\"");
        jdbc.sql("""
                        insert into collection.quarantine (resource, source, source_key, position, sequence, rule, item,
                            value, record, edition, source_time)
                        values (?, 'test', ?, 2, 0, 'code.unknown', 'status', '?', '{}', 1, '2026-11-29T08:00:00Z')""").params(TestProvince.CONDITIONAL, person.citizenId()).update();
        try {
            assertThat(html("/my/data", reader)).contains("更新过这条记录", "更新以前的内容");
            assertThat(json(get("/api/v1/my/data"), reader.username(), 200).toString())
                    .contains("newer_unread\":\"2026-11-29T08:00:00Z");
        } finally {
            jdbc.sql("delete from collection.quarantine where source_key = ?")
                    .param(person.citizenId())
                    .update();
        }
        assertThat(html("/my/data", reader)).doesNotContain("更新过这条记录");
    }

    @Test
    void aLookIsAUseThatEverybodyInTheRecordsSees() throws Exception {
        html("/my/data", husband);
        html("/my/data", husband);
        assertThat(uses.of(couple.husband().subject(), 0, 9).content())
                .as("one leaf for what names her too, one for the rest")
                .hasSize(2)
                .allSatisfy(use -> {
                    assertThat(use.right()).isEqualTo("own-data");
                    assertThat(use.named()).isFalse();
                });
        assertThat(uses.of(couple.wife().subject(), 0, 9).content())
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.named()).isTrue();
                    assertThat(use.actor()).isEqualTo("person");
                    assertThat(use.resource())
                            .as("in which other registers he is, is not hers to know")
                            .isEqualTo(TestProvince.COUPLES);
                });
        assertThat(html("/my/uses", husband)).contains("本人</span> · <span>查看自己的数据");
        assertThat(html("/my/uses", citizen(couple.wife())))
                .contains("记录中的另一位当事人")
                .contains("您出现在他人的记录中")
                .doesNotContain(husband.username());
    }

    @Test
    void whoeverIsNamedNowhereIsToldSoAndTheListHasPages() throws Exception {
        TestProvince.Person alone = province.person();
        for (int i = 0; i < 9; i++) {
            jdbc.sql(
                            "insert into registry.test_conditional (_key, _source, _source_time, _position, _sequence, _edition,"
                                    + " _deleted, _subject_id_no, id_no, name) values (?, 'test', now(), 1, 0, 1, false, ?, ?, ?)")
                    .params(UUID.randomUUID().toString(), alone.subject(), alone.citizenId(), "王小芳")
                    .update();
        }
        assertThat(html("/my/data", citizen(alone)).split("class=\"panel held\"", -1))
                .hasSize(11);
        assertThat(html("/my/data?page=2", citizen(alone)).split("class=\"panel held\"", -1))
                .hasSize(3);

        jdbc.sql("update registry.test_conditional set _deleted = true where _subject_id_no = ?")
                .param(alone.subject())
                .update();
        for (String table : List.of("test_unconditional", "test_not_shared")) {
            jdbc.sql("delete from registry." + table + " where _subject_id_no = ?")
                    .param(alone.subject())
                    .update();
        }
        assertThat(html("/my/data", citizen(alone))).contains("没有与您有关的登记数据");
        assertThat(uses.of(alone.subject(), 0, 9).total()).isEqualTo(2);
    }

    @Test
    void aCorrectionIsRecordedListedShownToTheStewardAndWithdrawn() throws Exception {
        String form = formOf("husband_name");
        assertThat(html(form, husband)).contains("李建国", "哪里不对");
        assertThat(ask(form, "名字写错了", "李建囯").getRedirectedUrl()).isEqualTo("/my/corrections");

        String mine = html("/my/corrections", husband);
        assertThat(mine).contains("名字写错了", "李建囯", "已记录，等待部门处理", "/receipts/");
        assertThat(html("/my/data", husband)).contains("已申请更正");
        MockHttpServletResponse again = ask(form, "再说一次", "李建囯");
        assertThat(again.getStatus()).isEqualTo(422);
        assertThat(again.getContentAsString(StandardCharsets.UTF_8)).contains("已经申请过更正", "再说一次");

        User steward = new User("steward-c", "数据管理员", Set.of(Role.STEWARD), TestProvince.PROVIDER, null);
        assertThat(html("/operator/corrections", steward)).contains("名字写错了", "李建国");
        assertThat(uses.of(couple.husband().subject(), 0, 9).content())
                .anySatisfy(use -> assertThat(use.right()).isEqualTo("corrections"));
        User other = new User("steward-d", "数据管理员", Set.of(Role.STEWARD), TestProvince.CONSUMER, null);
        assertThat(html("/operator/corrections", other)).doesNotContain("名字写错了");
        assertThat(perform(get("/operator/corrections"), husband).getStatus()).isEqualTo(403);

        String withdraw = mine.substring(mine.indexOf("/my/corrections/"), mine.indexOf("/withdraw") + 9);
        assertThat(perform(post(withdraw).with(csrf()), citizen(couple.wife())).getStatus())
                .isEqualTo(404);
        assertThat(perform(post(withdraw).with(csrf()), husband).getStatus()).isEqualTo(302);
        assertThat(html("/my/corrections", husband)).contains("已撤回").doesNotContain("/withdraw");
        assertThat(ask(form, "再来", "李建囯").getStatus()).isEqualTo(302);
        assertThat(jdbc.sql("select kind from ledger.leaf where subject = ? and kind = 'CORRECTION'")
                        .param(couple.husband().subject())
                        .query(String.class)
                        .list())
                .hasSize(3);
    }

    @Test
    void aRequestSaysBothThingsInBoundsAboutTheOwnRecordsAlone() throws Exception {
        String form = formOf("status");
        assertThat(ask(form, " ", "已婚").getContentAsString(StandardCharsets.UTF_8))
                .contains("请写明哪里不对");
        assertThat(ask(form, "错", "字".repeat(501)).getContentAsString(StandardCharsets.UTF_8))
                .contains("“应当是什么”最多 500 字");
        assertThat(ask(form, "a\u0007b", "已婚").getStatus()).isGreaterThanOrEqualTo(400);
        String unknown = form.replaceAll("record=[0-9a-f]+", "record=0123456789abcdef");
        assertThat(ask(unknown, "错", "对").getStatus()).isEqualTo(404);
        assertThat(perform(get(URI.create(form)), citizen(couple.wife())).getStatus())
                .as("a record is called otherwise to each person")
                .isEqualTo(404);
    }

    @Test
    void theApiTellsTheSameAndTakesRequests() throws Exception {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        identities.register(
                new User(
                        name,
                        "李建国",
                        Set.of(Role.APPLICANT),
                        null,
                        couple.husband().citizenId()),
                PASSWORD);
        JsonNode data = json(get("/api/v1/my/data"), name, 200);
        JsonNode marriage = data.path("content")
                .valueStream()
                .filter(record -> record.path("resource").asString().equals(TestProvince.COUPLES))
                .findFirst()
                .orElseThrow();
        assertThat(marriage.path("items").toString()).contains("王*芳", "MASKED", "李建国");
        assertThat(marriage.path("source_time").isMissingNode()).isFalse();

        Map<String, String> wanted = Map.of(
                "resource", TestProvince.COUPLES,
                "record", marriage.path("record").asString(),
                "item", "status",
                "wrong", "已离婚",
                "proposed", "divorced");
        JsonNode recorded = json(body(wanted), name, 201);
        assertThat(recorded.path("state").asString()).isEqualTo("recorded");
        assertThat(json(body(wanted), name, 409).path("type").asString())
                .isEqualTo("urn:yici:problem:too-many-corrections");
        assertThat(json(body(Map.of("resource", TestProvince.COUPLES)), name, 422)
                        .path("fields")
                        .propertyNames())
                .contains("wrong", "proposed");
        json(delete("/api/v1/my/corrections/" + recorded.path("id").asString()), name, 204);
        assertThat(json(get("/api/v1/my/corrections"), name, 200)
                        .at("/content/0/state")
                        .asString())
                .isEqualTo("withdrawn");
    }

    private static User citizen(TestProvince.Person person) {
        return new User("c-" + person.citizenId(), "李建国", Set.of(Role.APPLICANT), null, person.citizenId());
    }

    /** The address of the form for an item of the marriage, as the page links to it. */
    private String formOf(String item) throws Exception {
        String page = HtmlUtils.htmlUnescape(html("/my/data", husband));
        int end = page.indexOf("item=" + item + "\"") + 5 + item.length();
        return page.substring(page.lastIndexOf("/my/corrections/new?", end), end);
    }

    private MockHttpServletResponse ask(String form, String wrong, String proposed) throws Exception {
        MockHttpServletRequestBuilder request = post("/my/corrections").with(csrf());
        for (String field : form.substring(form.indexOf('?') + 1).split("&")) {
            String[] parts = field.split("=");
            request.param(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return perform(request.param("wrong", wrong).param("proposed", proposed), husband);
    }

    private MockHttpServletRequestBuilder body(Map<String, String> wanted) {
        return post("/api/v1/my/corrections")
                .contentType(MediaType.APPLICATION_JSON)
                .content(JSON.writeValueAsString(wanted));
    }

    private JsonNode json(MockHttpServletRequestBuilder request, String account, int status) throws Exception {
        MockHttpServletResponse response = mvc.perform(request.with(httpBasic(account, PASSWORD)))
                .andReturn()
                .getResponse();
        String body = response.getContentAsString(StandardCharsets.UTF_8);
        assertThat(response.getStatus()).as(body).isEqualTo(status);
        return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    }

    private String html(String path, User reader) throws Exception {
        MockHttpServletResponse response = perform(get(URI.create(path)), reader);
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private static String text(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("<[^>]+>", ""));
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request, User reader) throws Exception {
        return mvc.perform(request.with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse();
    }
}
