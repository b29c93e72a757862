package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
        assertThat(faults("href: \"/demo", "href: \"javascript:alert(1)//demo"))
                .singleElement()
                .asString()
                .contains("tax-paid", "is neither a path of the platform nor an https address");
        assertThat(faults("href: \"/demo", "href: \"//elsewhere.example/demo")).hasSize(1);
        assertThat(faults(
                        "        party: buyer\n        label: {zh: 去缴", "        party: bank\n        label: {zh: 去缴"))
                .containsExactly("tax-paid: its action is the unknown party bank's");
    }

    private static List<String> faults(String old, String other) throws IOException {
        String yaml = TestProvince.file("house-sale.yaml").getContentAsString(StandardCharsets.UTF_8);
        assertThat(yaml).contains(old);
        List<String> faults = new ArrayList<>();
        PartyValidation.faults(new YAMLMapper().readValue(yaml.replace(old, other), ServiceItem.class), faults);
        return faults;
    }
}
