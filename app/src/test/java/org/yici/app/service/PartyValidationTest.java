package org.yici.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.casework.TestProvince;
import org.yici.kernel.resource.Label;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PartyValidationTest {
    private static final String FIELD = "  - name: buyer-spouse_name\n    party: buyer\n";

    @Test
    void theDemonstrationsItemFits() throws IOException {
        assertThat(faults(FIELD, FIELD)).isEmpty();
    }

    @Test
    void aHouseholdNeedsOneNamerThatIsAParty() throws IOException {
        assertThat(faults(FIELD, FIELD.replace("party: buyer", "party: notary")))
                .contains("field buyer-spouse_name is filled in by notary, which is no party")
                .anyMatch(fault -> fault.startsWith("party buyer-spouse is of the household of buyer, so it must"));
        assertThat(faults(FIELD, FIELD.replace("party: buyer", "party: seller")))
                .as("the applicant's own fields have no party")
                .contains("field buyer-spouse_name is filled in by seller, which is no party");
    }

    @Test
    void anActionLeadsNowhereButToAPageOfOneParty() throws IOException {
        assertThat(faults("href: \"/demo/bank?", "href: \"javascript:alert(1)//demo/bank?"))
                .singleElement()
                .asString()
                .contains("tax-paid", "is neither a path of the platform nor an https address");
        assertThat(faults("href: \"/demo/bank?", "href: \"//elsewhere.example/demo/bank?"))
                .hasSize(1);
        assertThat(faults(
                        "        party: buyer\n        label: {zh: 去缴", "        party: bank\n        label: {zh: 去缴"))
                .containsExactly("tax-paid: its action is the unknown party bank's");
        assertThat(faults("href: \"/demo/bank/refunds", "href: \"//elsewhere.example/demo/bank/refunds"))
                .singleElement()
                .asString()
                .contains("enter-assessment", "is neither a path of the platform nor an https address");
        assertThat(faults("          party: buyer\n          open:", "          party: bank\n          open:"))
                .containsExactly("enter-assessment: its undoing is told to the unknown party bank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://${field.phone}/pay",
                "https://bank.example${field.phone}/pay",
                "https://${field.phone}@bank.example/pay",
                "https://user@bank.example/pay",
                "https:///pay",
                "http://bank.example/pay",
                "/\\\\bank.example/pay",
                "/\\tbank/pay",
                "/ /bank.example",
                "/${field.phone}/bank.example",
                "/${field.phone}",
                "${field.phone}",
                "//bank.example",
                "pay"
            })
    void whatSomebodyTypedDoesNotDecideWhereAButtonLeads(String href) throws IOException {
        assertThat(faults("/demo/bank?code=${evidence.assessment.payment_code}", href))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://bank.example/pay/${field.phone}", "/pay/${field.phone}?to=${case.number}"})
    void aFactMayStandInThePath(String href) throws IOException {
        assertThat(faults("/demo/bank?code=${evidence.assessment.payment_code}", href))
                .isEmpty();
        assertThat(Link.isSafe(href.replaceAll("[$][^}]*}", "x"))).isTrue();
    }

    @Test
    void anActionNamesOnlyPartiesThatEveryCaseHas() throws IOException {
        assertThat(faults("应缴契税 ${", "${party.buyer_spouse.name}应缴契税 ${"))
                .singleElement()
                .asString()
                .contains("tax-paid", "party.buyer_spouse.name");
        assertThat(faults("应缴契税 ${", "${party.buyer.name}应缴契税 ${")).isEmpty();
    }

    private static List<String> faults(String old, String other) throws IOException {
        String yaml = TestProvince.files("house-sale").item();
        assertThat(yaml).contains(old);
        List<Label> faults = new ArrayList<>();
        PartyValidation.faults(new YAMLMapper().readValue(yaml.replace(old, other), ServiceItem.class), faults);
        return faults.stream().map(Label::en).toList();
    }
}
