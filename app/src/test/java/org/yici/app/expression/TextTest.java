package org.yici.app.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Pay ${a.b} now | a.b",
                "${a}${b} | a,b",
                "${if a = \"}\" then 1 else 2}! | if a = \"}\" then 1 else 2",
                "${{x: 1}.x} | {x: 1}.x",
                "${\"a \\\" } b\"} | \"a \\\" } b\"",
                "5 $ {a} | ~~"
            })
    void aPlaceEndsAtItsOwnBrace(String text, String places) {
        assertThat(String.join(
                        ",",
                        Text.of(text).places().stream().map(Expression::text).toList()))
                .isEqualTo(places);
    }

    @Test
    void itsPlacesAreFilledOnce() {
        assertThat(Text.of("a ${x} b ${y} c").fill(place -> "<${" + place + "}>"))
                .isEqualTo("a <${x}> b <${y}> c");
        assertThat(Text.of("$1 \\ ${x}").fill(place -> "$1")).isEqualTo("$1 \\ $1");
    }

    @Test
    void aPlaceThatDoesNotEndIsAFault() {
        assertThat(new Vocabulary(Map.of()).faults(Text.of("Pay ${a.b now")))
                .singleElement()
                .asString()
                .contains("has no }");
    }
}
