package org.yici.app.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.kernel.identifier.CitizenId;

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

    @Autowired
    private AccountStore accounts;

    @Autowired
    private SignInAttemptStore attempts;

    @Autowired
    private KnownDevices devices;

    @Autowired
    private PasswordEncoder encoder;

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

    /** What takes the time is the hash: it is made once, whatever the name and whether it waits. */
    @Test
    void asMuchIsHashedForANameThatNobodyHasAsForAnother() {
        AtomicInteger hashed = new AtomicInteger();
        PasswordEncoder counting = new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return encoder.encode(password);
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                hashed.incrementAndGet();
                return encoder.matches(password, hash);
            }
        };
        ThrottledSignIn signIn = new ThrottledSignIn(accounts, attempts, devices, counting, Clock.systemUTC());
        for (int i = 0; i < ThrottledSignIn.FREE_ATTEMPTS + 2; i++) {
            for (String name : List.of(username, "nobody-" + username)) {
                int before = hashed.get();
                assertThatThrownBy(() ->
                                signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, "wrong")))
                        .isInstanceOf(BadCredentialsException.class);
                assertThat(hashed.get() - before).as(name + ", attempt " + i).isEqualTo(1);
            }
        }
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
