package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.citizen;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.app.service.InvalidFieldsException;
import org.yici.kernel.resource.ItemType;

/** One person whom the law asks for twice: as a party of the contract and as somebody's husband or wife. */
class SeveralRolesTest extends CaseScenario {
    private final User former = citizen("林秀英");

    @Autowired
    SeveralRolesTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void aHomeIsSoldToTheFormerSpouseWhoTakesPartAsTheBuyer() {
        marry(seller, buyer, "2008-05-20", "2021-03-01");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        Map<String, String> twice = form("860000");
        twice.put("former-spouse_name", buyer.displayName());
        twice.put("former-spouse_id", String.valueOf(buyer.citizenId()));
        assertThatThrownBy(() -> cases.submit(seller, number, twice))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults())
                                .containsOnly(Map.entry("former-spouse_id", "field.error.same-person")));
        assertThat(cases.submit(seller, number, form("860000")).parties())
                .extracting(CaseParty::role)
                .containsExactly("seller", "buyer");
        cases.consent(buyer, number);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void theSellersFormerSpouseIsTheBuyersSpouse() {
        String number = withTheFormerSpouse();
        cases.confirm(buyer, number, null, naming(former));
        cases.consent(former, number);
        assertThat(confirm(former, number).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(confirm(former, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(see(seller, number).parties())
                .extracting(CaseParty::role)
                .containsExactly("seller", "buyer", "former-spouse");
        assertThat(see(former, number).parties())
                .extracting(CaseParty::role)
                .containsExactly("seller", "buyer", "former-spouse", "buyer-spouse");
        assertThat(see(former, number).contract()).isNotNull();
    }

    @Test
    void whoLeavesOneRoleStaysInTheOther() {
        String number = withTheFormerSpouse();
        cases.confirm(buyer, number, null, naming(former));
        cases.consent(former, number);
        cases.takeBack(buyer, number);
        assertThat(consents(number))
                .filteredOn(one -> one.consumer().equals("tax"))
                .allMatch(one -> one.revokedAt() != null);
        assertThat(consents(number))
                .filteredOn(one -> one.consumer().equals("natural-resources"))
                .isNotEmpty()
                .allMatch(one -> one.revokedAt() == null);
        assertThat(confirm(former, number).party("former-spouse").orElseThrow().confirmedAt())
                .isNotNull();
        cases.confirm(buyer, number, null, naming(former));
        cases.consent(former, number);
        assertThat(confirm(former, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void theSellerIsTheBuyersSpouse() {
        marry(seller, buyer, "2022-02-02");
        marry(buyer, seller, "2022-02-02");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        cases.consent(buyer, number);
        cases.confirm(buyer, number, null, naming(seller));
        cases.consent(seller, number);
        assertThat(confirm(seller, number).state()).isEqualTo(State.SUBMITTED);
    }

    private String withTheFormerSpouse() {
        marry(seller, former, "2008-05-20", "2021-03-01");
        marry(buyer, former, "2022-02-02");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        Map<String, String> form = form("860000");
        form.put("former-spouse_name", former.displayName());
        form.put("former-spouse_id", String.valueOf(former.citizenId()));
        cases.submit(seller, number, form);
        cases.consent(buyer, number);
        return number;
    }

    private static Map<String, String> naming(User spouse) {
        return Map.of(
                "buyer-spouse_name",
                spouse.displayName(),
                "buyer-spouse_id",
                String.valueOf(spouse.citizenId()),
                "children_homes",
                "0");
    }

    private List<Consent> consents(String number) {
        return platform
                .getBean(Consents.class)
                .of(
                        platform.getBean(Subjects.class).of(ItemType.CITIZEN_ID, String.valueOf(former.citizenId())),
                        0,
                        200)
                .content()
                .stream()
                .filter(one -> number.equals(one.caseNumber()))
                .toList();
    }
}
