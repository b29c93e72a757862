package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A resource of its own for each test, through the pages and the API. */
@PlatformTest
abstract class DefinitionScenario {
    static final AtomicInteger SERIAL = new AtomicInteger();
    static final String API = "/api/v1/definitions";
    static final String PAGE = "/operator/definitions";
    static final User STEWARD = new User("steward-d", "治理员", Set.of(Role.STEWARD), TestProvince.PROVIDER, null);
    static final User OPERATOR = new User("operator-d", "运维", Set.of(Role.OPERATOR), null, null);
    static final User STRANGER = new User("stranger-d", "外部门治理员", Set.of(Role.STEWARD), TestProvince.CONSUMER, null);
    static final User AUDITOR = new User("auditor-d", "审计", Set.of(Role.AUDITOR), null, null);

    @Autowired
    MockMvc web;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Definitions definitions;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Grants grants;

    @Autowired
    Identities identities;

    @Autowired
    Subjects subjects;

    String code = "";
    String address = "";
    String table = "";

    @BeforeEach
    void name() {
        new TestProvince(identities, catalogue, grants, subjects, jdbc);
        int serial = SERIAL.incrementAndGet();
        code = "TD5100/%06d".formatted(serial);
        address = code.replace('/', '.');
        table = "test_defined_" + serial;
    }

    void publish(String text) throws Exception {
        assertThat(send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", text))
                .isEqualTo(302);
        assertThat(send(STEWARD, path() + "/submit", "version", version())).isEqualTo(302);
        assertThat(send(OPERATOR, path() + "/publish", "version", version())).isEqualTo(302);
    }

    /** Of the draft, as a page or an answer says it. */
    String version() {
        return "" + DraftVersions.of(jdbc, "resource", code);
    }

    Map<String, Long> version(String kind, String name) {
        return Map.of("version", DraftVersions.of(jdbc, kind, name));
    }

    String text() {
        return definitions
                .example("resource")
                .replace("GA5100/000001", code)
                .replace("table: example", "table: " + table)
                .replace("provider: public-security", "provider: " + TestProvince.PROVIDER)
                .replace("{source: public-security", "{source: " + TestProvince.PROVIDER);
    }

    String named(String part) {
        return part.replace("TABLE", table).replace("CODE", code);
    }

    String path() {
        return PAGE + "/resource/" + address;
    }

    record Answer(int status, JsonNode body) {}

    Answer api(AbstractMockHttpServletRequestBuilder<?> request, User by, @Nullable Object body) throws Exception {
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .content(JsonMapper.shared().writeValueAsString(body));
        }
        MockHttpServletResponse response = response(by, request);
        String text = response.getContentAsString(StandardCharsets.UTF_8);
        return new Answer(response.getStatus(), JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text));
    }

    String page(User by, String path) throws Exception {
        MockHttpServletResponse response = response(by, get(path));
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    int send(User by, String path, String... fields) throws Exception {
        AbstractMockHttpServletRequestBuilder<?> request = post(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return response(by, request).getStatus();
    }

    MockHttpServletResponse response(User by, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return web.perform(request.with(csrf()).with(user(new SignedInUser(by, ""))))
                .andReturn()
                .getResponse();
    }
}
