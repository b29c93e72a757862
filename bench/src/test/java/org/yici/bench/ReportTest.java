package org.yici.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yici.kernel.cleaning.Cleaning;
import org.yici.kernel.cleaning.CleaningPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    @Test
    void everyHarnessPrintsTheSameShapeInOneLine() {
        Report report =
                new Report(Map.of("a / b", 0.51249), Map.of("a", 12345.67), Map.of("a", new Percentiles(12.34, 56.78)));

        JsonNode json = new JsonMapper().readTree(report.json());

        assertThat(report.json()).doesNotContain("\n");
        assertThat(json.propertyNames()).containsExactly("ratios", "rates", "latency_ms");
        assertThat(json.at("/ratios/a ~1 b").asDouble()).isEqualTo(0.512);
        assertThat(json.at("/rates/a").asDouble()).isEqualTo(12345.7);
        assertThat(json.at("/latency_ms/a").propertyNames()).containsExactly("p50", "p99");
        assertThat(json.at("/latency_ms/a/p50").asDouble()).isEqualTo(12.3);
        assertThat(report.table().lines()).hasSize(3);
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        long[] millis = IntStream.rangeClosed(1, 200)
                .mapToLong(i -> (201 - i) * 1_000_000L)
                .toArray();

        assertThat(Percentiles.ofNanos(millis)).isEqualTo(new Percentiles(100, 198));
        assertThat(Percentiles.ofNanos(new long[] {5_000_000})).isEqualTo(new Percentiles(5, 5));
        assertThatThrownBy(() -> Percentiles.ofNanos(new long[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exactlyTheRecordsMadeBadFailTheirRule() {
        CleaningPlan.RowCleaner cleaner = CleaningPlan.compile(Servers.person(), 1)
                .forColumns(java.util.List.of("rid", "sfzh", "xm", "xb", "csrq", "mz", "xzqh", "hjdz", "rkzt", "bz"));
        for (long n = 0; n < 5_000; n++) {
            String[] row = People.line(n).split("\t");
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i].equals("\\N") ? null : row[i];
            }
            Cleaning cleaning = cleaner.clean(row);
            assertThat(cleaning instanceof Cleaning.Rejected rejected ? rejected.rule() : "")
                    .as(People.line(n))
                    .isEqualTo(People.bad(n) ? "citizen-id.check" : "");
        }
    }
}
