package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.exchange.Frequency;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class CasesApiTest {
    private static final String PASSWORD = "case-api-Secret-1";
    private static final User APPLICANT =
            new User("api-applicant", "程序员", Set.of(Role.APPLICANT), null, "511602197001010015");
    private static final User CLERK = new User("api-clerk", "窗口", Set.of(Role.CLERK), "window", null);

    private final ApplicationContext platform;
    private final MockMvc mvc;
    private final JsonMapper json;
    private final Frequency frequency;
    private final JdbcClient jdbc;

    @Autowired
    CasesApiTest(ApplicationContext platform, MockMvc mvc, JsonMapper json) {
        this.platform = platform;
        this.mvc = mvc;
        this.json = json;
        this.frequency = platform.getBean(Frequency.class);
        this.jdbc = platform.getBean(JdbcClient.class);
    }

    @BeforeEach
    void publish() throws Exception {
        CaseworkPack.publish(platform);
        Identities identities = platform.getBean(Identities.class);
        identities.register(APPLICANT, PASSWORD);
        identities.register(CLERK, PASSWORD);
    }

    @Test
    void aProgramAppliesAndIsToldWhatIsWrongAsAProblem() throws Exception {
        String number = open();
        mvc.perform(as(APPLICANT, get("/api/v1/cases/" + number)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("DRAFT"))
                .andExpect(jsonPath("$.form[*].name", hasItem("price")));
        mvc.perform(as(APPLICANT, put("/api/v1/cases/" + number + "/fields")).content("{\"price\": \"1\"}"))
                .andExpect(jsonPath("$.fields.price").value("1"));
        mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/submission"))
                        .content("{}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type", endsWith("wrong-state")));
        mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/consent")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.evidence[*].material", hasItem("title")))
                .andExpect(jsonPath("$.timeline[*].key", hasItem("case.event.consented")));
        mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/submission"))
                        .content("{\"price\": \"-1\"}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type", endsWith("invalid-fields")))
                .andExpect(jsonPath("$.fields.price").value("field.error.money"))
                .andExpect(jsonPath("$.fields.phone").value("field.error.required"));
        mvc.perform(as(APPLICANT, get("/api/v1/cases")))
                .andExpect(jsonPath("$.content[0].number").value(number));
        mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/withdrawal")))
                .andExpect(jsonPath("$.state").value("WITHDRAWN"));
    }

    @Test
    void aMemberThatComesTwiceIsRefused() throws Exception {
        mvc.perform(as(APPLICANT, post("/api/v1/cases"))
                        .content("{\"item\": \"house-sale\", \"item\": \"house-sale\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type", startsWith("urn:yici:problem:")));
    }

    @Test
    void nobodyConsentsAgainAndAgainWithinAMinute() throws Exception {
        String number = open();
        for (int i = 0; i < 20; i++) {
            frequency.admits("consents|" + APPLICANT.actor(), 20);
        }
        mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/consent")))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.type", endsWith("too-often")));
        jdbc.sql("delete from exchange.call_count where counted = ?")
                .param("consents|" + APPLICANT.actor())
                .update();
    }

    /** Also where nothing is handed in, registers are asked about others. */
    @Test
    void nobodyHandsInAgainAndAgainWithinAMinute() throws Exception {
        String number = open();
        for (int i = 0; i < 20; i++) {
            frequency.admits("asking|" + APPLICANT.actor(), 20);
        }
        for (String act : List.of("submission", "confirmation", "renewal")) {
            mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/" + act))
                            .content("{}"))
                    .andExpect(status().isTooManyRequests())
                    .andExpect(header().exists("Retry-After"))
                    .andExpect(jsonPath("$.type", endsWith("too-often")));
        }
        jdbc.sql("delete from exchange.call_count where counted = ?")
                .param("asking|" + APPLICANT.actor())
                .update();
    }

    @Test
    void anActIsDoneOnTheVersionThatTheCallerHasSeenOrNotAtAll() throws Exception {
        String number = open();
        String path = "/api/v1/cases/" + number;
        String seen =
                mvc.perform(as(APPLICANT, get(path))).andReturn().getResponse().getHeader("ETag");
        String then = mvc.perform(as(APPLICANT, put(path + "/fields"))
                        .header("If-Match", "\"41\", " + seen)
                        .content("{\"price\": \"1\"}"))
                .andExpect(status().isOk())
                .andExpect(header().string("ETag", not(seen)))
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        mvc.perform(as(APPLICANT, get(path))).andExpect(header().string("ETag", then));
        for (String act : List.of("consent", "submission", "withdrawal", "confirmation")) {
            mvc.perform(as(APPLICANT, post(path + "/" + act))
                            .header("If-Match", seen)
                            .content("{}"))
                    .andExpect(status().isPreconditionFailed())
                    .andExpect(jsonPath("$.type", endsWith("version-changed")))
                    .andExpect(jsonPath("$.fields.version").value(then.replace("\"", "")))
                    .andExpect(header().string("ETag", then));
        }
        mvc.perform(as(APPLICANT, post(path + "/withdrawal")).header("If-Match", "W/" + then))
                .andExpect(status().isPreconditionFailed());
        mvc.perform(as(APPLICANT, post(path + "/withdrawal")).header("If-Match", "1"))
                .andExpect(status().isBadRequest());
        mvc.perform(as(CLERK, post(path + "/withdrawal")).header("If-Match", seen))
                .andExpect(status().isForbidden());
        mvc.perform(as(APPLICANT, post(path + "/consent")).header("If-Match", "*"))
                .andExpect(status().isOk());
        mvc.perform(as(APPLICANT, post(path + "/withdrawal"))).andExpect(status().isOk());
        mvc.perform(get("/api/v1/openapi").accept(MediaType.APPLICATION_JSON))
                .andExpect(jsonPath(
                        "$.paths['/api/v1/cases/{number}/withdrawal'].post.parameters[*].name", hasItem("If-Match")))
                .andExpect(jsonPath("$.paths['/api/v1/cases/{number}/withdrawal'].post.responses['412']")
                        .exists());
    }

    @Test
    void anotherPersonsCaseIsNotFoundAndTasksAreForStaff() throws Exception {
        String number = open();
        mvc.perform(as(CLERK, get("/api/v1/cases/" + number))).andExpect(status().isNotFound());
        mvc.perform(as(CLERK, get("/api/v1/tasks"))).andExpect(status().isOk());
        mvc.perform(as(CLERK, get("/api/v1/tasks/none"))).andExpect(status().isNotFound());
        mvc.perform(as(CLERK, post("/api/v1/tasks/none/decision")).content("{\"verdict\": \"APPROVE\"}"))
                .andExpect(status().isConflict());
        mvc.perform(as(CLERK, post("/api/v1/tasks/none/decision")).content("{}"))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(as(APPLICANT, get("/api/v1/tasks"))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/cases")).andExpect(status().isUnauthorized());
    }

    @Test
    void aBrowserHearsOfAChangeWithinASecond() throws Exception {
        String number = open();
        MvcResult stream = mvc.perform(get("/cases/" + number + "/events")
                        .with(user(new SignedInUser(APPLICANT, "")))
                        .accept(MediaType.TEXT_EVENT_STREAM))
                .andExpect(request().asyncStarted())
                .andReturn();
        assertThat(stream.getResponse().getContentAsString()).doesNotContain("event:case");
        mvc.perform(as(APPLICANT, post("/api/v1/cases/" + number + "/consent"))).andExpect(status().isOk());
        Instant end = Instant.now().plusSeconds(5);
        while (!stream.getResponse().getContentAsString().contains("event:case\ndata:" + number)) {
            assertThat(Instant.now())
                    .as(stream.getResponse().getContentAsString())
                    .isBefore(end);
            Thread.sleep(20);
        }
        mvc.perform(get("/cases/" + number + "/events")
                        .with(user(new SignedInUser(CLERK, "")))
                        .accept(MediaType.TEXT_EVENT_STREAM))
                .andExpect(status().is4xxClientError());
    }

    private String open() throws Exception {
        String body = mvc.perform(as(APPLICANT, post("/api/v1/cases")).content("{\"item\": \"house-sale\"}"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", startsWith("/api/v1/cases/511602")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return json.readTree(body).path("number").asString();
    }

    private static MockHttpServletRequestBuilder as(User user, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(user.username(), PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }
}
