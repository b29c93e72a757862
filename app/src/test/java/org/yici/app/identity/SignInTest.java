package org.yici.app.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.resource.Label;

@PlatformTest
class SignInTest {
    private static final String PASSWORD = "bamo-cudi-317";
    private static final String CITIZEN = "51160219900307901" + CitizenId.check("51160219900307901");

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

    @Test
    void theRightPasswordSignsIn() throws Exception {
        mvc.perform(login(PASSWORD)).andExpect(redirectedUrl("/cases"));
    }

    @Test
    void thePasswordIsKeptOnlyAsASaltedHash() {
        String kept = jdbc.sql("select password_hash from identity.account where username = ?")
                .param(username)
                .query(String.class)
                .single();

        assertThat(kept).startsWith("{bcrypt}$2").doesNotContain(PASSWORD);
    }

    @Test
    void wrongPasswordsAreRecordedAndMakeEvenTheRightOneWait() throws Exception {
        for (int i = 0; i < ThrottledSignIn.FREE_ATTEMPTS; i++) {
            mvc.perform(login("wrong")).andExpect(redirectedUrl("/login?error"));
        }
        mvc.perform(login(PASSWORD)).andExpect(redirectedUrl("/login?error"));
        assertThat(reasons())
                .containsExactly(
                        "wrong-password",
                        "wrong-password",
                        "wrong-password",
                        "wrong-password",
                        "wrong-password",
                        "throttled");

        jdbc.sql(
                        "update identity.sign_in_attempt set last_failure_at = last_failure_at - interval '3 seconds' where username = ?")
                .param(username)
                .update();
        mvc.perform(login(PASSWORD)).andExpect(redirectedUrl("/cases"));
        mvc.perform(login("wrong"));
        mvc.perform(login(PASSWORD)).andExpect(redirectedUrl("/cases"));
    }

