package org.yici.app.web.my;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.exchange.UseFilter;
import org.yici.app.ledger.Act;
import org.yici.app.web.frame.Show;

/**
 * The filters of "who used my data" as they were typed; null and empty stand for any.
 *
 * @param department code of the department that asked; {@link #NONE} for a citizen
 * @param purpose code of the purpose; {@link #NONE} for uses without one
 * @param kind {@code query}, {@code check}, {@code reading} or {@code refusal}
 * @param from first day, ISO 8601, of the pages' time zone
 * @param to last day
 */
record UsesForm(
        @Nullable String about,
        @Nullable String department,
        @Nullable String purpose,
        @Nullable String kind,
        @Nullable String from,
        @Nullable String to) {
    /** Stands in an address for "none of them", which an empty text, for any, cannot. */
    static final String NONE = "-";

    static final Set<String> KINDS = Set.of("query", "check", "reading", "refusal");

    /** Fields that cannot be understood, with the key of the text that says so; a list is then shown without them. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!isDay(from)) {
            faults.put("from", "uses.fault.day");
        }
        if (!isDay(to)) {
            faults.put("to", "uses.fault.day");
        }
        Instant first = faults.isEmpty() ? start(from, 0) : null;
        Instant end = faults.isEmpty() ? start(to, 1) : null;
        if (first != null && end != null && !first.isBefore(end)) {
            faults.put("to", "uses.fault.order");
        }
        if (given(kind) && !KINDS.contains(kind)) {
            faults.put("kind", "uses.fault.kind");
        }
        return faults;
    }

    /** What the fields come to; those with a fault count as empty. */
    UseFilter filter(@Nullable Long like) {
        Map<String, String> faults = faults();
        Act.Kind wanted = kind != null && given(kind) && !faults.containsKey("kind") ? UseFilter.kind(kind) : null;
        return new UseFilter(
                code(department),
                code(purpose),
                wanted,
                faults.containsKey("from") ? null : start(from, 0),
                faults.containsKey("to") ? null : start(to, 1),
                like);
    }

    /** Whether anything is filtered. */
    public boolean filters() {
        return given(department) || given(purpose) || given(kind) || given(from) || given(to);
    }

    /** The fields as the query of an address, from {@code ?} on. */
    public String query() {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("about", text(about));
        fields.put("department", text(department));
        fields.put("purpose", text(purpose));
        fields.put("kind", text(kind));
        fields.put("from", text(from));
        fields.put("to", text(to));
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.queryParam(name, "{" + name + "}");
            }
        });
        String built = query.encode().buildAndExpand(fields).toUriString();
        return built.isEmpty() ? "?" : built + "&";
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String code(@Nullable String text) {
        return !given(text) ? null : NONE.equals(text) ? "" : text;
    }

    private static boolean isDay(@Nullable String text) {
        try {
            start(text, 1);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** When a day, or one some days later, begins; null if none is given. */
    private static @Nullable Instant start(@Nullable String text, int later) {
        if (text == null || text.isBlank()) {
            return null;
        }
        LocalDate day = LocalDate.parse(text.strip());
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("No year of the calendar: " + day);
        }
        return day.plusDays(later).atStartOfDay(Show.ZONE).toInstant();
    }
}
