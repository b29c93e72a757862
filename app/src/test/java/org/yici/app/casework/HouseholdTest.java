package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.map;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.casework.Case.State;
import org.yici.app.exchange.AccessLog;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The deed tax counts the homes of the buyer's household, of which the seller learns nothing. */
class HouseholdTest extends CaseScenario {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MockMvc pages;
    private User partner;

    @Autowired
    HouseholdTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    @BeforeEach
    void aMarriedBuyer() {
        partner = citizen("欧阳若兰");
        marry(buyer, partner, "2018-08-08");
    }

    @Test
    void theHomesOfSpouseAndChildrenCountAndTheOfficerSeesWhatWasDeclared() {
        title(partner, "77", "current");
        title(buyer, "66", "current");
        String number = forTheBuyer();
        assertThat(cases.confirm(buyer, number, null, naming(partner, "1")).state())
                .isEqualTo(State.AWAITING_PARTY);
        assertThat(cases.of(partner, 0, 10).content()).extracting(Case::number).containsExactly(number);
        seesItselfAndTheBuyerAlone(number);
        cases.consent(partner, number);
        seesItselfAndTheBuyerAlone(number);
        Case confirmed = confirm(partner, number);
        assertThat(confirmed.state()).isEqualTo(State.SUBMITTED);
        assertThat(confirmed.contract()).as("the contract is not the spouse's").isNull();
        assertThat(confirmed.fields()).containsOnlyKeys("buyer-spouse_name", "buyer-spouse_id");
        assertThat(see(buyer, number).contract().agreed()).containsExactly("seller", "buyer");
        approve(clerk, number, "accept");
        approve(titles, number, "examine-title");
        approve(housing, number, "verify-contract");
        Task assess = task(tax, number, "assess-tax");
        assertThat(assess.inputs().getFirst().suggested())
                .as("an own one, one of the spouse, one of a child: 3 % of 860000")
                .isEqualTo("25800");
        assertThat(assess.findings().toString()).contains("Homes of minor children (as the buyer declares)");
        assertThat(see(tax, number).fields()).containsEntry("children_homes", "1");
        approve(tax, number, "assess-tax", "tax", "25800");
        pay(number);
        assertThat(task(registrar, number, "register").findings().toString())
                .as("how many homes the household has is the tax office's to know")
                .doesNotContain("Homes of", "Third home");
        approve(registrar, number, "register");
        Case done = untilState(buyer, number, State.COMPLETED);
        seesItselfAndTheBuyerAlone(number);
        whatIsTheTaxOfficesIsNoOtherDepartments(number);
        whoTakesPartIsNoOfficial(number);
        assertThat(done.result()).extracting(Case.Result::value).contains("25800.00");
        nothingReachesTheSeller(number);
    }

    /** A household member reads no more of a sale than its namer, itself, and how it stands. */
    private void seesItselfAndTheBuyerAlone(String number) {
        Case seen = see(partner, number);
        assertThat(seen.parties()).extracting(CaseParty::role).containsExactly("buyer", "buyer-spouse");
        assertThat(told(seen)).doesNotContain(seller.displayName(), home, "860000");
        assertThat(seen.evidence()).extracting(CaseEvidence::material).allMatch(id -> id.startsWith("buyer-spouse"));
        assertThat(seen.timeline())
                .extracting(CaseEvent::key)
                .allMatch(key -> key.equals("case.event.consented")
                        || key.startsWith("case.event.drawn")
                        || key.equals("case.event.confirmed"));
        assertThat(seen.result()).isEmpty();
        assertThat(seen.reason()).isNull();
    }

    private void whatIsTheTaxOfficesIsNoOtherDepartments(String number) {
        ReceiptReaders receipts = platform.getBean(ReceiptReaders.class);
        Case own = see(tax, number);
        assertThat(own.evidence("buyer-homes").orElseThrow().records()).isPositive();
        assertThat(own.fields()).containsKeys("children_homes", "buyer-spouse_id");
        List<Long> rules = own.timeline().stream()
                .filter(event -> event.key().equals("case.event.rules-decided"))
                .map(CaseEvent::leaf)
                .toList();
        for (User other : List.of(clerk, housing, titles)) {
            Case seen = see(other, number);
            assertThat(seen.fields()).doesNotContainKeys("children_homes", "buyer-spouse_id", "buyer-spouse_name");
            assertThat(told(seen))
                    .as(other.username())
                    .doesNotContain("Third home", "第三套", String.valueOf(partner.citizenId()));
            assertThat(seen.evidence("buyer-homes").orElseThrow().records()).isZero();
            List<Long> hidden = rules.stream()
                    .filter(leaf -> seen.timeline().stream().noneMatch(event -> leaf.equals(event.leaf())))
                    .toList();
            assertThat(hidden).as(other.username()).hasSize(1);
            assertThat(receipts.mayRead(other, hidden.getFirst()))
                    .as(other.username())
                    .isFalse();
            assertThat(receipts.mayRead(tax, hidden.getFirst())).isTrue();
        }
    }

