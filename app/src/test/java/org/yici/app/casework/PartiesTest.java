package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.registry.Subjects;
import org.yici.app.service.InvalidFieldsException;
import org.yici.kernel.resource.ItemType;

/** Who takes part in a case, what they allowed for it, and when that ends. */
class PartiesTest extends CaseScenario {
    private final MockMvc pages;
    private User another;

    @Autowired
    PartiesTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
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
    void aNameThatIsNotTheRegisteredOneCannotBeConfirmedUntilItIsCorrected() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        // Public security corrects the name after it was compared.
        known(buyer, "邓小燕");
        cases.consent(buyer, number);
        assertThatThrownBy(() -> confirm(buyer, number))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsExactly(Map.entry("buyer_name", "field.error.not-as-registered")));
        MockHttpServletResponse refused =
                answer(buyer, post("/apply/" + number + "/confirm").with(csrf()).param("children_homes", "0"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("登记的姓名不一致", "/apply/" + number + "/decline");
        assertThat(answer(
                                buyer,
                                post("/apply/" + number + "/decline")
                                        .with(csrf())
                                        .param("reason", " "))
                        .getStatus())
                .isEqualTo(422);
        answer(buyer, post("/apply/" + number + "/decline").with(csrf()).param("reason", "姓名写错了"));

        Case back = see(seller, number);
        assertThat(back.state()).isEqualTo(State.SUPPLEMENT);
        assertThat(back.reason()).isEqualTo("姓名写错了");
        assertThat(page(seller, get("/cases/" + number))).contains("姓名写错了", "supplement-send");
        Map<String, String> corrected = form("860000");
        corrected.put("buyer_name", "邓小燕");
        assertThat(cases.submit(seller, number, corrected).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(task(clerk, number, "accept").caseNumber()).isEqualTo(number);
    }

    @Test
    void aNameThatDoesNotBelongToTheCitizenIdIsToldOnTheFormAndNotWhichIsWrong() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        Map<String, String> wrongName = form("860000");
        wrongName.put("buyer_name", "张三");
        Map<String, String> wrongId = form("860000");
        wrongId.put("buyer_id", String.valueOf(citizen("无名").citizenId()));
        for (Map<String, String> wrong : List.of(wrongName, wrongId)) {
            MockHttpServletResponse refused = fill(number, wrong);
            assertThat(refused.getStatus()).isEqualTo(422);
            assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                    .contains("姓名与公民身份号码不一致", "href=\"#buyer_id\"")
                    .doesNotContain("#buyer_name\"");
            assertThatThrownBy(() -> cases.submit(seller, number, wrong))
                    .isInstanceOfSatisfying(
                            InvalidFieldsException.class,
                            e -> assertThat(e.faults()).containsExactly(Map.entry("buyer_id", "field.error.identity")));
        }
        assertThat(leaves(buyer, Act.Kind.CHECK)).as("each try").isEqualTo(2);
        assertThat(leaves(buyer, Act.Kind.QUERY)).as("nothing is read").isZero();
        assertThat(fill(number, form("860000")).getRedirectedUrl()).endsWith("/review");
        assertThat(cases.submit(seller, number, form("860000")).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(leaves(buyer, Act.Kind.CHECK))
                .as("what was right is not asked again")
                .isEqualTo(3);
    }

    @Test
    void aCitizenIdIsNotGuessedFromAName() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        for (int tried = 0; tried < 5; tried++) {
            Map<String, String> guess = form("860000");
            guess.put("buyer_id", String.valueOf(citizen("无名").citizenId()));
            assertThat(fill(number, guess).getContentAsString(StandardCharsets.UTF_8))
                    .contains("姓名与公民身份号码不一致");
        }
        MockHttpServletResponse right = fill(number, form("860000"));
        assertThat(right.getStatus()).isEqualTo(422);
        assertThat(right.getContentAsString(StandardCharsets.UTF_8))
                .contains("24 小时后再试")
                .doesNotContain("不一致，请");
        assertThat(leaves(buyer, Act.Kind.REFUSAL))
                .as("the try that was not answered")
                .isEqualTo(1);
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOf(InvalidFieldsException.class);
        assertThat(see(seller, number).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void triesAtOnceAreNoMoreThanThoseOneByOne() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        CyclicBarrier together = new CyclicBarrier(10);
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, String> guess = form("860000");
            guess.put("buyer_id", String.valueOf(citizen("无名").citizenId()));
            tries.add(() -> {
                together.await();
                return fill(number, guess).getContentAsString(StandardCharsets.UTF_8);
            });
        }
        int answered = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (Future<String> one : threads.invokeAll(tries)) {
                answered += one.get().contains("姓名与公民身份号码不一致") ? 1 : 0;
            }
        }
        assertThat(answered).isBetween(1, 5);
    }

    @Test
    void wrongNamesThatSomebodyTypesKeepNobodyElseOut() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        for (String wrong : List.of("王一", "李二", "张三", "赵四")) {
            Map<String, String> guess = form("860000");
            guess.put("buyer_name", wrong);
            assertThat(fill(number, guess).getContentAsString(StandardCharsets.UTF_8))
                    .contains("姓名与公民身份号码不一致");
        }
        assertThat(fill(number, form("860000")).getRedirectedUrl())
                .as("what may be asked about the buyer is not used up")
                .endsWith("/review");
    }

    @Test
    void aSpousesNameIsComparedToo() throws Exception {
        User spouse = citizen("温如玉");
        marry(seller, spouse, "2010-01-01");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        assertThat(page(seller, get("/apply/" + number + "/fill"))).contains("根据登记信息，须填写", "根据登记信息，不用填写");
        Map<String, String> wrong = form("860000");
        wrong.put("spouse_id", String.valueOf(spouse.citizenId()));
        wrong.put("spouse_name", "温如风");
        assertThat(fill(number, wrong).getContentAsString(StandardCharsets.UTF_8))
                .contains("姓名与公民身份号码不一致", "href=\"#spouse_id\"");
        wrong.put("spouse_name", spouse.displayName());
        assertThat(fill(number, wrong).getRedirectedUrl()).endsWith("/review");
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

    private MockHttpServletResponse fill(String number, Map<String, String> form) throws Exception {
        MockHttpServletRequestBuilder filled =
                post("/apply/" + number + "/fill").with(csrf());
        form.forEach(filled::param);
        return answer(seller, filled);
    }

    private long leaves(User about, Act.Kind kind) {
        return platform.getBean(SubjectLeaves.class)
                .about(subject(about), Set.of(kind), 0, 50)
                .total();
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
                .filter(event -> event.key().startsWith("case.event.drawn"))
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

    private UUID subject(User person) {
        return platform.getBean(Subjects.class).of(ItemType.CITIZEN_ID, String.valueOf(person.citizenId()));
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

    private String page(User reader, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse answer = answer(reader, request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(User reader, MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request.with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse();
    }
}
