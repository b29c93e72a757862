package org.yici.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.DraftVersions;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import tools.jackson.databind.json.JsonMapper;

/** A data standard's life, through the API and the pages: items that follow it keep to it, and it stays as they need it. */
@PlatformTest
class StandardsTest {
    private static final String API = "/api/v1/definitions";
    private static final User OPERATOR = new User("operator-st", "运维", Set.of(Role.OPERATOR), null, null);
    private static final User SECOND = new User("second-st", "复核", Set.of(Role.OPERATOR), null, null);
    private static final User STEWARD = new User("steward-st", "治理员", Set.of(Role.STEWARD), "tax", null);
    private static final String STANDARD = """
            code: test-colour
            label: {zh: 颜色, en: Colour}
            document: {zh: 试验规定, en: A test's rule}
            type: CODE
            values:
              red: {zh: 红色, en: red}
              green: {zh: 绿色, en: green}
            """;

    private final ApplicationContext platform;
    private final MockMvc web;
    private final JdbcClient jdbc;
    private final Definitions definitions;
    private final Standards standards;
    private final ItemWords words;

    @Autowired
    StandardsTest(
            ApplicationContext platform,
            MockMvc web,
            JdbcClient jdbc,
            Definitions definitions,
            Standards standards,
            ItemWords words) {
        this.platform = platform;
        this.web = web;
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.standards = standards;
        this.words = words;
    }

    @Test
    void itemsKeepToTheStandardThatTheyFollow() throws Exception {
        CaseworkPack.publish(platform);
        String resource = definitions
                .example("resource")
                .replace("GA5100/000001", "SW5100/000091")
                .replace("table: example", "table: test_coloured")
                .replace("provider: public-security", "provider: tax")
                .replace("{source: public-security", "{source: tax")
                .replaceFirst(
                        "type: NAME", "type: CODE\n    standard: test-colour\n    codes: {\"1\": red, \"2\": green}");
        assertThat(check("resource", resource)).contains("there is no standard test-colour in force");

        assertThat(status(post(API + "/data-standard"), STEWARD, Map.of("text", STANDARD)))
                .as("they are everybody's")
                .isEqualTo(403);
        assertThat(check("data-standard", STANDARD.replace("type: CODE", "type: DATE")))
                .contains("only one of type CODE lists values");
        assertThat(check("data-standard", STANDARD.replace("红色", "\"红\\a色\"")))
                .as("what is written as an escape")
                .contains("a control character, U+0007");
        assertThat(check("data-standard", STANDARD.replace("红色", "\"红\\u202e色\"")))
                .contains("an invisible character, U+202E");
        publish("data-standard", "test-colour", STANDARD);
        assertThat(standards.find("test-colour").orElseThrow().values().keySet())
                .as("in their order")
                .containsExactly("red", "green");

        assertThat(check("resource", resource.replace("\"2\": green", "\"2\": blue")))
                .contains("has no value 'blue'; its values are red, green");
        assertThat(check("resource", resource.replace("    codes: {\"1\": red, \"2\": green}\n", "")))
                .contains("say by codes which value");
        assertThat(check("resource", resource.replace("type: CODE\n    standard", "type: TEXT\n    standard")))
                .contains("is of type CODE, not TEXT");
        publish("resource", "SW5100/000091", resource);
        assertThat(words.of(Locale.CHINA, "SW5100/000091", "name", "green")).isEqualTo("绿色");
        assertThat(words.of(Locale.ENGLISH, "SW5100/000091", "name", "green")).isEqualTo("green");

        assertThat(check("data-standard", STANDARD.replace("  green: {zh: 绿色, en: green}\n", "")))
                .contains("A resource in force needs it", "has no value 'green'");
        String wider = STANDARD + "  blue: {zh: 蓝色, en: blue}\n";
        assertThat(status(put(API + "/data-standard/test-colour/draft"), OPERATOR, Map.of("text", wider, "version", 0)))
                .isEqualTo(200);
        decide("data-standard", "test-colour");
        assertThat(text(post(API + "/data-standard/test-colour/withdrawal"), OPERATOR, Map.of("comment", "不用了")))
                .contains("resource SW5100/000091");

        assertThat(text(get("/catalogue/standards?lang=en"), STEWARD, null))
                .contains("/catalogue/standards/test-colour");
        assertThat(text(get("/catalogue/standards/test-colour?lang=en"), STEWARD, null))
                .contains("Colour", "A test&#39;s rule", "blue", "/catalogue/SW5100/000091");
        assertThat(answer(get("/catalogue/standards/nope"), STEWARD, null).getStatus())
                .isEqualTo(404);
        assertThat(text(get("/catalogue/SW5100/000091?lang=en"), STEWARD, null))
                .contains("Follows the standard: Colour", "/catalogue/standards/test-colour");
    }

    private String check(String kind, String text) throws Exception {
        return text(post(API + "/" + kind + "/check"), OPERATOR, Map.of("text", text));
    }

    private void publish(String kind, String name, String text) throws Exception {
        assertThat(status(post(API + "/" + kind), OPERATOR, Map.of("text", text)))
                .isEqualTo(201);
        decide(kind, name);
    }

    private void decide(String kind, String name) throws Exception {
        String path = API + "/" + kind + "/" + name.replace('/', '.');
        assertThat(status(post(path + "/submission"), OPERATOR, version(kind, name)))
                .isEqualTo(200);
        assertThat(status(post(path + "/publication"), SECOND, version(kind, name)))
                .isEqualTo(200);
    }

    private Map<String, Long> version(String kind, String name) {
        return Map.of("version", DraftVersions.of(jdbc, kind, name));
    }

    private int status(AbstractMockHttpServletRequestBuilder<?> request, User by, Object body) throws Exception {
        return answer(request, by, body).getStatus();
    }

    private String text(AbstractMockHttpServletRequestBuilder<?> request, User by, Object body) throws Exception {
        return answer(request, by, body).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(AbstractMockHttpServletRequestBuilder<?> request, User by, Object body)
            throws Exception {
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .content(JsonMapper.shared().writeValueAsString(body));
        }
        return web.perform(request.header("Accept-Language", "en").with(csrf()).with(user(new SignedInUser(by, ""))))
                .andReturn()
                .getResponse();
    }
}
