package org.yici.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void theExampleOfRfc8785IsWrittenAsThere() {
        String given =
                "{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}";
        assertThat(CanonicalJson.write(JSON.readTree(given)))
                .isEqualTo("{\"literals\":[null,true,false],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void keysAreSortedByUtf16CodeUnits() {
        Map<String, Object> map = new HashMap<>();
        for (String key : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            map.put(key, 1);
        }
        assertThat(CanonicalJson.write(map))
                .isEqualTo(
                        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "-0.0,0",
        "1.0,1",
        "100,100",
        "1e2,100",
        "333333333.3300,333333333.33",
        "-12.50,-12.5",
        "0.1,0.1",
        "9007199254740993,9007199254740993",
        "12345678901234567890.10,12345678901234567890.1"
    })
    void aNumberIsItsExactDecimal(String given, String written) {
        assertThat(CanonicalJson.write(new BigDecimal(given))).isEqualTo(written);
        assertThat(CanonicalJson.write(JSON.readTree(given))).isEqualTo(written);
    }

    @Test
    void whatIsNoJsonValueIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> CanonicalJson.write(Map.of(1, "a"))).hasMessageContaining("key");
        assertThatThrownBy(() -> CanonicalJson.write(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(new BigDecimal("1e999999999")))
                .hasMessageContaining("digits");
    }

    @Test
    void anAnswerHasTheSameDigestHoweverItWasWritten() {
        Map<String, Object> answer = new HashMap<>();
        answer.put("姓名", "王小明");
        answer.put("area", new BigDecimal("89.50"));
        answer.put("mortgaged", false);
        answer.put("remark", null);
        answer.put("items", Arrays.asList("a", null, 3L));
        String digest = AnswerDigest.sha256(answer);
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(AnswerDigest.sha256(JSON.readTree(
                        "{ \"remark\":null, \"items\":[\"a\",null,3],\n \"area\": 89.5, \"mortgaged\":false, "
                                + "\"姓名\":\"\\u738b小明\" }")))
                .isEqualTo(digest);
        answer.put("mortgaged", true);
        assertThat(AnswerDigest.sha256(answer)).isNotEqualTo(digest);
    }

    @Test
    void theDigestIsThatOfTheCanonicalText() {
        // printf '{"a":1}' | sha256sum
        assertThat(AnswerDigest.sha256(Map.of("a", 1)))
                .isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    }
}
