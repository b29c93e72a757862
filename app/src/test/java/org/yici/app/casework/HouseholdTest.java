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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;

/** The deed tax counts the homes of the buyer's household: who declares it, who confirms it, and what changes it. */
class HouseholdTest extends HouseholdScenario {
    @Autowired
    HouseholdTest(ApplicationContext platform, MockMvc pages) {
        super(platform, pages);
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
                        || key.startsWith("case.event.retrieved")
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
        assertThat(see(tax, number).changes())
                .extracting(EvidenceChange::material)
                .containsExactly("buyer-spouse-homes");
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
}
