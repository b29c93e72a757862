package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.CONSUMER;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.identity.Identities;
import org.yici.app.identity.SystemKeys;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Subjects;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification;
import tools.jackson.databind.JsonNode;

/** What the scenarios of the exchange share: a province, and a system of the consumer with a key of its own for each test. */
abstract class ExchangeScenario {
    @Autowired
    Identities identities;

    @Autowired
    SystemKeys keys;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Grants grants;

    @Autowired
    Consents consents;

    @Autowired
    Exchange exchange;

    @Autowired
    AccessLog uses;

    @Autowired
    Subjects subjects;

    @Autowired
    Ledger ledger;

    final JdbcClient jdbc = TestStore.owner();

    @LocalServerPort
    int port;

    TestProvince province;
    Caller caller;
    String keyId;

    @BeforeEach
    void aSystemWithAKey() {
        province = new TestProvince(identities, catalogue, grants, subjects, jdbc);
        keyId = "core." + UUID.randomUUID();
        caller = new Caller(port, keyId);
        identities.register(caller.system("test-core", CONSUMER));
    }

    void assertField(Map<String, ?> request, int status, String field) {
        Reply reply = caller.query(request);
        assertRefused(reply, status, "malformed-request");
        assertThat(reply.body().required("fields").propertyNames()).containsExactly(field);
    }

    void assertRefused(Reply reply, int status, String rule) {
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
    JsonNode proven(Reply reply) {
        Verification verification = ReceiptVerifier.verify(reply.receipt().toJson(), ledger.verifierKey());
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return reply.entry().required("details");
    }
}
