package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.exchange.TestProvince.CONSUMER;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.AtOnce;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Caller;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.kernel.signature.KeyNames;

/** The life of a system's key on the operator's pages, tried by signed calls. */
@PlatformTest
class SystemKeysPageTest {
    private static final User OPERATOR = new User("operator-keys", "运维", Set.of(Role.OPERATOR), null, null);
    private static final String NEW = "/operator/keys/new";
    private static final String STRANGER = "test-stranger";

    @Autowired
    private MockMvc pages;

    @Autowired
    private Identities identities;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Grants grants;

    @Autowired
    private Subjects subjects;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private TestProvince province;
    private String system;
    private Caller caller;
    private String keyId;

    @BeforeEach
    void aDepartmentMakesAKey() {
        province = new TestProvince(identities, catalogue, grants, subjects, TestStore.owner());
        system = "sys-" + UUID.randomUUID();
        Caller unnamed = new Caller(port, "unnamed");
        keyId = KeyNames.id(system, unnamed.keyPair().getPublic());
        caller = unnamed.named(keyId);
    }

    @Test
    void aKeyIsComparedRegisteredUsedAndWithdrawnAndStopsAtOnce() throws Exception {
        String text = pem("PUBLIC", caller.keyPair().getPublic());
        String fingerprint = KeyNames.fingerprint(caller.keyPair().getPublic());
        MockHttpServletResponse compare = add(text, "");
        assertThat(compare.getContentAsString()).contains(fingerprint, keyId);
        assertThat(query().rule()).as("only looked at").isEqualTo("unknown-key");

        assertThat(add(text, "yes").getRedirectedUrl()).isEqualTo("/operator/keys/" + keyId);
        assertThat(open("/operator/keys/" + keyId)).contains(fingerprint, "从未使用", "有效");
        assertThat(query().status()).isEqualTo(200);
        assertThat(open("/operator/keys/" + keyId)).doesNotContain("从未使用");

        assertThat(withdraw("", "yes").getStatus()).isEqualTo(422);
        assertThat(withdraw("丢失", "").getStatus()).isEqualTo(422);
        assertThat(query().status())
                .as("neither reason nor tick may be missing")
                .isEqualTo(200);
        assertThat(withdraw("服务器丢失", "yes").getStatus()).isEqualTo(302);
        assertThat(query().rule()).isEqualTo("unknown-key");

        String page = open("/operator/keys/" + keyId);
        assertThat(page).contains("已撤销", "服务器丢失", OPERATOR.username()).doesNotContain("withdraw-form");
        assertThat(open("/operator/keys/history")).contains("服务器丢失", keyId);
        assertThat(jdbc.sql("select kind from ledger.leaf where entry like ? order by index")
                        .param("%\"key\":\"" + keyId + "\"%")
                        .query(String.class)
                        .list())
                .containsExactly("PUBLICATION", "REVOCATION");
        assertThat(add(text, "yes").getContentAsString()).as("for good").contains("登记过");
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndGarbageIsNoKeyOfAnotherKind() throws Exception {
        String garbage = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
        MockHttpServletResponse answer = send(
                post(NEW)
                        .with(csrf())
                        .param("system", "Not A Name")
                        .param("department", "nope")
                        .param("key", garbage),
                OPERATOR);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("href=\"#department\"", "href=\"#system\"", "href=\"#public_key\"")
                .contains("看不懂这个公钥")
                .doesNotContain("密钥必须是 Ed25519");
    }

    /** Whoever has a key of a department reads what the department may read. */
    @Test
    void aDepartmentsStewardIsToldOfANewKeyAndWithdrawsItAndNobodyElses() throws Exception {
        add(pem("PUBLIC", caller.keyPair().getPublic()), "yes");
        User steward = new User("steward-keys", "治理员", Set.of(Role.STEWARD), CONSUMER, null);
        User other = new User("steward-others", "外部门治理员", Set.of(Role.STEWARD), "public-security", null);
        String path = "/operator/keys/" + keyId;
        assertThat(open(steward, "/inbox?lang=zh")).contains("登记了本部门系统“" + system + "”的密钥", path);
        assertThat(open(steward, "/operator/keys")).contains(keyId).doesNotContain("new-key");
        assertThat(open(steward, "/operator/keys/history")).contains(keyId);
        assertThat(open(other, "/operator/keys")).doesNotContain(keyId);
        assertThat(open(other, "/inbox")).doesNotContain(keyId);
        assertThat(status(other, get(path))).isEqualTo(404);
        assertThat(status(other, post(path + "/withdrawal").param("reason", "x").param("sure", "yes")))
                .isEqualTo(404);
        assertThat(status(steward, get(NEW))).isEqualTo(403);
        assertThat(query().status()).isEqualTo(200);
        assertThat(status(
                        steward,
                        post(path + "/withdrawal").param("reason", "不是本部门的").param("sure", "yes")))
                .isEqualTo(302);
        assertThat(query().rule()).isEqualTo("unknown-key");
    }

    private String open(User user, String path) throws Exception {
        return send(get(path), user).getContentAsString();
    }

    private int status(User user, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return send(request.with(csrf()), user).getStatus();
    }

    @Test
    void aKeyIsTakenAsJwkToo() throws Exception {
        byte[] x509 = caller.keyPair().getPublic().getEncoded();
        String x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
        String jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}";
        assertThat(add(jwk, "yes").getRedirectedUrl()).isEqualTo("/operator/keys/" + keyId);
        assertThat(query().status()).isEqualTo(200);
    }

