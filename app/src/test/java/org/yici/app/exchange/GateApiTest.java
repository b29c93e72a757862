package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.CONDITIONAL;
import static org.yici.app.exchange.TestProvince.CONSUMER;
import static org.yici.app.exchange.TestProvince.about;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.signature.ContentDigest;

/** Who is let in. */
@PlatformTest
class GateApiTest extends ExchangeScenario {
    @Test
    void anUnsignedRequestIsRefused() {
        Caller.Signed signed = caller.signed("query", about(province.person(), "open"));

        assertRefused(
                new Caller.Signed(signed.uri(), signed.body(), Map.of("Content-Type", "application/json")).send(),
                401,
                "bad-signature");
    }

    @Test
    void anUnknownKeyIsRefused() {
        Reply reply = new Caller(port, "nobody.1").query(about(province.person(), "open"));

        assertRefused(reply, 401, "unknown-key");
        assertThat(reply.receipt().entry()).doesNotContain("nobody");
    }

    @Test
    void aKnownKeyIdWithAnotherKeyIsRefused() {
        Reply reply = new Caller(port, keyId).query(about(province.person(), "open"));

        assertRefused(reply, 401, "bad-signature");
        assertThat(reply.entry().required("actor").stringValue()).isEqualTo("system:test-core");
    }

    @Test
    void aWithdrawnKeyIsRefused() {
        keys.withdraw(new User("operator-k", "运维", Set.of(Role.OPERATOR), null, null), keyId, "lost");

        assertRefused(caller.query(about(province.person(), "open")), 401, "unknown-key");
    }

    @Test
    void aStaleRequestIsRefused() {
        String body = "{}";
        assertRefused(
                caller.signed("query", body, Instant.now().minusSeconds(62)).send(), 401, "stale-request");
        assertRefused(
                caller.signed("query", body, Instant.now().plusSeconds(62)).send(), 401, "stale-request");
    }

    @Test
    void aBodyThatWasChangedOnTheWayIsRefused() {
        Caller.Signed signed = caller.signed("query", about(province.person(), "open"));

        assertRefused(signed.withBody(signed.body().replace("open", "narrow")).send(), 401, "wrong-digest");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-512, sha-512, 400, unsupported-digest",
        "SHA-384, sha-384, 400, unsupported-digest",
        "MD5, md5, 400, unsupported-digest",
        "SHA-256, SHA-256, 401, bad-signature"
    })
    void aDigestOfAnotherAlgorithmIsNotTakenForAnotherBody(String algorithm, String label, int status, String rule)
            throws NoSuchAlgorithmException {
        String body = caller.signed("query", about(province.person(), "open")).body();
        byte[] digest = MessageDigest.getInstance(algorithm).digest(body.getBytes(StandardCharsets.UTF_8));
        String field = label + "=:" + Base64.getEncoder().encodeToString(digest) + ":";

        assertRefused(caller.signed("query", body, Instant.now(), field).send(), status, rule);
    }

    @Test
    void aBodyChangedTogetherWithItsDigestIsRefused() {
        Caller.Signed signed = caller.signed("query", about(province.person(), "open"));
        String changed = signed.body().replace("open", "narrow");
        String digest = ContentDigest.of(changed.getBytes());

        assertRefused(signed.withBody(changed).with("Content-Digest", digest).send(), 401, "bad-signature");
    }

    @Test
    void aRequestSignedForAQueryIsNotGoodForACheck() {
        Caller.Signed signed = caller.signed("query", about(province.person(), "open"));

        assertRefused(
                new Caller.Signed(signed.uri().resolve("check"), signed.body(), signed.fields()).send(),
                401,
                "bad-signature");
    }

    @Test
    void aReplayedRequestIsRefused() {
        Caller.Signed signed = caller.signed("query", about(province.person(), "open"));
        assertThat(signed.send().status()).isEqualTo(200);

        assertRefused(signed.send(), 409, "replayed");
    }

    @Test
    void aBodyThatIsNotUnderstoodIsRefusedAndNamesTheField() {
        Person person = province.person();
        assertRefused(caller.signed("query", "{", Instant.now()).send(), 400, "malformed-request");
        assertField(Map.of("resource", CONDITIONAL, "purpose", "open"), 400, "subject");
        assertField(Map.of("resource", CONDITIONAL, "purpose", "open", "subject", "511602"), 422, "subject");
        assertField(Map.of("resource", "x", "purpose", "open", "subject", person.citizenId()), 422, "resource");
        Map<String, Object> unknown = new HashMap<>(about(person, "open"));
        unknown.put("limit", 5);
        assertField(unknown, 400, "limit");
        Map<String, Object> wrongItems = new HashMap<>(about(person, "open"));
        wrongItems.put("items", "name");
        assertField(wrongItems, 400, "items");
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() {
        assertThat(caller.signed("query", "[" + " ".repeat(70_000) + "]", Instant.now())
                        .send()
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aSystemCannotAskForAnotherDepartment() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put("consumer", CONSUMER);
        assertThat(caller.query(request).status()).isEqualTo(200);

        request.put("consumer", "test-stranger");
        assertRefused(caller.query(request), 403, "system-not-of-department");
    }

    @Test
    void anotherPathOfTheExchangeIsNotFound() {
        assertThat(caller.signed("grants", Map.of()).send().status()).isEqualTo(404);
    }
}