    private void whoTakesPartIsNoOfficial(String number) {
        User both = new User(
                buyer.username(), buyer.displayName(), Set.of(Role.APPLICANT, Role.APPROVER), "tax", buyer.citizenId());
        assertThat(told(see(both, number))).isEqualTo(told(see(buyer, number)));
        ReceiptReaders receipts = platform.getBean(ReceiptReaders.class);
        Case seen = see(buyer, number);
        see(tax, number).timeline().stream()
                .map(CaseEvent::leaf)
                .filter(leaf -> leaf != null && seen.timeline().stream().noneMatch(event -> leaf.equals(event.leaf())))
                .forEach(leaf -> assertThat(receipts.mayRead(both, leaf)).isEqualTo(receipts.mayRead(buyer, leaf)));
    }

    /** What stops the case is told by the party's name; to the seller alike, be it the buyer's consent or the spouse's. */
    @Test
    void theSellerDoesNotLearnWhoseConsentIsGone() {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        cases.consent(partner, number);
        confirm(partner, number);
        approve(clerk, number, "accept");
        approve(titles, number, "examine-title");
        approve(housing, number, "verify-contract");
        task(tax, number, "assess-tax");
        approve(tax, number, "assess-tax", "tax", "8600");
        TestProvince.until("the payment is waited for", () -> see(buyer, number).waits(), waits -> !waits.isEmpty());
        int before = consents(number).size();

        revokeAll(buyer);
        List<Case.Change> ofTheBuyer = untilState(seller, number, State.STOPPED).changes();
        assertThat(cases.consent(buyer, number).state()).isEqualTo(State.IN_PROGRESS);
        int between = consents(number).size();

        revokeAll(partner);
        pay(number);
        List<Case.Change> ofTheSpouse =
                untilState(seller, number, State.STOPPED).changes();
        nothingReachesTheSeller(number);
        assertThat(see(buyer, number).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.text()).contains("The consent of Buyer's spouse was revoked"));
        assertThat(see(partner, number).party("buyer-spouse").orElseThrow().mustConsentAgain())
                .isTrue();
        assertThat(cases.consent(partner, number).state()).isEqualTo(State.IN_PROGRESS);

