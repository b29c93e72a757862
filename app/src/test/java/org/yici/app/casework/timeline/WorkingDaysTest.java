package org.yici.app.casework.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class WorkingDaysTest {
    private final WorkingDays days = new WorkingDays(new JsonMapper());

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, false", // New Year's Day, a Thursday
        "2026-01-02, false", // a Friday that is free
        "2026-01-04, true", // a Sunday that makes up for it
        "2026-02-14, true", // a Saturday that makes up for Spring Festival
        "2026-03-07, false", // an ordinary Saturday
        "2026-03-09, true",
        "2027-03-06, false" // no notice for this year yet: weekends are free
    })
    void theCalendarOfTheStateCouncilDecides(LocalDate day, boolean working) {
        assertThat(days.isWorking(day)).isEqualTo(working);
    }

    @Test
    void theDayOnWhichAPeriodBeginsDoesNotCount() {
        assertThat(days.after(LocalDate.of(2026, 3, 9), 1)).isEqualTo(LocalDate.of(2026, 3, 10));
    }

    @Test
    void aPeriodSkipsHolidaysAndWeekendsButNotMakeUpDays() {
        // Wednesday 31 December; 1 to 3 January are free, Sunday the 4th is worked.
        assertThat(days.after(LocalDate.of(2025, 12, 31), 2)).isEqualTo(LocalDate.of(2026, 1, 5));
    }

    @Test
    void withoutACalendarOnlyWeekendsAreFree() {
        assertThat(WorkingDays.of(Map.of()).after(LocalDate.of(2026, 3, 6), 1)).isEqualTo(LocalDate.of(2026, 3, 9));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-12-25, 2024-01-10, true",
        "2026-03-09, 2026-04-20, true",
        "2026-12-20, 2027-01-08, false",
        "2027-03-01, 2027-03-05, false",
        "2025-12-31, 2026-01-05, true"
    })
    void aYearWithoutANoticeIsNotCountedInSilence(LocalDate begin, LocalDate end, boolean noticed) {
        assertThat(days.isNoticed(begin, end)).isEqualTo(noticed);
    }
}
