package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** The life of a grant on the pages, tried by signed calls of the department that has it. */
@PlatformTest
class GrantPagesTest extends ExchangeScenario {
    private static final User OPERATOR = new User("operator-g", "运维", Set.of(Role.OPERATOR), null, null);
    private static final User GIVER = new User("steward-g", "治理员", Set.of(Role.STEWARD), TestProvince.PROVIDER, null);
    private static final User USER = new User("user-g", "使用方", Set.of(Role.STEWARD), TestProvince.CONSUMER, null);
    private static final User STRANGER = new User("stranger-g", "外方", Set.of(Role.STEWARD), "test-stranger", null);
    private static final String PAGE = "/operator/grants";

    @Autowired
    private MockMvc web;

    private String purpose = "";

    @BeforeEach
    void aPurposeOfItsOwn() {
        purpose = "p-" + UUID.randomUUID();
    }

    @Test
    void aGrantIsGivenNarrowedSuspendedResumedAndEnded() throws Exception {
        assertThat(rule("name")).isEqualTo("purpose-not-granted");
        String id = give(GIVER);
        assertThat(page(OPERATOR, PAGE)).contains(PAGE + "/" + id);
        assertThat(rule("name", "price")).isEqualTo("given");

        assertThat(send(
                        GIVER,
                        PAGE + "/" + id + "/narrow",
                        "items",
                        "name",
                        "clearance",
                        "L2",
                        "per_minute",
                        "20",
                        "to",
                        LocalDate.now().plusDays(10).toString(),
                        "reason",
                        "不需要成交价"))
                .isEqualTo(302);
        assertThat(rule("name", "price")).isEqualTo("item-not-granted");
        assertThat(rule("name")).isEqualTo("given");
        assertThat(send(
                        GIVER,
                        PAGE + "/" + id + "/narrow",
                        "items",
                        "name",
                        "clearance",
                        "L3",
                        "per_minute",
                        "21",
                        "to",
                        LocalDate.now().plusDays(10).toString(),
                        "reason",
                        "放宽"))
                .as("nothing gets more")
                .isEqualTo(422);

        assertThat(send(OPERATOR, PAGE + "/" + id + "/suspend", "reason", "")).isEqualTo(422);
        assertThat(send(OPERATOR, PAGE + "/" + id + "/suspend", "reason", "核查中"))
                .isEqualTo(302);
        assertThat(rule("name")).isEqualTo("grant-suspended");
        assertThat(page(GIVER, PAGE + "/" + id)).contains("已暂停", "核查中").doesNotContain("suspend-open");
        assertThat(page(USER, PAGE + "/" + id))
                .as("who has it reads why")
                .contains("核查中")
                .doesNotContain("resume-open");
        assertThat(send(GIVER, PAGE + "/" + id + "/resume", "reason", "核查完毕")).isEqualTo(302);
        assertThat(rule("name")).isEqualTo("given");

        assertThat(send(GIVER, PAGE + "/" + id + "/end", "reason", "职责调整")).isEqualTo(302);
        assertThat(rule("name")).isEqualTo("grant-expired");
        assertThat(send(GIVER, PAGE + "/" + id + "/resume", "reason", "再给"))
                .as("ended for good")
                .isEqualTo(422);
        assertThat(jdbc.sql("select count(*) from exchange.grant_event where grant_id = ? and leaf >= 0")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
        assertThat(give(GIVER)).as("given again").isNotEqualTo(id);
        assertThat(rule("name", "price")).isEqualTo("given");
    }

    @Test
    void onlyTheProviderAndOperatorsDecide() throws Exception {
        String id = give(OPERATOR);
        for (User other : new User[] {USER, STRANGER}) {
            assertThat(send(other, PAGE + "/" + id + "/end", "reason", "试试"))
                    .as(other.username())
                    .isIn(403, 404);
            assertThat(response(other, offer()).getStatus()).isEqualTo(403);
        }
        assertThat(response(STRANGER, get(PAGE + "/" + id)).getStatus()).isEqualTo(404);
        assertThat(page(STRANGER, PAGE)).doesNotContain(id);
        assertThat(rule("name")).isEqualTo("given");
    }

    @Test
    void whatIsFilledInIsChecked() throws Exception {
        String page = response(
                        GIVER,
                        post(PAGE + "/new")
                                .param("resource", TestProvince.CONDITIONAL)
                                .param("purpose", "Bad Purpose")
                                .param("to", "2020-01-01"))
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("请选择使用部门", "请至少选择一个信息项", "用途代码只能用", "请填写 1 至", "请选择今天或以后的日期", "请填写理由");
        String answer = response(
                        GIVER,
                        post("/api/v1/grants")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"resource\":\"" + TestProvince.NOT_SHARED + "\"}"))
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("not-shared", "urn:yici:problem:invalid-fields");
    }

    private String give(User by) throws Exception {
        MockHttpServletResponse given = response(by, offer());
        assertThat(given.getStatus()).isEqualTo(302);
        return String.valueOf(given.getRedirectedUrl()).replace(PAGE + "/", "");
    }

    private AbstractMockHttpServletRequestBuilder<?> offer() {
        return post(PAGE + "/new")
                .param("resource", TestProvince.CONDITIONAL)
                .param("consumer", TestProvince.CONSUMER)
                .param("items", "name", "price")
                .param("purpose", purpose)
                .param("purpose_zh", "试验")
                .param("purpose_en", "Trial")
                .param("basis", "试验条例第一条")
                .param("clearance", "L3")
                .param("per_minute", "100")
                .param("to", LocalDate.now().plusDays(30).toString())
                .param("reason", "履职需要");
    }

    /** The rule that refuses a query for the items, or "given". */
    private String rule(String... items) {
        Caller.Reply reply = caller.query(Map.of(
                "resource",
                TestProvince.CONDITIONAL,
                "purpose",
                purpose,
                "subject",
                province.person().citizenId(),
                "items",
                List.of(items)));
        return reply.status() == 200 ? "given" : reply.rule();
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
