package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.ConsistencyProof;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerCursor;
import org.yici.app.ledger.LedgerFilter;
import org.yici.app.ledger.LedgerSlice;
import org.yici.app.ledger.LedgerUnavailableException;
import org.yici.app.registry.Freshness;
import org.yici.app.registry.Registry;
import org.yici.app.registry.RegistryRecord;
import org.yici.app.registry.Subjects;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

@PlatformTest
class ClosedWhenInDoubtTest {
    @Autowired
    private SharingRules rules;

    @Autowired
    private GrantStore grantStore;

    @Autowired
    private ConsentStore consentStore;

    @Autowired
    private FrequencyStore frequency;

    @Autowired
    private StandingStore standing;

    @Autowired
    private FrequencyRefusals frequencyRefusals;

    @Autowired
    private ExchangeProperties properties;

    @Autowired
    private Registry registry;

    @Autowired
    private Ledger ledger;

    @Autowired
    private AnswerBody form;

    @Autowired
    private Clock clock;

    @Autowired
    private ClaimedValueStore claimedValueStore;

    @Autowired
    private Identities identities;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Grants grants;

    @Autowired
    private Subjects subjects;

    @Autowired
    private Freshness freshness;

    @Test
    void theRulesAreAskedInTheOrderOfTheirList() {
        List<Rule> asked = Arrays.stream(Rule.values())
                .filter(rule -> rule != Rule.UNAVAILABLE)
                .toList();

        assertThat(rules.inOrder()).extracting(SharingRules.Asked::rule).containsExactlyElementsOf(asked);
    }

    @Test
    void whereARuleCannotBeAskedNothingIsGivenAndNoRuleIsBlamed() {
        SharingRules broken = new SharingRules(
                new BrokenCatalogue(), grantStore, consentStore, frequency, claimedValueStore, properties, subjects);
        Outcome outcome = new GovernedExchange(
                        broken,
                        catalogue,
                        registry,
                        freshness,
                        consentStore,
                        standing,
                        frequencyRefusals,
                        ledger,
                        form,
                        clock)
                .query(request());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.UNAVAILABLE));
    }

    @Test
    void whatCannotBeReadIsRefusedAndLogged() {
        Outcome outcome = new GovernedExchange(
                        rules,
                        catalogue,
                        new BrokenRegistry(),
                        freshness,
                        consentStore,
                        standing,
                        frequencyRefusals,
                        ledger,
                        form,
                        clock)
                .query(request());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(Rule.UNAVAILABLE);
            assertThat(ledger.receipt(refused.receipt().index())).isPresent();
        });
    }

    @Test
    void nothingIsAnsweredWithoutTheLedger() {
        GovernedExchange deaf = new GovernedExchange(
                rules,
                catalogue,
                registry,
                freshness,
                consentStore,
                standing,
                frequencyRefusals,
                new DownLedger(),
                form,
                clock);

        assertThatThrownBy(() -> deaf.query(request())).isInstanceOf(LedgerUnavailableException.class);
    }

    private Request request() {
        TestProvince province = new TestProvince(identities, catalogue, grants, subjects, TestStore.owner());
        UUID subject = province.person().subject();
        return new Request(
                TestProvince.CONSUMER, "system:test", TestProvince.CONDITIONAL, "open", subject, List.of(), null);
    }

    private static final class BrokenCatalogue implements Catalogue {
        @Override
        public List<Resource> resources() {
            throw new IllegalStateException("broken");
        }

        @Override
        public Optional<Resource> resource(String code) {
            throw new IllegalStateException("broken");
        }

        @Override
        public Optional<Resource> newest(String code) {
            throw new IllegalStateException("broken");
        }

        @Override
        public String[] codesOf(String department) {
            throw new IllegalStateException("broken");
        }

        @Override
        public int publish(Resource resource) {
            throw new IllegalStateException("broken");
        }

        @Override
        public List<Label> faults(Resource resource) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void withdraw(String code) {
            throw new IllegalStateException("broken");
        }
    }

    private static final class BrokenRegistry implements Registry {
        @Override
        public Set<String> reservedWords() {
            throw new IllegalStateException("broken");
        }

        @Override
        public void prepare(Resource resource) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void unlink(Resource resource, Item item) {
            throw new IllegalStateException("broken");
        }

        @Override
        public List<RegistryRecord> find(Resource resource, UUID subject, long skip, int limit) {
            throw new IllegalStateException("broken");
        }

        @Override
        public long count(Resource resource, UUID subject) {
            throw new IllegalStateException("broken");
        }

        @Override
        public Optional<RegistryRecord> record(Resource resource, String key) {
            throw new IllegalStateException("broken");
        }

        @Override
        public List<RegistryRecord> together(Resource resource, Item item, String value, int limit) {
            throw new IllegalStateException("broken");
        }

        @Override
        public Set<UUID> subjects(Resource resource, String key) {
            throw new IllegalStateException("broken");
        }

        @Override
        public long count(Resource resource) {
            throw new IllegalStateException("broken");
        }
    }

    private static final class DownLedger implements Ledger {
        @Override
        public Optional<Instant> refused() {
            return Optional.of(Instant.EPOCH);
        }

        @Override
        public Receipt append(Act act) {
            throw new LedgerUnavailableException("down", new IllegalStateException());
        }

        @Override
        public List<Receipt> appendAll(List<Act> acts) {
            throw new LedgerUnavailableException("down", new IllegalStateException());
        }

        @Override
        public Optional<Receipt> receipt(long index) {
            return Optional.empty();
        }

        @Override
        public LedgerSlice entries(LedgerFilter filter, LedgerCursor cursor, int size) {
            return new LedgerSlice(List.of(), false, false);
        }

        @Override
        public ConsistencyProof consistency(long from, long to) {
            throw new IllegalArgumentException("empty");
        }

        @Override
        public String checkpoint() {
            return "";
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public String verifierKey() {
            return "";
        }
    }
}
