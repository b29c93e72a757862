package org.yici.app.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.expression.Vocabulary.Expected;
import org.yici.kernel.resource.Label;

class VocabularyTest {
    private static final Map<String, Object> TITLE = Map.of(
            "address", Vocabulary.TEXT, "area", BigDecimal.ONE, "sealed", true, "entered_on", LocalDate.of(2026, 1, 2));
    private static final Vocabulary VOCABULARY = new Vocabulary(Map.of(
            "evidence", Map.of("title", TITLE),
            "records", Map.of("title", List.of(TITLE)),
            "party", Map.of("buyer", Map.of("id", Vocabulary.TEXT)),
            "case", Map.of("submitted", ZonedDateTime.parse("2026-01-02T03:04:05+08:00"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evidence.title.address",
                "evidence.title.area * 1.1",
                "number(evidence.title.address) + 1",
                "date(evidence.title.address) < today()",
                "now() - case.submitted",
                "evidence.title.entered_on.year",
                "if party.buyer = null then 0 else count(records.title[sealed and area > 3])",
                "sum(for one in records.title return one.area)",
                "sum(for one in records.title return one.area) + count(for one in records.title return one.area)",
                "count(records.title[item.area > 3][sealed])",
                "records.title[1].address",
                "\"a text\"",
                "2"
            })
    void whatIsRightHasNoFault(String expression) {
        assertThat(VOCABULARY.faults(Expression.of(expression), Expected.VALUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evidence.title.adress | the name evidence.title.adress is unknown; the nearest known one is evidence.title.address",
                "evidence.titel.address | the nearest known one is evidence.title",
                "evidenc.title.address | the nearest known one is evidence",
                "count(records.title[seald]) | the name seald is unknown; the nearest known one is sealed",
                "count(records.title[true or item.seald]) | the nearest known one is sealed",
                "sum(for one in records.title return one.aria) | the nearest known one is area",
                "records.title[1].adress | the nearest known one is address",
                "if true then 1 else evidence.title.aria | the nearest known one is evidence.title.area",
                "evidence | evidence alone names too much",
                "get value(evidence, \"title\") | evidence alone names too much",
                "1 + | it is not FEEL",
                "evidence.buyer-homes. | it is not FEEL",
                "evidence.title.address + 1 | Can't add",
                "evidence.title.area > \"x\" | Can't compare",
                "if evidence.title.sealed then 1 else evidence.title.area + \"x\" | Can't add",
                "cuont(records.title) | it may not call the function cuont; the nearest one that it may call is count",
                "true or cuont(records.title) | it may not call the function cuont",
                "string(1) + string({a: 1, b: a}.b) | it may not build contexts",
                "10 ** 9 | it may not raise to a power",
                "count(for a in records.homes return count(for b in records.homes return b)) | it may not loop within a loop",
                "records.title | it comes to a list, where one value is needed",
                "evidence.title | it comes to several values, where one value is needed",
                "for i in 1..9999999 return i | it may not count through a range of numbers",
                "{f: function(x) x, y: f(1)}.y | it may not define functions",
                "evidence.title.address.class | No property found with name 'class'"
            })
    void whatIsWrongIsToldWithTheExpression(String expression, String fault) {
        assertThat(VOCABULARY.faults(Expression.of(expression), Expected.VALUE))
                .isNotEmpty()
                .extracting(Label::en)
                .allMatch(told -> told.startsWith("'" + expression + "': "))
                .anyMatch(told -> told.contains(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evidence.title.area | it comes to a number, where yes or no is needed",
                "evidence.title.address | it comes to a text, where yes or no is needed"
            })
    void aConditionIsYesOrNo(String expression, String fault) {
        assertThat(VOCABULARY.faults(Expression.of(expression), Expected.YES_NO))
                .extracting(Label::en)
                .containsExactly("'" + expression + "': " + fault);
        assertThat(VOCABULARY.faults(Expression.of("evidence.title.sealed"), Expected.YES_NO))
                .isEmpty();
    }
}
