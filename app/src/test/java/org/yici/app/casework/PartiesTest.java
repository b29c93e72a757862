package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consent.Ending;
import org.yici.app.exchange.Consents;
import org.yici.app.exchange.Exchange;
import org.yici.app.exchange.Outcome;
import org.yici.app.exchange.Request;
import org.yici.app.exchange.Rule;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.SubjectLeaves;

/** Who takes part in a case, what they allowed for it, and when that ends. */
class PartiesTest extends PartiesScenario {
    private User another;

    @Autowired
    PartiesTest(ApplicationContext platform, MockMvc pages) {
        super(platform, pages);
    }

    @BeforeEach
    void anotherBuyer() {
        another = citizen("蒋文博");
        known(another, another.displayName());
    }

    @Test
    void whoTakesABuyersPlaceFindsNothingOfTheOneBefore() throws Exception {
        String number = handedIn();
        assertThat(evidence(number)).contains("buyer-identity", "buyer-homes");
        Set<Long> proofs = proofs(buyer, number);
        decide(clerk, number, "accept", Verdict.SUPPLEMENT, "买方有误", Map.of());
        Case changed = cases.submit(seller, number, formFor(another));

        assertThat(changed.state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(keys(changed)).contains("case.event.party-replaced");
        assertThat(evidence(number)).isNotEmpty().noneMatch(material -> material.startsWith("buyer"));
        assertThat(changed.party("buyer").orElseThrow().consentedAt()).isNull();
        assertThat(cases.find(buyer, number)).isEmpty();
        assertThat(consents(buyer, number)).isNotEmpty().allMatch(one -> one.ending() == Ending.PARTY_REPLACED);
        assertThat(consents(seller, number)).isNotEmpty().allMatch(one -> one.revokedAt() == null);
        assertRefused(buyer, number);
        assertThat(page(buyer, get("/my/consents")))
                .contains(number, "您不再是该办件的当事人")
                .doesNotContain("/cases/" + number);
        assertThat(page(buyer, get("/my/uses"))).doesNotContain("/cases/" + number);
        assertThat(page(seller, get("/my/consents"))).contains("/cases/" + number);

        cases.consent(another, number);
        assertThat(see(another, number).timeline())
                .as("what happened about the one before is not the next one's to read")
                .noneMatch(event -> event.actor().equals(buyer.displayName()))
                .noneMatch(event -> proofs.contains(event.leaf()));
        assertThat(see(seller, number).timeline())
                .anyMatch(event -> event.actor().equals(buyer.displayName()));
        assertThat(evidence(number)).contains("buyer-identity");
        assertThat(confirm(another, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void aRuleThatJudgedTheOldBuyerJudgesTheNewOne() {
        String number = accepted();
        List<String> before = told(number);
        assertThat(before).hasSize(1);
        decide(titles, number, "examine-title", Verdict.SUPPLEMENT, "买方有误", Map.of());
        cases.submit(seller, number, formFor(another));
        assertThat(told(number)).isEmpty();
        assertThatThrownBy(() -> approve(housing, number, "verify-contract"))
                .isInstanceOf(IllegalCaseStateException.class);
        cases.consent(another, number);
        assertThat(confirm(another, number).state()).isEqualTo(State.IN_PROGRESS);
        // No household of the new buyer is on record.
        assertThat(told(number)).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void aConsentEndsWithItsCase() throws Exception {
        String withdrawn = handedIn();
        cases.withdraw(seller, withdrawn);
        home = title(seller, "88.50", "current");
        String refused = handedIn();
        decide(clerk, refused, "accept", Verdict.REFUSE, "不符合条件", Map.of());
        for (String number : List.of(withdrawn, refused)) {
            for (User party : List.of(seller, buyer)) {
                assertThat(consents(party, number)).isNotEmpty().allMatch(one -> one.ending() == Ending.CASE_CLOSED);
            }
            assertRefused(buyer, number);
            assertThatThrownBy(() -> cases.consent(buyer, number)).isInstanceOf(IllegalCaseStateException.class);
        }
        assertThat(page(seller, get("/my/consents"))).contains("已随办件结束").doesNotContain("/revoke");
        long ended =
                consents(buyer, withdrawn).size() + consents(buyer, refused).size();
        until(
                "the ledger hears of each end",
                () -> platform
                        .getBean(SubjectLeaves.class)
                        .about(subject(buyer), Set.of(Act.Kind.REVOCATION), 0, 50)
                        .content()
                        .stream()
                        .filter(leaf -> "case-closed".equals(leaf.details().get("why")))
                        .count(),
                count -> count == ended);
    }

    @Test
    void aPartySeesWhatItIsForBeforeItConsents() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        assertThat(page(buyer, get("/apply/" + number + "/consent")))
                .contains("金安大道", "860,000", seller.displayName(), "同意并读取")
                .doesNotContain("无须同意");
    }

    @Test
    void whoeverIsNamedByMistakeDeclinesWithoutConsenting() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        assertThat(page(buyer, get("/cases/" + number)))
                .contains("等您确认", "请您核对并确认")
                .doesNotContain("待对方确认");
        assertThat(page(seller, get("/cases/" + number))).contains("待对方确认");
        assertThatThrownBy(() -> cases.decline(seller, number, "x")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> cases.decline(another, number, "x")).isInstanceOf(NotAllowedException.class);
        assertThat(cases.decline(buyer, number, "不是我").orElseThrow().state()).isEqualTo(State.SUPPLEMENT);
        assertThat(consents(buyer, number)).isEmpty();
        assertThatThrownBy(() -> cases.decline(buyer, number, "不是我")).isInstanceOf(IllegalCaseStateException.class);
        // An answer alone does not make up for the confirmation.
        Map<String, String> answered = form("860000");
        answered.put("supplement", "请再核对");
        assertThat(cases.submit(seller, number, answered).state()).isEqualTo(State.AWAITING_PARTY);
        cases.decline(buyer, number, "不是我");
        assertThat(cases.withdraw(seller, number).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void theSellerHearsOnTheFormThatTheBuyerMustBeSomebodyElse() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        MockHttpServletRequestBuilder filled =
                post("/apply/" + number + "/fill").with(csrf());
        formFor(seller).forEach(filled::param);
        MockHttpServletResponse refused = answer(seller, filled);
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("各方不能是同一个人", "#buyer_id");
    }

    private Map<String, String> formFor(User person) {
        Map<String, String> form = form("860000");
        form.put("buyer_name", person.displayName());
        form.put("buyer_id", String.valueOf(person.citizenId()));
        return form;
    }

    /** The leaves of what was retrieved about somebody. */
    private Set<Long> proofs(User person, String number) {
        return see(person, number).timeline().stream()
                .filter(event -> event.key().startsWith("case.event.retrieved"))
                .map(CaseEvent::leaf)
                .collect(Collectors.toSet());
    }

    private List<String> evidence(String number) {
        return see(clerk, number).evidence().stream()
                .map(CaseEvidence::material)
                .toList();
    }

    /** What the rule about the buyer told the housing department. */
    private List<String> told(String number) {
        return task(housing, number, "verify-contract").findings().stream()
                .filter(finding -> finding.label().zh().startsWith("买方购房资格"))
                .map(Task.Finding::value)
                .toList();
    }

    private List<Consent> consents(User person, String number) {
        return platform.getBean(Consents.class).of(subject(person), 0, 200).content().stream()
                .filter(one -> number.equals(one.caseNumber()))
                .toList();
    }

    private void assertRefused(User person, String number) {
        Outcome outcome = platform.getBean(Exchange.class)
                .query(new Request(
                        "housing",
                        "system:test",
                        "GA5100/000001",
                        "house-sale",
                        subject(person),
                        List.of("name"),
                        number));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Rule.CONSENT_MISSING));
    }
}
