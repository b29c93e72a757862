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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.ledger.AnswerDigest;
import tools.jackson.databind.JsonNode;

/** What is answered, and which rule of sharing refuses. */
@Tag("road")
@PlatformTest
class ExchangeApiTest extends ExchangeScenario {
    @Test
    void aSignedQueryIsAnsweredMaskedAndProven() {
        Person person = province.person();
        Reply reply = caller.query(about(person, "open"));

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        JsonNode record = reply.record(0);
        assertThat(record.required("values").required("id_no").stringValue()).isEqualTo("51****************");
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
        assertThat(details.has("records"))
                .as("whoever is named in them reads the entry too")
                .isFalse();
        assertThat(details.required(AnswerDigest.FIELD).stringValue())
                .isEqualTo(AnswerDigest.sha256(reply.body().required("answer")));
    }

    @Test
    void onlyTheNamedItemsAreGiven() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put("items", List.of("status"));

        assertThat(caller.query(request).record(0).required("values").toString())
                .isEqualTo("{\"status\":\"normal\"}");
    }

    @Test
    void nobodysRecordsAreAnEmptyAnswer() {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        String seventeen = "91511602MA6234567";
        request.put("subject", seventeen + CreditCode.check(seventeen));

        assertThat(caller.query(request)
                        .body()
                        .required("answer")
                        .required("records")
                        .size())
                .isZero();
    }

    @Test
    void anAnswerThatDoesNotHoldAllRecordsSaysSoAndACheckSeesThemAll() {
        Person person = province.person();
        Map<String, Object> request = new HashMap<>(about(person, "open"));
        assertThat(caller.query(request)
                        .body()
                        .required("answer")
                        .required("complete")
                        .booleanValue())
                .isTrue();

        jdbc.sql("""
                insert into registry.test_conditional (_key, _source, _source_time, _position, _sequence, _edition, _deleted,
                    _subject_id_no, id_no, name, born, price, status, secret)
                select 'more-' || id_no || n, 'test', now() + interval '1 second', 1, 0, 1, false,
                    _subject_id_no, id_no, '李小芳', born, price, status, secret
                from registry.test_conditional, generate_series(1, 100) n where id_no = ?""").param(person.citizenId()).update();
        JsonNode answer = caller.query(request).body().required("answer");
        assertThat(answer.required("records").size()).isEqualTo(100);
        assertThat(answer.required("complete").booleanValue()).isFalse();
        request.put("expect", Map.of("name", "王小芳"));
        assertThat(caller.check(request)
                        .body()
                        .required("answer")
                        .required("matches")
                        .booleanValue())
                .as("the oldest record is the hundred and first")
                .isTrue();
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
        assertThat(yes.body().required("answer").required("matches").booleanValue())
                .isTrue();
        assertThat(no.body().required("answer").required("matches").booleanValue())
                .isFalse();
        assertThat(no.body().required("answer").propertyNames())
                .containsExactlyInAnyOrder("resource", "matches", "salt");
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
    void aDepartmentsSystemAndThePlatformsCasesDoNotUseUpEachOthersFrequency() {
        Person person = province.person();
        Request ofACase = new Request(
                CONSUMER, "account:clerk", CONDITIONAL, "shared-rate", person.subject(), List.of(), "511602-1");
        Map<String, Object> ofTheSystem = about(person, "shared-rate");
        for (int i = 0; i < 2; i++) {
            assertThat(caller.query(ofTheSystem).status()).isEqualTo(200);
        }
        assertRefused(caller.query(ofTheSystem), 429, "too-frequent");
        for (int i = 0; i < 2; i++) {
            assertThat(exchange.query(ofACase)).as("a case goes on").isInstanceOf(Outcome.Answered.class);
        }
        assertThat(exchange.query(ofACase)).as("at the same rate").isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void moreCallsThanTheGrantAllowsAreRefused() {
        Person person = province.person();
        assertThat(caller.query(about(person, "slow")).status()).isEqualTo(200);
        assertThat(caller.query(about(person, "slow")).status()).isEqualTo(200);

        Reply refused = caller.query(about(person, "slow"));
        assertRefused(refused, 429, "too-frequent");
        // One leaf a minute and caller.
        long leaf = refused.receipt().index();
        long before = ledger.size();
        for (int i = 0; i < 20; i++) {
            // Whatever case it names: anybody may name one.
            Map<String, Object> request = new HashMap<>(about(province.person(), "slow"));
            if (i % 2 == 1) {
                request.put("case", "C-" + i);
            }
            Reply again = caller.query(request);
            assertRefused(again, 429, "too-frequent");
            assertThat(again.receipt().index()).isEqualTo(leaf);
        }
        assertThat(jdbc.sql(
                                "select count(*) from ledger.leaf where kind = 'REFUSAL' and index >= ? and actor = 'system:test-core'")
                        .param(before)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRefusalShowsInTheUsesOfTheSubjectAndSoDoesAnAnswer() {
        Person person = province.person();
        caller.query(about(person, "open"));
        Reply refused = caller.query(about(person, "curiosity"));

        List<AccessLog.Use> seen = uses.of(person.subject(), 0, 10).content();
        assertThat(seen).extracting(AccessLog.Use::kind).containsExactly("refusal", "query");
        assertThat(seen).extracting(AccessLog.Use::right).containsExactly("purpose-not-granted", "T-OPEN");
        assertThat(seen).extracting(AccessLog.Use::actor).containsOnly("system:test-core");
        assertThat(seen).extracting(AccessLog.Use::consumer).containsOnly(CONSUMER);
        assertThat(seen.getFirst().leaf()).isEqualTo(refused.receipt().index());
        assertThat(seen.getLast().items()).containsExactly("id_no", "name", "born", "price", "status", "secret");
    }
}
