package org.yici.kernel.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.kernel.cleaning.Values.clean;
import static org.yici.kernel.cleaning.Values.passed;

import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;

/** Dates that come as points in time, and dates without end. */
class DatesTest {
    @ParameterizedTest
    @CsvSource({
        "2024-12-31T16:00:00.000Z, 2025-01-01", "2024-12-31 15:59:59+00, 2024-12-31",
                "2024-12-31 08:00:00-08, 2025-01-01",
        "1990-05-01 00:00:00+08, 1990-05-01", "1990-04-30 16:00:00+00, 1990-05-01",
                "1900-06-01 00:00:00+08:05:43, 1900-06-01",
        "1900-05-31 15:54:17+00, 1900-06-01", "1988-07-01 00:00:00+09, 1988-07-01",
                "2025-01-01T00:00:00+0800, 2025-01-01",
        "2025-01-01 00:00:00, 2025-01-01", "2024-12-31 23:59:59, 2024-12-31"
    })
    void theDateOfAPointInTimeIsTheDepartmentsWhateverTheMachine(String raw, String date) {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : new String[] {"UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(clean(ItemType.DATE, raw)).as(zone).isEqualTo(passed(date));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"Asia/Urumqi, 2024-12-31T17:00:00Z, 2024-12-31", "UTC, 2024-12-31T16:00:00Z, 2024-12-31"})
    void aSourceMayDeclareAnotherZone(String zone, String raw, String date) {
        assertThat(Values.plan(ItemType.DATE, false, zone).clean(Map.of("raw", raw)))
                .isEqualTo(passed(date));
    }

    @ParameterizedTest
    @CsvSource({
        "1900-06-01 00:00:00+08:05:43, 1900-05-31T15:54:17Z",
        "1900-06-01 00:00:00-08:05:43, 1900-06-01T08:05:43Z",
        "1900-06-01 00:00:00+080543, 1900-05-31T15:54:17Z"
    })
    void offsetsOfLocalMeanTimesAreRead(String raw, String standard) {
        assertThat(clean(ItemType.TIMESTAMP, raw)).isEqualTo(passed(standard));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-01 00:00:00+08:05:99",
                "2024-05-01 00:00:00+08:5",
                "2024-05-01 00:00:00+19",
                "2024-05-01 00:00:00+08:05:43:1"
            })
    void anOffsetThatIsNoneIsRefused(String raw) {
        assertThat(clean(ItemType.TIMESTAMP, raw)).isInstanceOf(Cleaning.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infinity",
                "Infinity",
                "9999-12-31",
                "9999/12/31",
                "99991231",
                "9999年12月31日",
                "9999-12-31 23:59:59",
                "9999-12-31T16:00:00Z",
                "长期",
                " 长期有效 ",
                "永久",
                "至今",
                "无固定期限",
                "９９９９－１２－３１"
            })
    void aDateWithoutEndIsOneWhereTheItemSaysSo(String raw) {
        assertThat(Values.plan(ItemType.DATE, true).clean(Map.of("raw", raw))).isEqualTo(passed(Item.WITHOUT_END));
        assertThat(clean(ItemType.DATE, raw)).isEqualTo(new Cleaning.Rejected("date.without-end", "item", raw));
    }

    @ParameterizedTest
    @CsvSource({"2030-12-31, 2030-12-31", "20301231, 2030-12-31"})
    void anItemThatMayBeWithoutEndReadsOtherDatesAsEver(String raw, String date) {
        assertThat(Values.plan(ItemType.DATE, true).clean(Map.of("raw", raw))).isEqualTo(passed(date));
        assertThat(Values.plan(ItemType.DATE, true).clean(Map.of("raw", "无"))).isEqualTo(passed(null));
        assertThat(Values.plan(ItemType.DATE, true).clean(Map.of("raw", "-infinity")))
                .isEqualTo(new Cleaning.Rejected("date.without-begin", "item", "-infinity"));
    }
}
