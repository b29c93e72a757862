package org.yici.kernel.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;

/** Every row of {@code field-reports.tsv} through a cleaning plan, on machines of several time zones. */
class FieldReportsTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Kiritimati");

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("rows")
    void whatABugReportSuggestsComesOutAsExpected(ItemType type, String value, String expected) {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : ZONES) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                check(type, value, expected);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static void check(ItemType type, String value, String expected) {
        boolean endless = expected.contains("without end");
        Cleaning cleaning = Values.plan(type, endless).clean(Map.of("raw", value));
        if (expected.equals("refused")) {
            assertThat(cleaning).isInstanceOf(Cleaning.Rejected.class);
            assertThat(Values.plan(type, false).clean(Map.of("raw", value)))
                    .as("a record that holds it goes to quarantine with a rule that names the reason")
                    .extracting(rejected -> ((Cleaning.Rejected) rejected).rule())
                    .asString()
                    .isNotBlank();
            return;
        }
        if (expected.contains("or refused with")) {
            boolean written = cleaning.equals(Values.passed(value));
            assertThat(written || cleaning.equals(new Cleaning.Rejected("citizen-id.check", "item", value)))
                    .isTrue();
            return;
        }
        assertThat(cleaning).isInstanceOf(Cleaning.Cleaned.class);
        String standard =
                Objects.requireNonNull(((Cleaning.Cleaned) cleaning).values().get(0));
        if (endless) {
            assertThat(standard).isEqualTo(Item.WITHOUT_END);
        } else if (expected.startsWith("accepted")) {
            assertThat(standard).isEqualTo("01065529988");
        } else if (type == ItemType.DECIMAL) {
            assertThat(new BigDecimal(standard)).isEqualByComparingTo(expected);
        } else {
            assertThat(standard).isEqualTo(expected.split(",")[0]);
        }
    }

    static Stream<Arguments> rows() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FieldReportsTest.class.getResourceAsStream("field-reports.tsv")),
                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split("\t")).map(FieldReportsTest::row).toList().stream();
        }
    }

    private static Arguments row(String[] columns) {
        String value = ESCAPE.matcher(columns[1])
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                .replaceFirst("^timestamptz ", "")
                .replaceFirst(" \\(float8\\)$", "");
        return Arguments.of(ItemType.valueOf(columns[0]), value, columns[2]);
    }
}
