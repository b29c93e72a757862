package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Day;
import org.yici.kernel.linking.normalise.Text;

/** A day in any of its notations. Column: the day. */
final class Date implements FieldComparison<Day> {
    private static final List<String> LEVELS = List.of(
            "same",
            "same_as_far",
            "one_digit",
            "exchanged",
            "two_digits",
            "same_year",
            "near_year",
            "same_day",
            "other");
    private static final List<String> PARTS = List.of("day", "year", "month_day", "year_month");
    private static final List<String> TOKENS = List.of("day");

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public List<String> tokens() {
        return TOKENS;
    }

    @Override
    public @Nullable Day prepare(String[] columns) {
        Day day = Day.parse(Text.clean(columns[0]));
        return day.isKnown() && !day.isPlaceholder() ? day : null;
    }

    @Override
    public int compare(Day a, Day b) {
        if (a.equals(b)) {
            return 0;
        }
        boolean partial = a.month() == 0 || b.month() == 0 || a.day() == 0 || b.day() == 0;
        if (partial && a.year() == b.year() && (a.month() == b.month() || a.month() * b.month() == 0)) {
            return 1;
        }
        int apart = a.digitsApart(b);
        if (apart == 1) {
            return 2;
        }
        if (a.isSwapOf(b)) {
            return 3;
        }
        if (apart == 2) {
            return 4;
        }
        if (a.year() == b.year()) {
            return 5;
        }
        boolean sameDay = a.month() == b.month() && a.day() == b.day() && a.month() * a.day() > 1;
        return Math.abs(a.year() - b.year()) <= 1 ? 6 : sameDay ? 7 : 8;
    }

    @Override
    public boolean contradicts(Day a, Day b) {
        return compare(a, b) >= 5;
    }

    @Override
    public long token(Day value, int kind) {
        return Text.mix(value.number());
    }

    @Override
    public long sharedToken(Day a, Day b, int level, int kind) {
        return level == 0 ? Text.mix(a.number()) : 0;
    }

    @Override
    public long part(Day value, int part) {
        return switch (part) {
            case 0 -> Text.mix(value.number());
            case 1 -> Text.mix(value.year());
            case 2 -> value.month() * value.day() > 1 ? Text.mix(value.month() * 100 + value.day()) : 0;
            case 3 -> value.month() != 0 ? Text.mix(value.number() / 100) : 0;
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public boolean canContradict() {
        return true;
    }

    @Override
    public String text(Day value) {
        return "%04d-%02d-%02d".formatted(value.year(), value.month(), value.day());
    }
}
