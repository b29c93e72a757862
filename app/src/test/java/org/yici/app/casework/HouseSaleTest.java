package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.identity.User;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Subjects;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.ItemType;

@Tag("road")
class HouseSaleTest extends CaseScenario {
    @Autowired
    HouseSaleTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void aHomeIsSoldThroughThreeDepartmentsWithoutAPaper() {
        String second = title(seller, "120", "current");
        title(seller, "60", "cancelled");
        String number = cases.open(seller, "house-sale", "").number();
        assertThat(number).matches("511602[0-9]{8}[0-9]{6}");

        Case draft = cases.consent(seller, number);
        assertThat(draft.evidence("title").orElseThrow().status()).isEqualTo(Status.RETRIEVED);
        assertThat(draft.evidence("title").orElseThrow().records()).isEqualTo(3);
        assertThat(draft.evidence("seller-marriage").orElseThrow().status()).isEqualTo(Status.NONE);
        assertThat(draft.item().field("title_no").orElseThrow().options())
                .extracting(ServiceItem.Option::value)
                .containsExactlyInAnyOrder(home, second);
        assertThat(draft.fields()).doesNotContainKey("title_no");

        Case submitted = cases.submit(seller, number, form("860,000"));
        assertThat(submitted.state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(submitted.deadline()).as("received, not accepted").isNull();
        assertThat(cases.of(buyer, 0, 10).content()).extracting(Case::number).containsExactly(number);
        assertThatThrownBy(() -> confirm(buyer, number)).isInstanceOf(IllegalCaseStateException.class);
        Case consented = cases.consent(buyer, number);
        assertThat(consented.evidence("title"))
                .as("the buyer does not see what departments hold about the seller")
                .isEmpty();
        assertThat(see(seller, number).evidence())
                .extracting(CaseEvidence::material)
                .doesNotContain("buyer-household", "buyer-homes", "buyer-marriage");
        assertThat(see(seller, number).timeline().toString())
                .as("why the rules found the buyer entitled")
                .doesNotContain("户籍", "household");
        assertThat(see(seller, number).timeline())
                .filteredOn(event -> event.key().startsWith("case.event.retrieved"))
                .allSatisfy(event -> assertThat(event.arguments())
                        .noneMatch(
                                label -> label.contains("Buyer") || label.contains("buyer") || label.contains("买方")));
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);

        Case.Deadline deadline = approve(clerk, number, "accept").deadline();
        assertThat(deadline.promisedBy()).isEqualTo(deadline.acceptedAt().plusSeconds(3600));
        Task verify = task(housing, number, "verify-contract");
        assertThat(verify.findings()).extracting(Task.Finding::department).contains("housing");
        assertThat(task(titles, number, "examine-title").findings())
                .extracting(Task.Finding::value)
                .anyMatch(value -> value.contains("无抵押") || value.contains("not mortgaged"));
        approve(housing, number, "verify-contract");
        Task assess = task(tax, number, "assess-tax");
        assertThat(assess.inputs().getFirst().suggested())
                .as("1 % of the price")
                .isEqualTo("8600");
        assertThat(assess.findings())
                .extracting(Task.Finding::value)
                .as("what housing filed")
                .anyMatch(value -> value.startsWith("川GA"));
        approve(titles, number, "examine-title");
        assessedAndPaid(number);
        assertThat(task(titles, number, "register").findings())
                .extracting(Task.Finding::department)
                .contains("housing", "tax", "natural-resources");
        approve(registrar, number, "register");

        Case done = untilState(seller, number, State.COMPLETED);
        String newTitle = TestProvince.owner("natural-resources")
                .sql("select bdcqzh from bdc_djb where ywh = ? and qszt = '1'")
                .param(number)
                .query(String.class)
                .single();
        assertThat(done.result())
                .filteredOn(line -> line.value().equals(newTitle))
                .singleElement()
                .extracting(Case.Result::step)
                .isEqualTo("title-arrives");
        assertThat(TestProvince.owner("natural-resources")
                        .sql("select qszt from bdc_djb where bdcqzh = ?")
                        .param(home)
                        .query(String.class)
                        .single())
                .as("the former title is cancelled")
                .isEqualTo("2");
        assertThat(rows("housing", "fc_htba", number)).isEqualTo(1);
        assertThat(rows("tax", "sb_zsxx", number)).isEqualTo(1);
        assertThat(keys(done))
                .containsSubsequence(
                        "case.event.opened",
                        "case.event.consented",
                        "case.event.submitted",
                        "case.event.confirmed",
                        "case.event.task-approved",
                        "case.event.written-back",
                        "case.event.data-arrived",
                        "case.event.completed");
        assertThat(done.timeline())
                .filteredOn(event -> event.key().equals("case.event.confirmed"))
                .as("in which role, as one person may confirm in two")
                .isNotEmpty()
                .extracting(CaseEvent::arguments)
                .contains(List.of("Buyer"))
                .doesNotHaveDuplicates();
        provenInTheLedger(done);
        for (User party : List.of(seller, buyer)) {
            UUID subject = platform.getBean(Subjects.class).of(ItemType.CITIZEN_ID, String.valueOf(party.citizenId()));
            assertThat(platform.getBean(Consents.class).of(subject, 0, 50).content())
                    .as("what was allowed for the case is over with it")
                    .isNotEmpty()
                    .allMatch(consent -> consent.ending() == Consent.Ending.CASE_CLOSED);
        }
    }

    private void provenInTheLedger(Case done) {
        Ledger ledger = platform.getBean(Ledger.class);
        for (CaseEvent event : done.timeline()) {
            if (event.leaf() != null) {
                assertThat(ledger.receipt(event.leaf()).orElseThrow().entry())
                        .as(event.key())
                        .contains(done.number());
            }
        }
        assertThat(done.timeline())
                .filteredOn(event -> event.key().equals("case.event.completed"))
                .allMatch(event -> event.leaf() != null);
    }

    @Test
    void aTitleThatWasSealedSinceTheApplicationStopsTheCase() {
        String number = handedIn();
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set sfcf = '1' where bdcqzh = ?")
                .param(home)
                .update();
        until(
                "the seal arrives",
                () -> jdbc.sql("select sealed from registry.real_estate where title_no = ?")
                        .param(home)
                        .query(Boolean.class)
                        .single(),
                Boolean::booleanValue);
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        Case stopped = see(titles, number);
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.changes()).singleElement().satisfies(change -> {
            assertThat(change.item()).isEqualTo("sealed");
            assertThat(change.before()).isEqualTo("false");
            assertThat(change.after()).isEqualTo("true");
        });
    }

    @Test
    void dataThatDoesNotArriveIsToldOnTheTimelineAndWaitedForAllTheSame() {
        String number = accepted();
        stream.halt("housing");
        approve(housing, number, "verify-contract");
        until("the contract is filed", () -> rows("housing", "fc_htba", number), rows -> rows == 1);
        jdbc.sql("update casework.waiting set late_at = now() where case_number = ?")
                .param(number)
                .update();
        until(
                "the wait has a row",
                () -> jdbc.sql("update casework.waiting set late_at = now() where case_number = ?")
                        .param(number)
                        .update(),
                changed -> changed == 1);
        untilTold(seller, number, "case.event.data-late");
        assertThat(waiting(tax, number, "assess-tax")).isEqualTo(Optional.empty());
        stream.goOn("housing");
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        assertThat(keys(see(seller, number)).stream().filter("case.event.data-late"::equals))
                .hasSize(1);
    }
}
