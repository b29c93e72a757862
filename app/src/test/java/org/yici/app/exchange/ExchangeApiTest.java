package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.CONDITIONAL;
import static org.yici.app.exchange.TestProvince.CONSUMER;
import static org.yici.app.exchange.TestProvince.NOT_SHARED;
import static org.yici.app.exchange.TestProvince.UNCONDITIONAL;
import static org.yici.app.exchange.TestProvince.about;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.PlatformTest;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Keys;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Subjects;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification;
import org.yici.kernel.signature.ContentDigest;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ExchangeApiTest {
    @Autowired
    private Identities identities;

    @Autowired
    private Keys keys;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Grants grants;

    @Autowired
    private Consents consents;

    @Autowired
    private Uses uses;

    @Autowired
    private Subjects subjects;

    @Autowired
    private Ledger ledger;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private TestProvince province;
    private Caller caller;
    private String keyId;

    @BeforeEach
    void aSystemWithAKey() {
        province = new TestProvince(identities, catalogue, grants, subjects, jdbc);
        keyId = "core." + UUID.randomUUID();
        caller = new Caller(port, keyId);
        identities.register(caller.system("test-core", CONSUMER));
    }

    @Test
    void aSignedQueryIsAnsweredMaskedAndProven() {
        Person person = province.person();
        Reply reply = caller.query(about(person, "open"));

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        JsonNode record = reply.record(0);
        assertThat(record.required("values").required("id_no").stringValue())
                .startsWith("5116**********")
                .endsWith(person.citizenId().substring(14));
        assertThat(record.required("values").required("price").stringValue()).isEqualTo("***");
        assertThat(record.required("values").required("name").stringValue()).isEqualTo("王小芳");
        assertThat(record.required("values").required("born").stringValue()).isEqualTo("1990-03-07");
        assertThat(record.required("masked").toString()).isEqualTo("[\"id_no\",\"price\"]");
        assertThat(record.required("values").has("secret")).isFalse();
        assertThat(record.required("provider").stringValue()).isEqualTo("test-provider");
        assertThat(Instant.parse(record.required("source_time").stringValue())).isBefore(Instant.now());
        assertThat(reply.body().toString()).as("anywhere in the reply").doesNotContain(person.citizenId());

        JsonNode details = proven(reply);
        assertThat(reply.entry().required("kind").stringValue()).isEqualTo("QUERY");
        assertThat(details.required("grant").stringValue()).isEqualTo("T-OPEN");
        assertThat(details.required("records").stringValue()).isEqualTo("1");
        assertThat(details.required(AnswerDigest.FIELD).stringValue())
                .isEqualTo(AnswerDigest.sha256(reply.body().required("answer")));
    }

    @Test
    void onlyTheNamedItemsAreGiven() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put("items", List.of("status"));

        assertThat(caller.query(request).record(0).required("values").toString()).isEqualTo("{\"status\":\"normal\"}");
    }

    @Test
    void nobodysRecordsAreAnEmptyAnswer() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        String seventeen = "91511602MA6234567";
        request.put("subject", seventeen + CreditCode.check(seventeen));

        assertThat(caller.query(request).body().required("answer").required("records").size())
                .isZero();
    }

    @Test
    void aCheckSaysYesOrNoAndNothingElse() {
        Person person = province.person();
        Map<String, Object> request = new HashMap<>(about(person, "open"));
        request.put("expect", Map.of("name", "王小芳", "price", "1250000", "secret", "密"));
        Reply yes = caller.check(request);
        request.put("expect", Map.of("name", "王小芳", "secret", "公开"));
        Reply no = caller.check(request);

        assertThat(yes.status()).as(yes.body().toString()).isEqualTo(200);
        assertThat(yes.body().required("answer").required("matches").booleanValue()).isTrue();
        assertThat(no.body().required("answer").required("matches").booleanValue()).isFalse();
        assertThat(no.body().required("answer").propertyNames()).containsExactlyInAnyOrder("resource", "matches", "salt");
        assertThat(proven(no).propertyNames())
                .containsExactlyInAnyOrder("call", "resource", "purpose", "items", "grant", "answer");
        assertThat(no.body().toString()).doesNotContain("王小芳", "1250000", "密", person.citizenId());
    }

    @Test
    void anUnconditionalResourceNeedsNoGrantForWhatDoesLittleHarm() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "any-duty"));
        request.put("resource", UNCONDITIONAL);
        Reply reply = caller.query(request);
        request.put("items", List.of("price"));

        assertThat(reply.record(0).required("values").propertyNames())
                .containsExactlyInAnyOrder("name", "born", "status");
        assertThat(proven(reply).required("grant").stringValue()).isEqualTo("unconditional");
        assertRefused(caller.query(request), 403, "item-not-granted");
    }

    @Test
    void anUnknownResourceIsRefused() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put("resource", "ZZ9999/000001");

        assertRefused(caller.query(request), 404, "unknown-resource");
    }

    @Test
    void whatIsNotSharedIsRefused() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put("resource", NOT_SHARED);

        assertRefused(caller.query(request), 403, "not-shared");
    }

    @Test
    void aDepartmentWithoutGrantIsRefused() {
        Caller stranger = new Caller(port, "stranger." + UUID.randomUUID());
        identities.register(stranger.system("test-strange", "test-stranger"));

        assertRefused(stranger.query(about(province.person(), "open")), 403, "no-grant");
    }

    @Test
    void anExpiredGrantIsRefused() {
        assertRefused(caller.query(about(province.person(), "expired")), 403, "grant-expired");
    }

    @Test
    void anotherPurposeIsRefused() {
        assertRefused(caller.query(about(province.person(), "curiosity")), 403, "purpose-not-granted");
    }

    @Test
    void anItemOutsideTheGrantIsRefused() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "narrow"));
        request.put("items", List.of("name", "price"));
        assertRefused(caller.query(request), 403, "item-not-granted");

        request.put("items", List.of("no_such_item"));
        assertRefused(caller.query(request), 403, "item-not-granted");
    }

    @Test
    void consentWithoutACaseIsRefused() {
        assertRefused(caller.query(about(province.person(), "with-consent")), 422, "case-missing");
    }

    @Test
    void aConsentOpensAndItsRevocationCloses() {
        Person person = province.person();
        Map<String, Object> request = new HashMap<>(about(person, "with-consent"));
        request.put("case", "511602-1");
        request.put("items", List.of("name", "status"));
        assertRefused(caller.query(request), 403, "consent-missing");

        Consent consent = consents.give(
                "account:somebody",
                person.subject(),
                CONSUMER,
                CONDITIONAL,
                List.of("name", "status"),
                "with-consent",
                "511602-1",
                Duration.ofDays(1));
        Reply answered = caller.query(request);
        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        assertThat(proven(answered).required("consent").stringValue())
                .isEqualTo(consent.id().toString());

        request.put("case", "511602-2");
        assertRefused(caller.query(request), 403, "consent-missing");
        request.put("case", "511602-1");
        request.put("items", List.of("name", "born"));
        assertRefused(caller.query(request), 403, "consent-missing");

        request.put("items", List.of("name"));
        assertThat(caller.query(request).status()).isEqualTo(200);
        consents.revoke("account:somebody", person.subject(), consent.id());
        assertRefused(caller.query(request), 403, "consent-missing");
        assertThat(consents.of(person.subject(), 0, 10).content().getFirst().revokedAt())
                .isNotNull();
    }

    @Test
    void anExpiredConsentDoesNotOpen() {
        Person person = province.person();
        consents.give(
                "account:somebody",
                person.subject(),
                CONSUMER,
                CONDITIONAL,
                List.of("name"),
                "with-consent",
                "511602-9",
                Duration.ofNanos(1000));
        Map<String, Object> request = new HashMap<>(about(person, "with-consent"));
        request.put("case", "511602-9");
        request.put("items", List.of("name"));

        assertRefused(caller.query(request), 403, "consent-missing");
    }

    @Test
    void moreCallsThanTheGrantAllowsAreRefused() {
        Person person = province.person();
        assertThat(caller.query(about(person, "slow")).status()).isEqualTo(200);
        assertThat(caller.query(about(person, "slow")).status()).isEqualTo(200);

        assertRefused(caller.query(about(person, "slow")), 429, "too-frequent");
    }

    @Test
    void aRefusalShowsInTheUsesOfTheSubjectAndSoDoesAnAnswer() {
        Person person = province.person();
        caller.query(about(person, "open"));
        Reply refused = caller.query(about(person, "curiosity"));

        List<Uses.Use> seen = uses.of(person.subject(), 0, 10).content();
        assertThat(seen).extracting(Uses.Use::kind).containsExactly("refusal", "query");
        assertThat(seen).extracting(Uses.Use::right).containsExactly("purpose-not-granted", "T-OPEN");
        assertThat(seen).extracting(Uses.Use::actor).containsOnly("system:test-core");
        assertThat(seen).extracting(Uses.Use::consumer).containsOnly(CONSUMER);
        assertThat(seen.getFirst().leaf()).isEqualTo(refused.receipt().index());
        assertThat(seen.getLast().items()).containsExactly("id_no", "name", "born", "price", "status", "secret");
    }

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
        keys.withdraw(keyId);

        assertRefused(caller.query(about(province.person(), "open")), 401, "unknown-key");
    }

    @Test
    void aStaleRequestIsRefused() {
        String body = "{}";
        assertRefused(caller.signed("query", body, Instant.now().minusSeconds(62)).send(), 401, "stale-request");
        assertRefused(caller.signed("query", body, Instant.now().plusSeconds(62)).send(), 401, "stale-request");
    }

    @Test
    void aBodyThatWasChangedOnTheWayIsRefused() {
        Caller.Signed signed = caller.signed("query", about(province.person(), "open"));

        assertRefused(signed.withBody(signed.body().replace("open", "narrow")).send(), 401, "wrong-digest");
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
        assertThat(caller.signed("query", "[" + " ".repeat(70_000) + "]", Instant.now()).send().status())
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
    void anotherPathOfTheExchangeIsDenied() {
        assertThat(caller.signed("grants", Map.of()).send().status()).isEqualTo(403);
    }

    private void assertField(Map<String, ?> request, int status, String field) {
        Reply reply = caller.query(request);
        assertRefused(reply, status, "malformed-request");
        assertThat(reply.body().required("fields").propertyNames()).containsExactly(field);
    }

    private void assertRefused(Reply reply, int status, String rule) {
        assertThat(reply.rule()).as(reply.body().toString()).isEqualTo(rule);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.type()).startsWith("application/problem+json");
        assertThat(reply.body().required("type").stringValue()).isEqualTo("urn:yici:rule:" + rule);
        assertThat(reply.body().required("title").stringValue()).isNotEqualTo(rule);
        assertThat(reply.body().required("detail").stringValue()).isNotBlank();
        assertThat(reply.body().has("answer")).isFalse();
        assertThat(proven(reply).required("rule").stringValue()).isEqualTo(rule);
        assertThat(reply.entry().required("kind").stringValue()).isEqualTo("REFUSAL");
    }

    /** The reply's receipt, proven with nothing but the log's key. */
    private JsonNode proven(Reply reply) {
        Verification verification = ReceiptVerifier.verify(reply.receipt().toJson(), ledger.verifierKey());
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return reply.entry().required("details");
    }
}
