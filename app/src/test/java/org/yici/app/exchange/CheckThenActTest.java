package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.CONDITIONAL;
import static org.yici.app.exchange.TestProvince.CONSUMER;
import static org.yici.app.exchange.TestProvince.COUPLES;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.AtOnce;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Couple;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.postgres.EmbeddedServer;

/**
 * What is checked still holds when the answer's leaf is written. A lock of the test's own on a table holds a request in the middle, so the
 * order of things is certain.
 */
@PlatformTest
class CheckThenActTest extends ExchangeScenario {
    private static final List<String> ITEMS = List.of("id_no", "name", "born", "price", "status", "secret");
    private static final String CASE = "N-race";

    @AfterEach
    void theGrantIsWhatItWas() {
        jdbc.sql("update exchange.access_grant set valid_to = '2099-01-01' where id = 'T-OPEN'")
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "check"})
    void aConsentThatEndsBetweenTheRulesAndTheLeafOpensNothing(String what) throws Exception {
        Person person = province.person();
        Consent consent = give(person, CONDITIONAL, ITEMS, "with-consent");
        Map<String, Object> request = new HashMap<>(TestProvince.about(person, "with-consent"));
        request.put("case", CASE);
        if (what.equals("check")) {
            request.put("expect", Map.of("name", person.name()));
        }
        Reply reply = whileItReads(
                "registry.test_conditional",
                () -> caller.signed(what, request).send(),
                () -> consents.revoke("account:test", person.subject(), consent.id()));

        assertRefused(reply, 403, "consent-missing");
    }

    @Test
    void aGrantThatEndsMeanwhileGivesNothing() throws Exception {
        Person person = province.person();
        Grant open = grants.find(CONSUMER, CONDITIONAL, "open").orElseThrow();
        Reply reply = whileItReads(
                "registry.test_conditional",
                () -> caller.query(TestProvince.about(person, "open")),
                () -> grants.register(ended(open)));

        assertRefused(reply, 403, "grant-expired");
    }

    @Test
    void aRevocationWaitsForTheLeafOfAnAnswerThatIsUnderWay() throws Exception {
        Person person = province.person();
        Consent consent = give(person, CONDITIONAL, ITEMS, "with-consent");
        Map<String, Object> request = new HashMap<>(TestProvince.about(person, "with-consent"));
        request.put("case", CASE);

        assertRevokedAfter(whileTheLedgerWaits(request, person, consent), person);
    }

    @Test
    void soDoesThatOfAnothersConsentByWhichAnItemIsOpen() throws Exception {
        Couple couple = province.couple();
        give(couple.wife(), COUPLES, List.of("wife_name", "husband_name"), "couple");
        Consent his = give(couple.husband(), COUPLES, List.of("husband_name"), "couple");
        Map<String, Object> request = Map.of(
                "resource",
                COUPLES,
                "purpose",
                "couple",
                "subject",
                couple.wife().citizenId(),
                "items",
                List.of("wife_name", "husband_name"),
                "case",
                CASE);
        Reply reply = whileTheLedgerWaits(request, couple.husband(), his);

        assertThat(reply.body().toString()).contains("李建国");
        assertRevokedAfter(reply, couple.husband());
    }

    @Test
    void aConsentIsOneHoweverOftenItIsGivenAndItsEndReachesAllThatOpensTheSame() throws Exception {
        Person person = province.person();
        List<UUID> given = AtOnce.write(
                "exchange.consent",
                Collections.nCopies(
                        2,
                        () -> give(person, CONDITIONAL, ITEMS, "with-consent").id()));
        assertThat(Set.copyOf(given)).hasSize(1);
        Consent narrower = give(person, CONDITIONAL, List.of("name"), "with-consent");
        Map<String, Object> request = new HashMap<>(TestProvince.about(person, "with-consent"));
        request.put("case", CASE);
        request.put("items", List.of("name"));
        assertThat(caller.query(request).status()).isEqualTo(200);

        consents.revoke("account:test", person.subject(), given.getFirst());
        assertRefused(caller.query(request), 403, "consent-missing");
        assertThat(jdbc.sql("select count(*) from ledger.leaf where kind = 'REVOCATION' and subject = ?")
                        .param(person.subject())
                        .query(Long.class)
                        .single())
                .as("%s and %s", given.getFirst(), narrower.id())
                .isEqualTo(2);
    }

    private void assertRevokedAfter(Reply reply, Person person) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(jdbc.sql("select index from ledger.leaf where kind = 'REVOCATION' and subject = ?")
                        .param(person.subject())
                        .query(Long.class)
                        .single())
                .isGreaterThan(reply.receipt().index());
    }

    /** Asks, and while the leaf of the answer waits to be written, revokes a consent. */
    private Reply whileTheLedgerWaits(Map<String, Object> request, Person person, Consent consent) throws Exception {
        CompletableFuture<Reply> answer;
        CompletableFuture<Void> revocation;
        try (Connection test = connection();
                Statement statement = test.createStatement()) {
            test.setAutoCommit(false);
            // Readers pass, the ledger's writer does not.
            statement.execute("lock table ledger.checkpoint in exclusive mode");
            answer = CompletableFuture.supplyAsync(() -> caller.query(request));
            untilWaiting("relation");
            revocation =
                    CompletableFuture.runAsync(() -> consents.revoke("account:test", person.subject(), consent.id()));
            untilWaiting("advisory");
            assertThat(revocation).isNotDone();
            test.rollback();
        }
        revocation.get(20, TimeUnit.SECONDS);
        return answer.get(20, TimeUnit.SECONDS);
    }

    private interface Asking {
        Reply ask();
    }

    /** Asks, and once the rules have passed and the registry is about to be read, does something else first. */
    private Reply whileItReads(String table, Asking asking, Runnable meanwhile) throws Exception {
        CompletableFuture<Reply> answer;
        try (Connection test = connection();
                Statement statement = test.createStatement()) {
            test.setAutoCommit(false);
            statement.execute("lock table " + table + " in access exclusive mode");
            answer = CompletableFuture.supplyAsync(asking::ask);
            untilWaiting("relation");
            meanwhile.run();
            test.rollback();
        }
        return answer.get(20, TimeUnit.SECONDS);
    }

    private void untilWaiting(String lock) {
        Instant end = Instant.now().plusSeconds(20);
        while (jdbc.sql("select count(*) from pg_locks where not granted and locktype = ?")
                        .param(lock)
                        .query(Long.class)
                        .single()
                == 0) {
            assertThat(Instant.now()).as("nobody waits for a lock: " + lock).isBefore(end);
            Thread.onSpinWait();
        }
    }

    private Consent give(Person person, String resource, List<String> items, String purpose) {
        return consents.give(
                "account:test", person.subject(), CONSUMER, resource, items, purpose, CASE, Duration.ofDays(1));
    }

    private static Grant ended(Grant grant) {
        return new Grant(
                grant.id(),
                grant.consumer(),
                grant.resource(),
                grant.items(),
                grant.purpose(),
                grant.purposeLabel(),
                grant.basis(),
                grant.consentNeeded(),
                grant.othersItems(),
                grant.clearance(),
                grant.perMinute(),
                grant.from(),
                grant.from().plusSeconds(1));
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                TestStore.server().url("yici"),
                EmbeddedServer.USER,
                TestStore.server().password());
    }
}
