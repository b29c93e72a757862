package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.Telephone;
import org.yici.kernel.linking.normalise.Text;

/**
 * A telephone number with or without country code, area code and signs; of several the first. Extensions of one switchboard say
 * nothing of each other. Column: the number.
 */
final class Phone implements FieldComparison<Phone.Number> {
    private static final List<String> LEVELS = List.of("same", "one_edit", "two_edits", "other");
    private static final List<String> PARTS = List.of("number");
    private static final List<String> TOKENS = List.of("number");
    private static final int SHORTEST = 6;

    record Number(String digits, long hash) {
        /** Characters before the extension. */
        int base() {
            int hyphen = digits.indexOf('-');
            return hyphen < 0 ? digits.length() : hyphen;
        }
    }

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
        String digits = digits(columns[0]);
        return digits.length() < SHORTEST || Telephone.placeholder(digits)
                ? null
                : new Number(digits, Text.hash(digits));
    }

    private static String digits(String text) {
        List<String> numbers = Telephone.all(text);
        if (!numbers.isEmpty()) {
            return numbers.get(0);
        }
        // Not a number of today's plan: whatever it is, two records that have it agree.
        if (text.chars().anyMatch(c -> c < 0x80 && Character.isLetter(c))) {
            return "";
        }
        String digits = Text.digits(text);
        if (digits.startsWith("0086")) {
            return digits.substring(4);
        }
        boolean country =
                digits.startsWith("86") && (digits.length() > 11 || text.startsWith("+86") || text.startsWith("86-"));
        return country ? digits.substring(2) : digits;
    }

    @Override
    public int compare(Number a, Number b) {
        if (a.hash == b.hash) {
            return 0;
        }
        int base = a.base();
        boolean extended = base < a.digits.length() || b.base() < b.digits.length();
        boolean switchboard = extended && base == b.base() && a.digits.regionMatches(0, b.digits, 0, base);
        return switchboard ? SILENT : Similarity.edits(a.digits, b.digits, 2);
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
    public long contact(Number value) {
        return value.hash;
    }

    @Override
    public boolean isContact() {
        return true;
    }

    @Override
    public boolean isSlip(int level) {
        return level == 1 || level == 2;
    }

    @Override
    public String text(Number value) {
        return value.digits;
    }
}
