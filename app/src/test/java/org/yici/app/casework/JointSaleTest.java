package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.citizen;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;

/** Who owns together consents, and all parties agree to one and the same contract. */
class JointSaleTest extends CaseScenario {
    @Autowired
    JointSaleTest(ApplicationContext platform) {
        super(platform);
    }

    private Map<String, String> formWith(User spouse) {
        Map<String, String> form = form("860000");
        form.put("spouse_name", spouse.displayName());
        form.put("spouse_id", String.valueOf(spouse.citizenId()));
        return form;
    }

    private String draft() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        return number;
    }

    @Test
    void aHomeThatWasAcquiredInMarriageIsSoldOnlyIfTheSpouseConsents() {
        User spouse = citizen("林秀英");
        User stranger = known(citizen("路人甲"), "路人甲");
        marry(seller, spouse, "2008-05-20");
        String number = draft();
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsOnly(Map.entry("spouse_id", "field.error.partner-needed")));
        assertThatThrownBy(() -> cases.submit(seller, number, formWith(stranger)))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsOnly(Map.entry("spouse_id", "field.error.not-the-partner")));
        cases.submit(seller, number, formWith(spouse));
        cases.consent(buyer, number);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.AWAITING_PARTY);
        cases.consent(spouse, number);
        assertThat(confirm(spouse, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void theSpouseMayDeclineAndNothingIsSold() {
        User spouse = citizen("林秀英");
        marry(seller, spouse, "2008-05-20");
        String number = draft();
        cases.submit(seller, number, formWith(spouse));
        assertThat(cases.decline(spouse, number, "不同意出售").orElseThrow().state()).isEqualTo(State.SUPPLEMENT);
        Map<String, String> without = form("860000");
        assertThatThrownBy(() -> cases.submit(seller, number, without)).isInstanceOf(InvalidFieldsException.class);
    }

    @Test
    void aHomeFromBeforeTheMarriageIsSoldByItsOwnerAlone() {
        marry(seller, citizen("林秀英"), "2023-01-01");
        String number = draft();
        assertThat(cases.submit(seller, number, form("860000")).parties())
                .extracting(CaseParty::role)
                .containsExactly("seller", "buyer");
    }

    @Test
    void aHomeFromADivorcedMarriageIsSoldOnlyIfTheFormerSpouseConsents() {
        User former = citizen("林秀英");
        User spouse = citizen("赵敏");
        marry(seller, former, "2008-05-20", "2021-03-01");
        marry(seller, spouse, "2022-02-02");
        String number = draft();
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .as("acquired in 2020")
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsOnly(Map.entry("former-spouse_id", "field.error.former-partner-needed")));
        Map<String, String> wrong = form("860000");
        wrong.put("former-spouse_name", spouse.displayName());
        wrong.put("former-spouse_id", spouse.citizenId());
        assertThatThrownBy(() -> cases.submit(seller, number, wrong))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsOnly(Map.entry("former-spouse_id", "field.error.not-the-partner")));
        Map<String, String> right = form("860000");
        right.put("former-spouse_name", former.displayName());
        right.put("former-spouse_id", former.citizenId());
        cases.submit(seller, number, right);
        cases.consent(buyer, number);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.AWAITING_PARTY);
        cases.consent(former, number);
        Case agreed = confirm(former, number);
        assertThat(agreed.state()).isEqualTo(State.SUBMITTED);
        assertThat(agreed.contract().agreed()).containsExactly("seller", "buyer", "former-spouse");
    }

    @Test
    void whereTheDayOfTheDivorceIsUnknownTheFormerSpouseIsAsked() {
        marry(seller, citizen("林秀英"), "2008-05-20", (String) null);
        String number = draft();
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsKey("former-spouse_id"));
    }

    @Test
    void aHomeFromAfterTheDivorceIsSoldByItsOwnerAlone() {
        marry(seller, citizen("林秀英"), "2008-05-20", "2015-03-01");
        String number = draft();
        assertThat(cases.submit(seller, number, form("860000")).parties())
                .extracting(CaseParty::role)
                .containsExactly("seller", "buyer");
    }

    @Test
    void aMarriageInMidCaseStopsIt() {
        String number = handedIn();
        marry(seller, citizen("林秀英"), "2010-01-01");
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(clerk, number).changes())
                .extracting(EvidenceChange::material)
                .containsOnly("seller-marriage");
    }

    @Test
    void allPartiesAgreeToTheSameTextAndAChangedTextVoidsTheirAgreement() {
        String number = draft();
        Case submitted = cases.submit(seller, number, form("860000"));
        Case.Contract first = submitted.contract();
        assertThat(first).isNotNull();
        assertThat(first.text()).contains("860,000", home, buyer.displayName());
        assertThat(first.agreed()).containsExactly("seller");
        assertThat(see(buyer, number).contract()).as("before consenting").isNull();
        cases.consent(buyer, number);
        assertThatThrownBy(() -> cases.confirm(buyer, number, "0".repeat(64), DECLARED))
                .as("another text was shown")
                .isInstanceOf(CaseChangedException.class);
        assertThat(cases.confirm(buyer, number, first.digest(), DECLARED)
                        .contract()
                        .agreed())
                .containsExactly("seller", "buyer");

        decide(clerk, number, "accept", Verdict.SUPPLEMENT, "请核对成交价", Map.of());
        Case changed = cases.submit(seller, number, form("880000"));
        assertThat(changed.state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(changed.contract().digest()).isNotEqualTo(first.digest());
        assertThat(changed.contract().agreed()).containsExactly("seller");
        assertThatThrownBy(() -> cases.confirm(buyer, number, first.digest(), DECLARED))
                .isInstanceOf(CaseChangedException.class);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }
}