    @Test
    void attemptsInParallelAreNoMoreThanThoseOneByOne() throws Exception {
        List<Future<?>> attempts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                attempts.add(threads.submit(() -> mvc.perform(login("wrong")).andReturn()));
            }
        }
        for (Future<?> attempt : attempts) {
            attempt.get();
        }
        assertThat(reasons()).hasSize(40);
        // One or two more if the forty take longer than the wait.
        assertThat(reasons().stream().filter("wrong-password"::equals))
                .hasSizeBetween(ThrottledSignIn.FREE_ATTEMPTS, ThrottledSignIn.FREE_ATTEMPTS + 2);
    }

    @Test
    void nobodyKeepsAKnownDeviceWaitingFromElsewhere() throws Exception {
        Cookie device = mvc.perform(login(PASSWORD)).andReturn().getResponse().getCookie("yici-device");
        assertThat(device)
                .isNotNull()
                .satisfies(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
        for (int i = 0; i < 2 * ThrottledSignIn.FREE_ATTEMPTS; i++) {
            mvc.perform(login("wrong"));
        }
        mvc.perform(login(PASSWORD)).andExpect(redirectedUrl("/login?error"));
        mvc.perform(login(PASSWORD).cookie(device)).andExpect(redirectedUrl("/cases"));
        mvc.perform(login(PASSWORD).cookie(new Cookie("yici-device", device.getValue() + "0")))
                .andExpect(redirectedUrl("/login?error"));
    }

    @Test
    void anotherAddressIsNotKeptWaitingButManyAddressesTogetherAre() throws Exception {
        for (int i = 0; i < ThrottledSignIn.FREE_ATTEMPTS; i++) {
            mvc.perform(from("10.0.0.1", login("wrong")));
        }
        mvc.perform(from("10.0.0.1", login(PASSWORD))).andExpect(redirectedUrl("/login?error"));
        mvc.perform(from("10.0.1.1", login(PASSWORD))).andExpect(redirectedUrl("/cases"));
        jdbc.sql("update identity.sign_in_attempt set failures = ? where username = ? and origin = ?")
                .params(ThrottledSignIn.FREE_FROM_ANYWHERE - 1, username, ThrottledSignIn.ANYWHERE)
                .update();
        mvc.perform(from("10.0.0.9", login("wrong")));
        mvc.perform(from("10.0.1.1", login(PASSWORD))).andExpect(redirectedUrl("/login?error"));
    }

    private static MockHttpServletRequestBuilder from(String address, MockHttpServletRequestBuilder request) {
        return request.with(sent -> {
            sent.setRemoteAddr(address);
            return sent;
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "5, 2", "6, 4", "7, 8", "12, 256", "13, 300", "100, 300"})
    void theWaitDoublesUpToFiveMinutes(int failures, int seconds) {
        assertThat(ThrottledSignIn.waitAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void anUnknownNameIsNotKept() throws Exception {
        mvc.perform(post("/login")
                        .param("username", "my-password-by-mistake")
                        .param("password", "x")
                        .with(csrf()))
                .andExpect(redirectedUrl("/login?error"));

        assertThat(jdbc.sql("select count(*) from identity.sign_in_failure where username = 'my-password-by-mistake'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theNameThatWasTypedIsStillThereAfterAWrongPassword() throws Exception {
        MockHttpSession session = new MockHttpSession();
        mvc.perform(login("wrong").session(session)).andExpect(redirectedUrl("/login?error"));
        mvc.perform(get("/login").param("error", "").session(session))
                .andExpect(content().string(containsString("value=\"" + username + "\"")));
        mvc.perform(get("/login").session(session))
                .andExpect(content().string(not(containsString("value=\"" + username + "\""))));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        mvc.perform(post("/login").param("username", username).param("password", PASSWORD))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/window", "/tasks", "/tasks/1", "/operator", "/cases", "/apply/1", "/my/data", "/not/listed"})
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
        "/actuator/env, OPERATOR, false",
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
    void everyPageCarriesTheContentPolicy() throws Exception {
        mvc.perform(get("/cases"))
                .andExpect(header().string("Content-Security-Policy", PageSecurity.CONTENT_POLICY))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Referrer-Policy", "same-origin"));
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
    void aNameThatNoDatabaseTakesIsRefusedAndCostsNobodyATurn() throws Exception {
        for (int i = 0; i < 2 * ThrottledSignIn.FREE_ATTEMPTS; i++) {
            mvc.perform(get("/api/v1/my/uses").with(sent -> {
                        sent.addHeader(
                                "Authorization",
                                "Basic\t" + Base64.getEncoder().encodeToString((username + "\0:x").getBytes(UTF_8)));
                        return sent;
                    }))
                    .andExpect(status().is4xxClientError());
        }
        mvc.perform(get("/api/v1/my/uses").with(httpBasic(username, PASSWORD))).andExpect(status().isOk());
    }

    @Test
    void aPageOfAnotherSiteCannotUseThePasswordThatABrowserRemembers() throws Exception {
        for (String site : new String[] {"cross-site", "same-site"}) {
            mvc.perform(post("/api/v1/cases/1/withdrawal")
                            .header("Sec-Fetch-Site", site)
                            .with(httpBasic(username, PASSWORD)))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.detail").value(containsString("another site")));
        }
        mvc.perform(post("/api/v1/cases/1/withdrawal").with(httpBasic(username, PASSWORD)))
                .andExpect(jsonPath("$.detail").value(not(containsString("another site"))));
    }

    @Test
    void aSessionLosesTheRolesThatAreTakenAway() throws Exception {
        identities.register(new User(username, "田一", Set.of(Role.CLERK), null, null), PASSWORD);
        MockHttpSession session = new MockHttpSession();
        mvc.perform(login(PASSWORD).session(session)).andExpect(redirectedUrl("/window"));
        mvc.perform(get("/catalogue").session(session)).andExpect(status().isOk());
        assertThat(mvc.perform(get("/window").session(session))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isNotEqualTo(403);

        identities.register(new User(username, "田一", Set.of(Role.APPLICANT), null, CITIZEN), PASSWORD);
        mvc.perform(get("/window").session(session)).andExpect(status().isForbidden());
        mvc.perform(get("/cases").session(session)).andExpect(status().isOk());

        jdbc.sql("delete from identity.account where username = ?")
                .param(username)
                .update();
        mvc.perform(get("/cases").session(session)).andExpect(redirectedUrl("/login"));
    }

    @Test
    void anUnknownApiIsDeniedToEverybody() throws Exception {
        mvc.perform(get("/api/v1/unknown").with(httpBasic(username, PASSWORD))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v2/anything")).andExpect(status().isUnauthorized());
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

    private MockHttpServletRequestBuilder login(String password) {
        return post("/login")
                .param("username", username)
                .param("password", password)
                .with(csrf());
    }

    private List<String> reasons() {
        return jdbc.sql("select reason from identity.sign_in_failure where username = ? order by id")
                .param(username)
                .query(String.class)
                .list();
    }
}