    @Test
    void aKeyThatAnInstallerRegistersAgainLastsNoLonger() {
        identities.register(caller.system(system, CONSUMER));
        jdbc.sql("update identity.system_key set valid_to = now() - interval '1 second' where key_id = ?")
                .param(keyId)
                .update();
        identities.register(caller.system(system, CONSUMER));
        assertThat(query().rule()).isEqualTo("unknown-key");
    }

    @Test
    void aPrivateKeyIsRefusedAndNotRepeated() throws Exception {
        String secret = pem("PRIVATE", caller.keyPair().getPrivate());
        MockHttpServletResponse refused = add(secret, "");
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString())
                .contains("这是私钥")
                .doesNotContain(secret.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void whatIsNoKeyIsRefusedByName() throws Exception {
        assertThat(add("hello", "").getContentAsString()).contains("看不懂这个公钥");
        assertThat(add("{\"kty\":\"RSA\"}", "").getContentAsString()).contains("Ed25519");
        String good = pem("PUBLIC", caller.keyPair().getPublic());
        system = "No Name";
        assertThat(add(good, "").getContentAsString()).contains("以字母开头");
    }

    @Test
    void nobodyElseOpensThem() throws Exception {
        for (Role role : Role.values()) {
            if (role != Role.OPERATOR) {
                User other = new User("other-" + role, "其他", Set.of(role), null, null);
                assertThat(send(get("/operator/keys"), other).getStatus()).isEqualTo(role == Role.STEWARD ? 200 : 403);
                assertThat(send(post(NEW).with(csrf()), other).getStatus()).isEqualTo(403);
            }
        }
    }

    @Test
    void theApiTakesAKeyAndTellsItsFingerprint() throws Exception {
        String body = "{\"system\":\"%s\",\"department\":\"%s\",\"public_key\":\"%s\"}"
                .formatted(
                        system,
                        CONSUMER,
                        pem("PUBLIC", caller.keyPair().getPublic()).replace("\n", "\\n"));
        MockHttpServletResponse added = send(
                post("/api/v1/keys").contentType(MediaType.APPLICATION_JSON).content(body), OPERATOR);
        assertThat(added.getStatus()).as(added.getContentAsString()).isEqualTo(201);
        assertThat(added.getContentAsString())
                .contains(KeyNames.fingerprint(caller.keyPair().getPublic()), keyId);
        MockHttpServletResponse again = send(
                post("/api/v1/keys").contentType(MediaType.APPLICATION_JSON).content(body), OPERATOR);
        assertThat(again.getContentAsString()).contains("\"public_key\":\"known\"");
    }

    @Test
    void ofTwoDepartmentsThatNameOneNewSystemAtOnceOneGetsIt() throws Exception {
        List<Integer> answers = AtOnce.write(
                "identity.system",
                List.of(() -> register(system, CONSUMER, fresh()), () -> register(system, STRANGER, fresh())));
        assertThat(answers).containsExactlyInAnyOrder(201, 422);
        assertThat(jdbc.sql("select department from identity.system where name = ?")
                        .param(system)
                        .query(String.class)
                        .single())
                .isEqualTo(answers.getFirst() == 201 ? CONSUMER : STRANGER);
    }

    @Test
    void oneKeyIsOneSystemsHoweverManyHandItInAtOnce() throws Exception {
        String key = fresh();
        List<Callable<Integer>> acts = List.of(
                () -> register(system, CONSUMER, key),
                () -> register(system, CONSUMER, key),
                () -> register(system + "-b", CONSUMER, key));
        assertThat(AtOnce.write("identity.system", acts)).containsExactlyInAnyOrder(201, 422, 422);
        assertThat(jdbc.sql("select count(*) from identity.system_key where system like ?")
                        .param(system + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private int register(String system, String department, String key) throws Exception {
        String body =
                "{\"system\":\"%s\",\"department\":\"%s\",\"public_key\":\"%s\"}".formatted(system, department, key);
        return send(post("/api/v1/keys").contentType(MediaType.APPLICATION_JSON).content(body), OPERATOR)
                .getStatus();
    }

    private String fresh() {
        return pem("PUBLIC", new Caller(port, "fresh").keyPair().getPublic()).replace("\n", "\\n");
    }

    private Caller.Reply query() {
        return caller.query(TestProvince.about(province.person(), "open"));
    }

    private MockHttpServletResponse add(String text, String compared) throws Exception {
        return send(
                post(NEW)
                        .with(csrf())
                        .param("system", system)
                        .param("department", CONSUMER)
                        .param("key", text)
                        .param("compared", compared),
                OPERATOR);
    }

    private MockHttpServletResponse withdraw(String reason, String sure) throws Exception {
        return send(
                post("/operator/keys/" + keyId + "/withdrawal")
                        .with(csrf())
                        .param("reason", reason)
                        .param("sure", sure),
                OPERATOR);
    }

    private String open(String path) throws Exception {
        MockHttpServletResponse answer = send(get(path), OPERATOR);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request, User reader)
            throws Exception {
        return pages.perform(request.with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse();
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN " + kind + " KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END " + kind
                + " KEY-----\n";
    }
}
