package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Text;

/** A telephone number with or without country code, area code and signs. Column: the number. */
final class Phone implements FieldComparison<Phone.Number> {
    private static final List<String> LEVELS = List.of("same", "one_edit", "two_edits", "other");
    private static final List<String> PARTS = List.of("number");
    private static final List<String> TOKENS = List.of("number");
    private static final int SHORTEST = 6;

    record Number(String digits, long hash) {}

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
    public @Nullable Number prepare(String[] columns) {
        String digits = Text.digits(columns[0]);
        if (digits.startsWith("86") && digits.length() > 11) {
            digits = digits.substring(2);
        } else if (digits.startsWith("0086")) {
            digits = digits.substring(4);
        } else if (columns[0].startsWith("+86")) {
            digits = digits.substring(2);
        } else if (digits.startsWith("86") && columns[0].startsWith("86-")) {
            digits = digits.substring(2);
        }
        return digits.length() < SHORTEST ? null : new Number(digits, Text.hash(digits));
    }

    @Override
    public int compare(Number a, Number b) {
        return a.hash == b.hash ? 0 : Similarity.edits(a.digits, b.digits, 2);
    }

    @Override
    public long token(Number value, int kind) {
        return value.hash;
    }

    @Override
    public long sharedToken(Number a, Number b, int level, int kind) {
        return level == 0 ? a.hash : 0;
    }

    @Override
    public long part(Number value, int part) {
        return value.hash;
    }

    @Override
    public String text(Number value) {
        return value.digits;
    }
}
