package org.yici.app.exchange;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.Act;

/**
 * Which uses are wanted; null stands for any.
 *
 * @param department code of the department that asked; empty for a citizen
 * @param purpose code of the purpose; empty for uses without one
 * @param kind {@link Act.Kind#QUERY}, {@link Act.Kind#CHECK}, {@link Act.Kind#READING} or {@link Act.Kind#REFUSAL}
 * @param from not before
 * @param until before
 * @param like leaf of a use: only its repetitions
 */
public record UseFilter(
        @Nullable String department,
        @Nullable String purpose,
        Act.@Nullable Kind kind,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Long like) {
    /** All uses. */
    public static final UseFilter ALL = new UseFilter(null, null, null, null, null, null);

    private static final Set<Act.Kind> KINDS =
            Set.of(Act.Kind.QUERY, Act.Kind.CHECK, Act.Kind.READING, Act.Kind.REFUSAL);

    /**
     * Reads a kind as pages and the API name it: {@code query}, {@code check}, {@code reading} or {@code refusal}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Act.Kind kind(String name) {
        return KINDS.stream()
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A use is a query, check, reading or refusal"));
    }

    /** The same, of what is over at a point in time. */
    public UseFilter before(Instant end) {
        return until != null && until.isBefore(end) ? this : new UseFilter(department, purpose, kind, from, end, like);
    }
}
