package org.yici.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yici.kernel.resource.Label;

class FieldChecksTest {
    private static final Label LABEL = new Label("字段", "Field");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "CITIZEN_ID, 11010519491231002x, 11010519491231002X",
                "CITIZEN_ID, １１０１０５ 19491231 002X, 11010519491231002X",
                "CREDIT_CODE, 91350211m000100y46, 91350211M000100Y46",
                "CITIZEN_ID, 1101 0519-4912 3100 2x, 11010519491231002X",
                "PHONE, +86 138-0013-8000, 13800138000",
                "PHONE, 138-0000-1234, 13800001234",
                "MONEY, ８６０，０００ 元, 860000",
                "MONEY, ¥ 860 000.50, 860000.50",
                "MONEY, ￥860, 860",
                "NAME, \"  王芳 \", 王芳",
                "MONEY, \"1,280,000.50\", 1280000.50",
                "AMOUNT, 0, 0",
                "NAME, 阿卜杜拉·买买提, 阿卜杜拉·买买提",
                "CHOICE, loan, loan"
            })
    void whatIsRightIsBroughtToItsStandardForm(FieldType type, String typed, String standard) {
        assertThat(FieldChecks.check(List.of(field(type)), Map.of("f", typed))).containsEntry("f", standard);
    }

    @ParameterizedTest
    @CsvSource({
        "CITIZEN_ID, 110105194912310021, field.error.citizen-id",
        "CITIZEN_ID, 123, field.error.citizen-id",
        "CREDIT_CODE, 91350211M000100Y44, field.error.credit-code",
        "PHONE, 1380013800, field.error.phone",
        "PHONE, 12345678901, field.error.phone",
        "MONEY, 0, field.error.money",
        "MONEY, -5, field.error.money",
        "MONEY, 1.234, field.error.money",
        "AMOUNT, many, field.error.amount",
        "NAME, <script>, field.error.name",
        "CHOICE, barter, field.error.choice"
    })
    void whatIsWrongNamesItsFault(FieldType type, String typed, String fault) {
        assertThat(faults(List.of(field(type)), Map.of("f", typed))).containsExactly(Map.entry("f", fault));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        List<ServiceItem.Field> form = List.of(
                field(FieldType.MONEY), new ServiceItem.Field("g", LABEL, null, FieldType.PHONE, true, List.of()));
        assertThat(faults(form, Map.of("f", "x")))
                .containsOnly(Map.entry("f", "field.error.money"), Map.entry("g", "field.error.required"));
    }

    @Test
    void aFieldThatTheFormDoesNotHaveIsLeftOut() {
        assertThat(FieldChecks.check(List.of(field(FieldType.TEXT)), Map.of("f", "a", "other", "b")))
                .containsOnlyKeys("f");
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        assertThat(faults(List.of(field(FieldType.TEXT)), Map.of("f", "长".repeat(501))))
                .containsEntry("f", "field.error.too-long");
    }

    private static Map<String, String> faults(List<ServiceItem.Field> form, Map<String, String> typed) {
        return catchThrowableOfType(InvalidFieldsException.class, () -> FieldChecks.check(form, typed))
                .faults();
    }

    private static ServiceItem.Field field(FieldType type) {
        return new ServiceItem.Field("f", LABEL, null, type, true, List.of(new ServiceItem.Option("loan", LABEL)));
    }
}
