package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.TestStore;
import org.yici.app.casework.Case.State;
import org.yici.app.exchange.Consents;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;

/** Whatever a case rests on and changes in mid-case stops it, at the next decision, and it says what changed. */
class MidCaseChangesTest extends CaseScenario {
    @Autowired
    MidCaseChangesTest(ApplicationContext platform) {
        super(platform);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sealed", "mortgaged", "replaced", "area", "gone", "seller-died", "buyer-died", "bought-a-home"})
    void aChangeStopsTheNextDecisionAndIsNamed(String what) {
        String number = handedIn();
        String task = task(clerk, number, "accept").id();
        String expected = change(what);
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        Case stopped = see(clerk, number);
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.changes())
                .isNotEmpty()
                .allMatch(one -> one.material().equals(expected));
        assertThat(waiting(clerk, number, "accept")).as("no open task").isEmpty();
        Task.Decision again = new Task.Decision(Task.Verdict.APPROVE, "", Map.of());
        assertThatThrownBy(() -> cases.decide(clerk, task, again)).isInstanceOf(EvidenceChangedException.class);
    }

    private String change(String what) {
        return switch (what) {
            case "sealed" -> register("sfcf = '1'", "sealed");
            case "mortgaged" -> register("sfdy = '1'", "mortgaged");
            case "area" -> register("jzmj = 12", "area = 12");
            case "replaced" -> register("bdcdyh = 'other-' || id", "unit_no like 'other-%'");
            case "gone" -> {
                jdbc.sql("update registry.real_estate set _deleted = true where title_no = ?")
                        .param(home)
                        .update();
                yield "title";
            }
            case "seller-died" -> died(seller.citizenId(), seller.displayName(), "seller-identity");
            case "buyer-died" -> died(buyer.citizenId(), buyer.displayName(), "buyer-identity");
            default -> {
                title(buyer, "66", "current");
                yield "buyer-homes";
            }
        };
    }

    private String died(String citizenId, String name, String material) {
        stream.put("GA5100/000001", citizenId, map("id_no", citizenId, "name", name, "status", "deceased"));
        return material;
    }

    private String register(String set, String arrived) {
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set " + set + " where bdcqzh = ?")
                .param(home)
                .update();
        until(
                "it arrives",
                () -> jdbc.sql("select count(*) from registry.real_estate where title_no = ? and " + arrived)
                        .param(home)
                        .query(Long.class)
                        .single(),
                count -> count == 1);
        return "title";
    }

