package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.map;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.yici.app.casework.Case.State;
import org.yici.app.exchange.AccessLog;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Of the buyer's household the seller learns nothing: not by pages, data, versions, events or receipts. */
class HouseholdUnseenBySellerTest extends HouseholdScenario {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    HouseholdUnseenBySellerTest(ApplicationContext platform, MockMvc pages) {
        super(platform, pages);
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
        List<EvidenceChange> ofTheBuyer =
                untilState(seller, number, State.STOPPED).changes();
        assertThat(cases.consent(buyer, number).state()).isEqualTo(State.IN_PROGRESS);
        int between = consents(number).size();

        revokeAll(partner);
        pay(number);
        List<EvidenceChange> ofTheSpouse =
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
}