        assertThat(ofTheSpouse)
                .isEqualTo(ofTheBuyer)
                .singleElement()
                .satisfies(change -> assertThat(change.text()).contains("The consent of another party was revoked"));
        assertThat(consents(number).subList(between, consents(number).size()))
                .isEqualTo(consents(number).subList(before, between))
                .hasSize(2);
        task(registrar, number, "register");
    }

    /** What the seller reads of consents, in time's order. */
    private List<String> consents(String number) {
        return see(seller, number).timeline().stream()
                .filter(event -> event.key().contains("consent"))
                .map(event -> event.key() + event.arguments() + event.actor() + event.department())
                .toList();
    }

    private void nothingReachesTheSeller(String number) {
        Case seen = see(seller, number);
        assertThat(seen.timeline())
                .filteredOn(event -> event.key().equals("case.event.data-arrived"))
                .as("what arrived about the buyer is proven to the buyer")
                .isNotEmpty()
                .allMatch(event -> event.leaf() == null
                        || see(buyer, number).timeline().stream()
                                .noneMatch(own -> event.leaf().equals(own.leaf())));
        assertThat(told(seen))
                .doesNotContain(
                        partner.displayName(),
                        String.valueOf(partner.citizenId()),
                        see(buyer, number)
                                .party("buyer-spouse")
                                .orElseThrow()
                                .subject()
                                .toString(),
                        "children_homes",
                        "25800",
                        "third-or-more");
        assertThat(seen.parties()).extracting(CaseParty::role).containsExactly("seller", "buyer");
        assertThat(seen.item().fields()).extracting(ServiceItem.Field::name).doesNotContain("buyer-spouse_id");
        ReceiptReaders receipts = platform.getBean(ReceiptReaders.class);
        see(buyer, number).timeline().stream()
                .filter(event -> event.leaf() != null)
                .filter(event ->
                        seen.timeline().stream().noneMatch(own -> event.leaf().equals(own.leaf())))
                // The contract that came names the seller too, who reads of that as of all that was read about it.
                .filter(event -> !event.key().equals("case.event.data-arrived"))
                .forEach(event -> {
                    assertThat(receipts.mayRead(seller, event.leaf()))
                            .as(event.key())
                            .isFalse();
                });
        assertThat(seen.timeline())
                .filteredOn(event -> event.leaf() != null)
                .isNotEmpty()
                .allMatch(event -> receipts.mayRead(seller, event.leaf()));
    }

    @Test
    void theSellerIsNeitherAskedNorShownWhileTheSpouseIsWaitedFor() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        Map<String, String> form = form("860000");
        form.putAll(naming(partner, "3"));
        cases.submit(seller, number, form);
        assertThat(see(seller, number).fields()).doesNotContainKeys("children_homes", "buyer-spouse_id");
        cases.consent(buyer, number);
        assertThat(see(buyer, number).fields()).doesNotContainKeys("children_homes", "buyer-spouse_id");
        cases.confirm(buyer, number, null, naming(partner, "0"));
        assertThat(page(seller, get("/cases/" + number)))
                .contains("买方")
                .doesNotContain(partner.displayName(), "买方配偶", "未成年子女");
        assertThat(page(seller, get("/api/v1/cases/" + number)))
                .doesNotContain(partner.displayName(), "buyer-spouse", "children_homes");
        assertThat(page(buyer, get("/cases/" + number))).contains(partner.displayName(), "买方配偶");
    }

    @Test
    void theSpouseReadsWordsOfItsOwnAndNothingOfTheSale() throws Exception {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        assertThat(page(partner, get("/apply/" + number + "/consent")))
                .contains("谁填报了您", buyer.displayName(), "不同意，退出本办件", "由买方重新填报并确认")
                .doesNotContain("退回申请人", "金安大道", "860,000", seller.displayName());
        cases.consent(partner, number);
        assertThat(page(partner, get("/apply/" + number + "/review")))
                .contains("您不是合同当事人", "买方配偶姓名")
                .doesNotContain("您配偶的姓名", "确认交易", "退回申请人");
    }

    @Test
    void aMarriedBuyerWhoNamesNobodyOrSomebodyElseIsToldSoAtTheConfirmation() throws Exception {
        String number = forTheBuyer();
        assertThatThrownBy(() -> confirm(buyer, number))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsOnly(Map.entry("buyer-spouse_id", "field.error.household-needed")));
        assertThatThrownBy(() -> cases.confirm(buyer, number, null, naming(known(citizen("路人甲"), "路人甲"), "0")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsOnly(Map.entry("buyer-spouse_id", "field.error.not-the-partner")));
        assertThatThrownBy(() -> cases.confirm(buyer, number, null, map("children_homes", "-1")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsKey("children_homes"));
        assertThat(see(seller, number).state()).isEqualTo(State.AWAITING_PARTY);
        String asked = page(buyer, get("/apply/" + number + "/review"));
        assertThat(asked).contains("id=\"children_homes\"", "id=\"buyer-spouse_id\"");
        String told = pages.perform(post("/apply/" + number + "/confirm")
                        .with(csrf())
                        .with(user(new SignedInUser(buyer, "")))
                        .param("children_homes", "0"))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(told).contains("婚姻登记显示您有配偶", "href=\"#buyer-spouse_id\"");
    }

    @Test
    void aSpouseWhoDoesNotConsentSendsItBackToTheBuyerAlone() {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        assertThat(cases.decline(partner, number, "我不同意读取"))
                .as("who takes part no more is answered nothing")
                .isEmpty();
        assertThat(cases.find(partner, number)).isEmpty();
        Case back = see(buyer, number);
        assertThat(back.state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(back.party("buyer").orElseThrow().confirmedAt()).isNull();
        assertThat(back.timeline().toString()).contains("我不同意读取");
        assertThat(told(see(seller, number))).doesNotContain("我不同意读取", partner.displayName());
        assertThatThrownBy(() -> confirm(buyer, number)).isInstanceOf(InvalidFieldsException.class);
        cases.confirm(buyer, number, null, naming(partner, "0"));
        cases.consent(partner, number);
        assertThat(confirm(partner, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void aHomeThatTheSpouseBuysInMidCaseStopsItAndTheSellerIsNotToldWhose() {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        cases.consent(partner, number);
        confirm(partner, number);
        title(partner, "99", "current");
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(buyer, number).state()).isEqualTo(State.STOPPED);
        assertThat(see(tax, number).changes()).extracting(Case.Change::material).containsExactly("buyer-spouse-homes");
        assertThat(told(see(seller, number))).doesNotContain("buyer-spouse", "Buyer's spouse", "买方配偶");
        cases.renew(seller, number);
        cases.submit(seller, number, form("860000"));
        cases.confirm(buyer, number, null, naming(partner, "0"));
        assertThat(confirm(partner, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void anotherBuyerTakesNothingOverOfTheHousehold() {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "2"));
        cases.consent(partner, number);
        confirm(partner, number);
        decide(clerk, number, "accept", Task.Verdict.SUPPLEMENT, "请核对买方", Map.of());
        User first = buyer;
        buyer = citizen("蒋文博");
        stream.put(
                "GA5100/000001",
                buyer.citizenId(),
                map("id_no", buyer.citizenId(), "name", buyer.displayName(), "status", "normal"));
        cases.submit(seller, number, form("860000"));
        assertThat(cases.find(first, number)).isEmpty();
        assertThat(cases.find(partner, number)).isEmpty();
        cases.consent(buyer, number);
        assertThat(see(buyer, number).fields()).doesNotContainKeys("children_homes", "buyer-spouse_id");
        assertThat(told(see(buyer, number)))
                .as("what happened about the former buyer's household is not the new one's to know")
                .doesNotContain(partner.displayName(), "Buyer's spouse");
        assertThat(told(see(seller, number))).doesNotContain(partner.displayName(), "Buyer's spouse");
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void whoDeclinesAsOfAHouseholdIsAnsweredNothingByTheApi() throws Exception {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        MockHttpServletResponse answer = pages.perform(post("/api/v1/cases/" + number + "/decline")
                        .with(csrf())
                        .with(user(new SignedInUser(partner, "")))
                        .contentType("application/json")
                        .content("{\"reason\": \"no\"}"))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getContentAsString()).isEmpty();
    }

    @Test
    void afterEachActTheAnswerIsWhatTheUserMaySee() {
        Case opened = cases.open(seller, "house-sale", "");
        String number = opened.number();
        same(opened, see(seller, number));
        same(cases.consent(seller, number), see(seller, number));
        same(cases.submit(seller, number, form("860000")), see(seller, number));
        same(cases.decline(buyer, number, "不是我").orElseThrow(), see(buyer, number));
        Map<String, String> answered = form("860000");
        answered.put("supplement", "请再核对");
        cases.submit(seller, number, answered);
        same(cases.consent(buyer, number), see(buyer, number));
        same(cases.confirm(buyer, number, null, naming(partner, "0")), see(buyer, number));
        same(cases.takeBack(buyer, number), see(buyer, number));
        cases.confirm(buyer, number, null, naming(partner, "0"));
        same(cases.consent(partner, number), see(partner, number));
        same(confirm(partner, number), see(partner, number));
        same(approve(clerk, number, "accept"), see(clerk, number));
        same(cases.withdraw(seller, number), see(seller, number));
    }

    private static void same(Case answer, Case seen) {
        assertThat(shape(answer)).isEqualTo(shape(seen));
    }

    /** What is shown, without times, which the database keeps less finely. */
    private static List<Object> shape(Case seen) {
        return List.of(
                seen.state(),
                seen.parties().stream()
                        .map(party ->
                                List.of(party.role(), party.identifier(), party.name(), party.confirmedAt() == null))
                        .toList(),
                seen.fields(),
                seen.evidence().stream().collect(Collectors.toMap(CaseEvidence::material, CaseEvidence::values)),
                seen.timeline().stream()
                        .map(event -> event.key() + event.arguments() + event.leaf())
                        .toList(),
                String.valueOf(seen.contract()),
                String.valueOf(seen.reason()));
    }

    @Test
    void aSellerCannotTellAMarriedBuyerFromASlowOne() {
        String number = forTheBuyer();
        List<String> married = new ArrayList<>(List.of(outline(number)));
        List<Runnable> acts = List.of(
                () -> cases.confirm(buyer, number, null, naming(partner, "0")),
                () -> cases.decline(partner, number, "我不同意读取"),
                () -> cases.confirm(buyer, number, null, naming(partner, "0")),
                () -> cases.takeBack(buyer, number),
                () -> cases.confirm(buyer, number, null, naming(partner, "0")),
                () -> cases.consent(partner, number),
                () -> confirm(partner, number));
        acts.forEach(act -> {
            act.run();
            married.add(outline(number));
        });
        title(partner, "99", "current");
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        married.add(outline(number));

        buyer = citizen("蒋文博");
        stream.put(
                "GA5100/000001",
                buyer.citizenId(),
                map("id_no", buyer.citizenId(), "name", buyer.displayName(), "status", "normal"));
        home = title(seller, "88.50", "current");
        String slow = forTheBuyer();
        List<String> unmarried = new ArrayList<>(Collections.nCopies(acts.size(), outline(slow)));
        confirm(buyer, slow);
        unmarried.add(outline(slow));
        title(buyer, "99", "current");
        assertThatThrownBy(() -> approve(clerk, slow, "accept")).isInstanceOf(EvidenceChangedException.class);
        unmarried.add(outline(slow));
        assertThat(married).containsExactlyElementsOf(unmarried);
        assertThat(married.getLast()).contains("其他当事人的资料");
    }

    @Test
    void norByTheCasesVersionAndItsStreamOfEvents() throws Exception {
        String number = forTheBuyer();
        long before = see(seller, number).version();
        long ofBuyer = see(buyer, number).version();
        MvcResult stream = pages.perform(get("/cases/" + number + "/events")
                        .with(user(new SignedInUser(seller, "")))
                        .accept(MediaType.TEXT_EVENT_STREAM))
                .andReturn();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        cases.decline(partner, number, "我不同意读取");
        cases.confirm(buyer, number, null, naming(partner, "0"));
        cases.consent(partner, number);
        assertThat(see(seller, number).version())
                .as("nothing that the seller sees")
                .isEqualTo(before);
        assertThat(see(buyer, number).version()).isNotEqualTo(ofBuyer);
        try (SeenVersion ignored = SeenVersion.of(Set.of(ofBuyer))) {
            assertThatThrownBy(() -> cases.takeBack(buyer, number)).isInstanceOf(VersionChangedException.class);
        }
        confirm(partner, number);
        assertThat(see(seller, number).version()).isNotEqualTo(before);
        try (SeenVersion ignored = SeenVersion.of(Set.of(before))) {
            assertThatThrownBy(() -> cases.withdraw(seller, number)).isInstanceOf(VersionChangedException.class);
        }
        String told = "event:case\ndata:" + number;
        Instant end = Instant.now().plusSeconds(5);
        while (!stream.getResponse().getContentAsString().contains(told)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
        assertThat(stream.getResponse().getContentAsString().split(told, -1))
                .as("once: of the buyer's confirmation, which the seller sees")
                .hasSize(2);
    }

    /** All that the seller is answered, without what differs between any two cases: numbers, names, times, indexes, versions. */
    private String outline(String number) {
        Case seen = see(seller, number);
        return Stream.of(
                        seen.state(),
                        seen.parties().stream()
                                .map(party ->
                                        party.role() + (party.consentedAt() != null) + (party.confirmedAt() != null))
                                .toList(),
                        seen.fields().keySet(),
                        seen.evidence().stream()
                                .map(CaseEvidence::material)
                                .sorted()
                                .toList(),
                        seen.timeline().stream()
                                .map(event ->
                                        event.key() + event.arguments() + event.department() + (event.leaf() != null))
                                .toList(),
                        seen.changes(),
                        seen.result(),
                        seen.waits(),
                        String.valueOf(seen.reason()),
                        seen.contract().agreed(),
                        seen.item().fields().stream()
                                .map(ServiceItem.Field::name)
                                .toList())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void norByTheReceiptsOfWhatOfficialsRead() throws Exception {
        String married = forTheBuyer();
        cases.confirm(buyer, married, null, naming(partner, "0"));
        cases.consent(partner, married);
        confirm(partner, married);
        Set<String> ofMarried = readByOfficials(married);

        buyer = citizen("蒋文博");
        stream.put(
                "GA5100/000001",
                buyer.citizenId(),
                map("id_no", buyer.citizenId(), "name", buyer.displayName(), "status", "normal"));
        home = title(seller, "88.50", "current");
        String unmarried = forTheBuyer();
        confirm(buyer, unmarried);
        assertThat(readByOfficials(unmarried)).isEqualTo(ofMarried);
    }

    /** What the seller's receipts of officials' readings say, without what differs between any two. */
    private Set<String> readByOfficials(String number) throws Exception {
        for (User official : List.of(clerk, tax)) {
            page(official, get("/cases/" + number));
            page(official, get("/api/v1/cases/" + number));
        }
        Case seen = see(seller, number);
        List<Long> leaves =
                platform
                        .getBean(AccessLog.class)
                        .of(seen.party("seller").orElseThrow().subject(), 0, 500)
                        .content()
                        .stream()
                        .filter(use -> use.kind().equals("reading") && number.equals(use.caseNumber()))
                        .map(AccessLog.Use::leaf)
                        .toList();
        assertThat(leaves).isNotEmpty();
        Set<String> said = new TreeSet<>();
        for (long leaf : leaves) {
            JsonNode entry = JSON.readTree(
                    Receipt.parse(page(seller, get("/ledger/receipts/" + leaf))).entry());
            said.add(entry.path("actor").asString("") + entry.path("others").size() + entry.path("details"));
        }
        return said;
    }

    @Test
    void whomASpouseKeepsWaitingTakesTheConfirmationBack() throws Exception {
        String number = forTheBuyer();
        assertThat(page(buyer, get("/cases/" + number))).doesNotContain("id=\"take-back\"");
        assertThatThrownBy(() -> cases.takeBack(buyer, number)).isInstanceOf(IllegalCaseStateException.class);
        cases.confirm(buyer, number, null, naming(partner, "2"));
        cases.consent(partner, number);
        assertThat(page(buyer, get("/cases/" + number))).contains("id=\"take-back\"");
        assertThat(page(seller, get("/cases/" + number))).doesNotContain("id=\"take-back\"");
        assertThatThrownBy(() -> cases.takeBack(seller, number)).isInstanceOf(IllegalCaseStateException.class);
        pages.perform(post("/apply/" + number + "/take-back").with(csrf()).with(user(new SignedInUser(buyer, ""))));
        Case back = see(buyer, number);
        assertThat(back.parties()).extracting(CaseParty::role).containsExactly("seller", "buyer");
        assertThat(back.fields()).doesNotContainKey("buyer-spouse_id");
        assertThat(back.contract().agreed()).containsExactly("seller");
        assertThat(back.evidence("buyer-spouse-homes")).isEmpty();
        assertThat(cases.find(partner, number)).isEmpty();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        pages.perform(delete("/api/v1/cases/" + number + "/confirmation")
                .with(csrf())
                .with(user(new SignedInUser(buyer, ""))));
        assertThat(see(buyer, number).party("buyer").orElseThrow().confirmedAt())
                .isNull();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        cases.consent(partner, number);
        assertThat(confirm(partner, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void whatADepartmentApprovedOnIsNotDeclaredOtherwise() {
        User unmarried = citizen("蒋文博");
        stream.put(
                "GA5100/000001",
                unmarried.citizenId(),
                map("id_no", unmarried.citizenId(), "name", unmarried.displayName(), "status", "normal"));
        buyer = unmarried;
        String number = accepted();
        approve(titles, number, "examine-title");
        decide(housing, number, "verify-contract", Task.Verdict.SUPPLEMENT, "请说明", Map.of());
        jdbc.sql("update casework.party set confirmed_at = null where case_number = ? and role = 'buyer'")
                .param(number)
                .update();
        Map<String, String> answered = form("860000");
        answered.put("supplement", "如前");
        assertThat(cases.submit(seller, number, answered).state()).isEqualTo(State.AWAITING_PARTY);
        assertThatThrownBy(() -> cases.confirm(buyer, number, null, map("children_homes", "3")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsOnly(Map.entry("children_homes", "field.error.frozen")));
        assertThat(confirm(buyer, number).state()).isEqualTo(State.IN_PROGRESS);
    }

    /** All of a case but its item, whose declaration is public. */
    private static String told(Case seen) {
        return Stream.of(
                        seen.parties(),
                        seen.fields(),
                        seen.evidence(),
                        seen.timeline(),
                        seen.changes(),
                        seen.result(),
                        seen.waits(),
                        String.valueOf(seen.reason()),
                        String.valueOf(seen.contract()))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private String forTheBuyer() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        cases.consent(buyer, number);
        return number;
    }

    private static Map<String, String> naming(User spouse, String children) {
        return map(
                "buyer-spouse_name",
                spouse.displayName(),
                "buyer-spouse_id",
                spouse.citizenId(),
                "children_homes",
                children);
    }

    private String page(User who, MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request.with(user(new SignedInUser(who, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
