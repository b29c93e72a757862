package org.yici.app.web.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

class ApplyFormTest {
    private static final Label LABEL = new Label("项", "item");

    @ParameterizedTest
    @CsvSource({
        "MONEY, 860000, 860000",
        "MONEY, '８６０，０００ 元', 860000",
        "MONEY, ¥ 860 000.50, 860000.50",
        "CITIZEN_ID, '1101 0519 4912 3100 2x', 11010519491231002X",
        "PHONE, 138-0000-1234, 13800001234",
        "NAME, '  王芳 ', 王芳"
    })
    void aValueIsBroughtIntoShapeBeforeItIsJudged(String type, String typed, String kept) {
        ServiceItem item = item(type, true);
        Map<String, String> values = ApplyForm.values(item, Map.of("x", typed, "_csrf", "token"));
        assertThat(values).containsExactly(Map.entry("x", kept));
        assertThat(ApplyForm.faults(item, values)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MONEY, 0",
        "MONEY, 0.00",
        "MONEY, -5",
        "MONEY, 1.234",
        "AMOUNT, eight",
        "CITIZEN_ID, 110105194912310021",
        "CREDIT_CODE, 91511602MA00000070",
        "PHONE, 12800001234",
        "NAME, 王1",
        "CHOICE, neither"
    })
    void aWrongValueIsFoundOnThePageWhereItWasTyped(String type, String typed) {
        assertThat(ApplyForm.faults(item(type, true), Map.of("x", typed)))
                .containsExactly(Map.entry("x", "field.error.invalid"));
    }

    @Test
    void onlyARequiredFieldMustBeFilledIn() {
        assertThat(ApplyForm.faults(item("NAME", true), Map.of()))
                .containsExactly(Map.entry("x", "field.error.required"));
        assertThat(ApplyForm.faults(item("NAME", false), Map.of("x", " "))).isEmpty();
    }

    @Test
    void aChoiceKeepsItsCharactersAsTheyAre() {
        assertThat(ApplyForm.values(item("CHOICE", true), Map.of("x", "川（2019）")))
                .containsExactly(Map.entry("x", "川（2019）"));
    }

    private static ServiceItem item(String type, boolean required) {
        ServiceItem.Field field = new ServiceItem.Field(
                "x", LABEL, null, type, required, List.of(new ServiceItem.Option("川（2019）", LABEL)));
        ServiceItem.Guide guide =
                new ServiceItem.Guide(LABEL, 60, 30, 0, LABEL, LABEL, LABEL, "12345", List.of(), List.of(), 1);
        return new ServiceItem(
                "s",
                "c",
                LABEL,
                "tax",
                ServiceItem.Kind.JOINT,
                "p",
                guide,
                List.of(),
                List.of(),
                List.of(field),
                new CaseProcess(
                        List.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        Map.of()));
    }
}