    @Test
    void onRenewalTheCaseStartsAnewOnTheNewEvidenceOrGoesOnIfAllIsAsItWas() {
        String number = handedIn();
        register("sfcf = '1'", "sealed");
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        register("sfcf = '0'", "not sealed");
        assertThat(cases.renew(seller, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
        task(housing, number, "verify-contract");
        task(titles, number, "examine-title");

        register("jzmj = 99", "area = 99");
        assertThatThrownBy(() -> approve(housing, number, "verify-contract"))
                .isInstanceOf(EvidenceChangedException.class);
        Case renewed = cases.renew(seller, number);
        assertThat(renewed.state()).isEqualTo(State.DRAFT);
        assertThat(renewed.evidence("title").orElseThrow().values()).containsEntry("area", "99.00");
        assertThat(waiting(housing, number, "verify-contract")).isEmpty();
        assertThat(cases.submit(seller, number, form("860000")).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    /** The buyer has paid, and another department decides before the case has noticed: that is no change. */
    @Test
    void aChangeThatTheItemDeclaresIsNoneOneWayOnly() {
        String number = accepted();
        approve(housing, number, "verify-contract");
        approve(tax, number, "assess-tax", "tax", "8600");
        until("the payment is waited for", () -> see(buyer, number).waits(), waits -> !waits.isEmpty());
        lookAfterPayment(number, "nothing", 3600);
        pay(number);
        arrives(number, "paid");
        assertThat(approve(titles, number, "examine-title").state()).isEqualTo(State.IN_PROGRESS);
        lookAfterPayment(number, "SW5100/000001", 0);
        assertThat(approve(registrar, number, "register").state()).isEqualTo(State.REGISTERING);
        untilState(seller, number, State.COMPLETED);
    }

    private void lookAfterPayment(String number, String resource, int seconds) {
        jdbc.sql("update casework.waiting set resource = ?, next_look = now() + make_interval(secs => ?)"
                        + " where case_number = ? and step = 'tax-paid'")
                .params(resource, seconds, number)
                .update();
    }

    @Test
    void aDeclaredChangeDoesNotGoBack() {
        String number = accepted();
        approve(housing, number, "verify-contract");
        assessedAndPaid(number);
        approve(titles, number, "examine-title");
        task(titles, number, "register");
        TestProvince.owner("tax")
                .sql("update sb_zsxx set jkzt = '0' where ywh = ?")
                .param(number)
                .update();
        arrives(number, "assessed");
        assertThatThrownBy(() -> approve(registrar, number, "register")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(titles, number).changes()).singleElement().satisfies(change -> {
            assertThat(change.item()).isEqualTo("status");
            assertThat(change.after()).isEqualTo("assessed");
        });
        assertThat(rows("natural-resources", "bdc_djb", number)).isZero();
    }

    private void arrives(String number, String status) {
        until(
                "it arrives",
                () -> jdbc.sql("select status from registry.tax_assessment where case_no = ?")
                        .param(number)
                        .query(String.class)
                        .single(),
                status::equals);
    }

    /** The last official has approved; what the register's own rules do not look at is compared all the same. */
    @Test
    void aChangeBetweenTheApprovalAndTheRegistrationStopsTheCase() throws IOException {
        String number = accepted();
        approve(housing, number, "verify-contract");
        assessedAndPaid(number);
        approve(titles, number, "examine-title");
        task(registrar, number, "register");
        province.reach("natural-resources", closedPort());
        try {
            approve(registrar, number, "register");
            untilTold(seller, number, "case.event.write-back-delayed");
            register("jzmj = 55", "area = 55");
        } finally {
            province.reach("natural-resources", TestStore.server().port());
        }
        Case stopped = untilState(seller, number, State.STOPPED);
        assertThat(stopped.changes()).extracting(EvidenceChange::item).containsExactly("area");
        assertThat(rows("natural-resources", "bdc_djb", number)).isZero();
    }

    /** The department has written the title anew, with a value that nobody can read: what it said before decides nothing. */
    @Test
    void whatTheDepartmentHasWrittenAnewAndCannotBeReadKeepsTheCaseWaiting() {
        String number = handedIn();
        jdbc.sql("""
                        insert into collection.quarantine (resource, source, source_key, position, sequence, rule, item,
                            value, record, edition, source_time)
                        select 'ZR5100/000001', 'natural-resources', _key, _position + 1, 0, 'code.unknown', 'sealed', '9', '{}', 1, now()
                        from registry.real_estate where title_no = ?""").param(home).update();
        assertThatThrownBy(() -> approve(clerk, number, "accept"))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("cannot be read now (newer-unread), so nothing is decided");
        assertThat(see(clerk, number).state()).isEqualTo(State.SUBMITTED);
        jdbc.sql(
                        "update collection.quarantine set state = 'superseded' where resource = 'ZR5100/000001' and state = 'open'")
                .update();
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    /** Nobody is there: the seal arrives while the case waits for the contract, and the rules are the next to look. */
    @Test
    void rulesThatFindAChangeDecideNothingAndStopTheCase() {
        String number = accepted();
        stream.halt("housing");
        approve(housing, number, "verify-contract");
        until("the contract is filed", () -> rows("housing", "fc_htba", number), count -> count == 1);
        register("sfcf = '1'", "sealed");
        stream.goOn("housing");
        Case stopped = untilState(seller, number, State.STOPPED);
        assertThat(stopped.changes()).extracting(EvidenceChange::item).containsExactly("sealed");
        assertThat(decided(number)).doesNotContain("compute-deed-tax");
        assertThat(waiting(tax, number, "assess-tax")).isEmpty();

        register("sfcf = '0'", "not sealed");
        assertThat(cases.renew(seller, number).state()).isEqualTo(State.IN_PROGRESS);
        task(tax, number, "assess-tax");
        assertThat(decided(number)).contains("compute-deed-tax");
    }

    private Set<String> decided(String number) {
        return Set.copyOf(jdbc.sql("select step from casework.finding where case_number = ?")
                .param(number)
                .query(String.class)
                .list());
    }

    @Test
    void whatMayNotBeReadAgainStopsTheCaseUntilItsPartyConsents() {
        String number = handedIn();
        UUID subject = platform.getBean(Subjects.class).of(ItemType.CITIZEN_ID, String.valueOf(buyer.citizenId()));
        Consents consents = platform.getBean(Consents.class);
        consents.of(subject, 0, 100)
                .content()
                .forEach(consent -> consents.revoke(buyer.actor(), subject, consent.id()));
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(clerk, number).state()).isEqualTo(State.STOPPED);
        assertThat(TestProvince.keys(see(seller, number))).contains("case.event.stopped-consent");
        assertThat(cases.consent(buyer, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    /** As after an upgrade of the item, with an item more; from before it was kept what was asked for, nothing says so. */
    @ParameterizedTest
    @ValueSource(strings = {"array_remove(asked, 'usage')", "'{}'"})
    void anItemThatWasNotAskedForBeforeIsTakenOver(String asked) {
        String number = handedIn();
        jdbc.sql("update casework.evidence set asked = " + asked
                        + ", records = (select jsonb_agg(r #- '{values,usage}')"
                        + " from jsonb_array_elements(records) r) where case_number = ? and material = 'title'")
                .param(number)
                .update();
        assertThat(see(titles, number).evidence("title").orElseThrow().values()).doesNotContainKey("usage");
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
        until(
                "it is taken over",
                () -> see(titles, number).evidence("title").orElseThrow().values(),
                values -> values.containsKey("usage"));
        task(titles, number, "examine-title");
        task(housing, number, "verify-contract");
        register("ghyt = '20'", "usage = 'commercial'");
        assertThatThrownBy(() -> approve(titles, number, "examine-title")).isInstanceOf(EvidenceChangedException.class);
    }

    @Test
    void whatHadNoValueAndHasOneNowHasChanged() {
        String number = handedIn();
        jdbc.sql("update casework.evidence set records = (select jsonb_agg(r #- '{values,usage}')"
                        + " from jsonb_array_elements(records) r) where case_number = ? and material = 'title'")
                .param(number)
                .update();
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
    }

    @Test
    void aStoppedCaseIsRefusedByADepartmentOrTakenBackByTheApplicant() {
        String refused = handedIn();
        String opened = task(clerk, refused, "accept").id();
        register("sfdy = '1'", "mortgaged");
        assertThatThrownBy(() -> approve(clerk, refused, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThatThrownBy(() -> cases.refuse(buyer, refused, "x")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> cases.renew(buyer, refused)).isInstanceOf(NotAllowedException.class);
        assertThat(cases.decide(clerk, opened, new Task.Decision(Task.Verdict.REFUSE, "已抵押", Map.of()))
                        .state())
                .isEqualTo(State.REFUSED);
        register("sfdy = '0'", "not mortgaged");
        String withdrawn = handedIn();
        register("sfdy = '1'", "mortgaged");
        assertThatThrownBy(() -> approve(clerk, withdrawn, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThat(cases.withdraw(seller, withdrawn).state()).isEqualTo(State.WITHDRAWN);
    }
}
