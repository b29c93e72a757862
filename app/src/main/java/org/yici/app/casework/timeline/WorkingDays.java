package org.yici.app.casework.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts working days by the State Council's calendar: weekends and public holidays are free, make-up days are worked. */
@Component
public class WorkingDays {
    private final Map<LocalDate, Boolean> free;
    private final Set<Integer> noticed;

    @Autowired
    WorkingDays(JsonMapper json) {
        this(read(json));
    }

    private WorkingDays(Map<LocalDate, Boolean> free) {
        this.free = Map.copyOf(free);
        noticed = free.keySet().stream().map(LocalDate::getYear).collect(Collectors.toUnmodifiableSet());
    }

    /** @param free days whose rule differs from "weekends are free": true if the day is free, false if it is worked */
    static WorkingDays of(Map<LocalDate, Boolean> free) {
        return new WorkingDays(free);
    }

    boolean isWorking(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !free.getOrDefault(day, weekend);
    }

    /**
     * The last day of a period. The day on which it begins does not count (Civil Code, article 201).
     *
     * @param days length in working days, at least 1
     */
    public LocalDate after(LocalDate begin, int days) {
        LocalDate day = begin;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorking(day)) {
                left--;
            }
        }
        return day;
    }

    /** How many working days there are after one day, until and including another that is not before it. */
    int between(LocalDate begin, LocalDate end) {
        return (int) begin.plusDays(1)
                .datesUntil(end.plusDays(1))
                .filter(this::isWorking)
                .count();
    }

    /**
     * Whether the State Council's notice is there for every year of a period. Of a year without one only the weekends are known, so
     * a day that was counted through it may still move.
     */
    public boolean isNoticed(LocalDate begin, LocalDate end) {
        for (int year = begin.getYear(); year <= end.getYear(); year++) {
            if (!noticed.contains(year)) {
                return false;
            }
        }
        return true;
    }

    private static Map<LocalDate, Boolean> read(JsonMapper json) {
        Map<LocalDate, Boolean> days = new HashMap<>();
        try {
            for (var file :
                    List.of(new PathMatchingResourcePatternResolver().getResources("classpath:holidays/*.json"))) {
                try (InputStream in = file.getInputStream()) {
                    for (JsonNode day : json.readTree(in).path("days")) {
                        days.put(
                                LocalDate.parse(day.path("date").asString()),
                                day.path("isOffDay").asBoolean());
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The holiday calendar cannot be read", e);
        }
        return days;
    }
}
