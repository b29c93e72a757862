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

    /** XML Schema's dates; the offset says where it was that day. */
    @ParameterizedTest
    @ValueSource(strings = {"2024-05-01Z", "2024-05-01+09:00", "2024-05-01+14:00", "2024-05-01-12:00", "20240501+1400"})
    void anOffsetWithoutATimeDoesNotMoveADate(String raw) {
        assertThat(clean(ItemType.DATE, raw)).isEqualTo(passed("2024-05-01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-01T24:00:00",
                "20240501240000",
                "2016-12-31T23:59:60Z",
                "0000-00-00",
                "0001-01-01",
                "10000-01-01",
                "+10000-01-01",
                "99-05-01",
                "24/05/01",
                "05/01/2024",
                "1/5/2024",
                "240501",
                "43831",
                "43831.5",
                "20240230",
                "二〇二四年五月一日",
                "民国113年5月1日",
                "113-05-01",
                "农历2024年五月初一",
                "2024年5月1日(农历)",
                "阴历1990-05-01",
                "1990-05-01 BC",
                "2024-05-01 01:00 PM",
                "2024-05-01T",
                "2024-12-31T16:00:00.Z",
                "1714521600",
                "2024-05",
                "2024-05/01",
                "-2024-05-01",
                "2020.01.01-2040.01.01"
            })
    void whatCannotBeReadForCertainIsRefused(String raw) {
        assertThat(clean(ItemType.DATE, raw)).isEqualTo(new Cleaning.Rejected("date.invalid", "item", raw));
        assertThat(Values.plan(ItemType.DATE, true).clean(Map.of("raw", raw)))
                .isEqualTo(new Cleaning.Rejected("date.invalid", "item", raw));
    }

    @ParameterizedTest
    @CsvSource({"2099-12-31, 2099-12-31", "2999-12-31, 9999-12-31", "長期, 9999-12-31", "∞, 9999-12-31"})
    void onlyWhatNobodyMeansAsADayIsWithoutEnd(String raw, String date) {
        assertThat(Values.plan(ItemType.DATE, true).clean(Map.of("raw", raw))).isEqualTo(passed(date));
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
