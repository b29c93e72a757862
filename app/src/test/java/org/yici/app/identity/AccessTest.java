package org.yici.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.resource.Label;

/** Who may open which page and call which part of the API. */
@PlatformTest
class AccessTest {
    private static final String PASSWORD = "bamo-cudi-317";
    private static final String CITIZEN = "51160219900307901" + CitizenId.check("51160219900307901");

    @Autowired
    private List<SecurityFilterChain> chains;

    @Autowired
    private Identities identities;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    private String username;

    @BeforeEach
    void anAccount() {
        username = "t" + UUID.randomUUID().toString().replace("-", "");
        identities.register(new User(username, "田一", Set.of(Role.APPLICANT), null, CITIZEN), PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/live",
                "/health/ready",
                "/css/yici.css",
                "/js/live.js",
                "/img/seal.svg",
                "/fonts/x",
                "/webjars/x",
                "/metrics"
            })
    void whatIsThereWithoutADatabaseLooksUpNoAccount(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        SecurityFilterChain taken = chains.stream()
                .filter(chain -> chain.matches(request))
                .findFirst()
                .orElseThrow();
        assertThat(taken.getFilters()).noneMatch(CurrentAccountFilter.class::isInstance);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        mvc.perform(post("/login").param("username", username).param("password", PASSWORD))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/window", "/tasks", "/tasks/1", "/operator", "/cases", "/cases/none", "/apply/1", "/my/uses"})
    void aPageThatIsNotPublicAsksForSignIn(String path) throws Exception {
        mvc.perform(get(path)).andExpect(redirectedUrl("/login"));
    }

    @ParameterizedTest
    @CsvSource({
        "/window, APPROVER, false",
        "/window/tasks/1, APPLICANT, false",
        "/tasks, CLERK, false",
        "/operator, STEWARD, false",
        "/operator/quarantine, APPROVER, false",
        "/window, CLERK, true",
        "/tasks, APPROVER, true",
        "/operator, OPERATOR, true",
        "/operator/quarantine, STEWARD, true"
    })
    void aPageOpensByRole(String path, Role role, boolean opens) throws Exception {
        int found = mvc.perform(get(path).with(user(signedIn(role))))
                .andReturn()
                .getResponse()
                .getStatus();

        assertThat(found == 403).isNotEqualTo(opens);
    }

    @Test
    void theApiTakesBasicAndNoSession() throws Exception {
        mvc.perform(get("/api/v1/my/uses").with(httpBasic(username, PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.content").isArray())
                .andExpect(jsonPath("$.total").value(0));
        mvc.perform(get("/api/v1/my/uses"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Basic realm=\"yici\", charset=\"UTF-8\""))
                .andExpect(jsonPath("$.type").value("urn:yici:problem:sign-in-needed"));
        mvc.perform(get("/api/v1/my/uses").with(httpBasic(username, "wrong"))).andExpect(status().isUnauthorized());
    }

    @Test
    void aPageOfAnotherSiteCannotUseThePasswordThatABrowserRemembers() throws Exception {
        for (String site : new String[] {"cross-site", "same-site"}) {
            mvc.perform(post("/api/v1/cases/1/withdrawal")
                            .header("Sec-Fetch-Site", site)
                            .with(httpBasic(username, PASSWORD)))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.type").value("urn:yici:problem:not-allowed"))
                    .andExpect(jsonPath("$.detail").value(containsString("无权")));
        }
        // Of a connection that cannot be trusted a browser tells the origin alone.
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost.evil.example"}) {
            mvc.perform(post("/api/v1/cases/1/withdrawal")
                            .header("Host", "localhost")
                            .header("Origin", origin)
                            .with(httpBasic(username, PASSWORD)))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.detail").value(containsString("无权")));
        }
        mvc.perform(post("/api/v1/cases/1/withdrawal")
                        .header("Accept-Language", "en")
                        .header("Host", "localhost")
                        .header("Origin", "http://localhost")
                        .with(httpBasic(username, PASSWORD)))
                .andExpect(jsonPath("$.detail").value(not(containsString("another site"))));
        mvc.perform(post("/api/v1/cases/1/withdrawal")
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Accept-Language", "en")
                        .with(httpBasic(username, PASSWORD)))
                .andExpect(jsonPath("$.detail").value(containsString("another site")));
        mvc.perform(post("/api/v1/cases/1/withdrawal")
                        .header("Accept-Language", "en")
                        .with(httpBasic(username, PASSWORD)))
                .andExpect(jsonPath("$.detail").value(not(containsString("another site"))));
    }

    /** Signed in or not: nobody is asked to sign in for what is not there. */
    @ParameterizedTest
    @ValueSource(strings = {"/not/listed", "/operator/none", "/cases/1/none", "/window/none", "/login/none", "/x.html"})
    void anUnknownPageIsNotFound(String path) throws Exception {
        mvc.perform(get(path)).andExpect(status().isNotFound());
        mvc.perform(get(path).with(user(signedIn(Role.APPLICANT)))).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/unknown", "/api/v2/anything", "/api/v1/exchange/none", "/api/v1/my/none"})
    void anUnknownApiIsNotFound(String path) throws Exception {
        for (MockHttpServletRequestBuilder call :
                List.of(get(path), post(path), get(path).with(httpBasic(username, PASSWORD)))) {
            mvc.perform(call)
                    .andExpect(status().isNotFound())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.type").value("urn:yici:problem:not-found"));
        }
    }

    @Test
    void aProblemIsToldInTheLanguageThatTheProgramAccepts() throws Exception {
        for (String path : List.of("/api/v1/none", "/api/v1/services/none", "/api/v1/my/uses")) {
            String chinese = title(path, "zh-CN,en;q=0.5");
            assertThat(chinese)
                    .containsPattern("\\p{IsHan}")
                    .isEqualTo(title(path, null))
                    .isEqualTo(title(path, "de"));
            assertThat(title(path, "en-GB")).doesNotContainPattern("\\p{IsHan}");
        }
    }

    private String title(String path, @Nullable String accepted) throws Exception {
        MockHttpServletRequestBuilder call = get(path);
        if (accepted != null) {
            call.header("Accept-Language", accepted);
        }
        return JsonPath.read(
                mvc.perform(call).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8), "$.title");
    }

    /** Whether a case is there is told to those who may see it alone. */
    @Test
    void whatExistsButIsClosedIsRefusedAsBefore() throws Exception {
        mvc.perform(get("/api/v1/cases/none")).andExpect(status().isUnauthorized());
        mvc.perform(get("/api/v1/keys").with(httpBasic(username, PASSWORD))).andExpect(status().isForbidden());
    }

    @Test
    void theDescriptionOfTheApiIsPublic() throws Exception {
        mvc.perform(get("/api/v1/openapi"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.paths['/api/v1/exchange/query'].post").exists());
    }

    @Test
    void anOperatorWithdrawsAKeyByTheApiAndNobodyElseMay() throws Exception {
        identities.register(new Department("key-test", new Label("钥匙", "Keys"), "11510000MB00000009"));
        String keyId = "core." + UUID.randomUUID();
        identities.register(new DepartmentSystem(
                "key-test-core",
                "key-test",
                keyId,
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic()));
        String operator = "o" + UUID.randomUUID().toString().replace("-", "");
        identities.register(new User(operator, "运维", Set.of(Role.OPERATOR), null, null), PASSWORD);

        mvc.perform(post("/api/v1/keys/{id}/withdrawal", keyId).with(httpBasic(username, PASSWORD)))
                .andExpect(status().isForbidden());
        assertThat(identities.system(keyId)).isPresent();
        mvc.perform(post("/api/v1/keys/{id}/withdrawal", keyId).with(httpBasic(operator, PASSWORD)))
                .andExpect(status().isNoContent());
        mvc.perform(post("/api/v1/keys/{id}/withdrawal", keyId).with(httpBasic(operator, PASSWORD)))
                .andExpect(status().isNoContent());
        assertThat(identities.system(keyId)).isEmpty();
        mvc.perform(post("/api/v1/keys/nothing/withdrawal").with(httpBasic(operator, PASSWORD)))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/keys?size=200").with(httpBasic(operator, PASSWORD)))
                .andExpect(jsonPath("$.content[?(@.key_id == '" + keyId + "')].withdrawn_at")
                        .isNotEmpty());
        assertThat(jdbc.sql("select count(*) from ledger.leaf where kind = 'REVOCATION' and entry like ?")
                        .param("%" + keyId + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private SignedInUser signedIn(Role role) {
        return new SignedInUser(new User(username, "田一", Set.of(role), null, null), "");
    }
}
