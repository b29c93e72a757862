package org.yici.app.web.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.LedgerFilter;

/**
 * What an auditor asks the ledger for, as it stands in the address and in the form. Times are of China Standard Time, to the minute.
 *
 * @param kind name of an {@link Act.Kind}
 * @param number of a case
 */
record LedgerQuery(
        @Nullable String from,
        @Nullable String to,
        @Nullable String department,
        @Nullable String kind,
        @Nullable String number,
        @Nullable String actor) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    LedgerQuery {
        from = text(from);
        to = text(to);
        department = text(department);
        kind = text(kind);
        number = text(number);
        actor = text(actor);
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** What cannot be read in it: field to message key. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (from != null && time(from).isEmpty()) {
            faults.put("from", "ledger.filter.time");
        }
        if (to != null && time(to).isEmpty()) {
            faults.put("to", "ledger.filter.time");
        }
        if (kind != null && asKind().isEmpty()) {
            faults.put("kind", "ledger.filter.kind");
        }
        Optional<Instant> begin = time(from);
        Optional<Instant> end = time(to);
        if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
            faults.put("to", "ledger.filter.order");
        }
        return faults;
    }

    /** All entries if something in it cannot be read. */
    LedgerFilter filter() {
        return faults().isEmpty()
                ? new LedgerFilter(
                        kindOrNull(), department, number, actor, time(from).orElse(null), time(to).orElse(null))
                : LedgerFilter.all();
    }

    public boolean given() {
        return from != null || to != null || department != null || kind != null || number != null || actor != null;
    }

    /** The address's query, beginning with {@code ?}, empty if nothing is asked. */
    public String address() {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        fields().forEach(query::queryParam);
        return query.encode().build().toUriString();
    }

    Map<String, String> fields() {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        all.put("from", from);
        all.put("to", to);
        all.put("department", department);
        all.put("kind", kind);
        all.put("number", number);
        all.put("actor", actor);
        Map<String, String> given = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    private Act.@Nullable Kind kindOrNull() {
        return asKind().orElse(null);
    }

    private Optional<Act.Kind> asKind() {
        return Arrays.stream(Act.Kind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst();
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text).atZone(ZONE).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
