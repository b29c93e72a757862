package org.yici.kernel.linking;

import java.util.Objects;
import java.util.stream.IntStream;
import org.yici.kernel.linking.compare.FieldComparison;

/**
 * Agreement that says less than its level: a contact that a crowd gives, a household's contact beside another name, an identifier
 * of an unknown division that nothing else speaks for.
 */
final class WeightLimits {
    /** Bits that say more than a sex that is the same. */
    private static final double SUPPORT = 3;
    /** How far below the threshold evidence stays that does not link by itself: a clerk may be asked. */
    private static final double BELOW_LINK = 1;

    private final Linker linker;
    private final double[][] weights;
    private final int[] contradictable;
    private final int contacts;

    /**
     * @param weights of the levels by field
     * @param contradictable fields whose values can contradict each other
     */
    WeightLimits(Linker linker, double[][] weights, int[] contradictable) {
        this.linker = linker;
        this.weights = weights;
        this.contradictable = contradictable;
        contacts = Math.max(1, (int) IntStream.range(0, linker.fields())
                .filter(field -> linker.comparison(field).isContact())
                .count());
    }

    /**
     * By how much the weight of a level changes.
     *
     * @param rarity by how much the values' rarity alone changes it
     */
    double adjusted(PreparedRecord a, PreparedRecord b, int field, int level, double rarity, Frequencies frequencies) {
        double agreement = weights[field][level];
        if (agreement <= 0) {
            return rarity;
        }
        FieldComparison<Object> comparison = linker.comparison(field);
        Object x = Objects.requireNonNull(a.value(field));
        Object y = Objects.requireNonNull(b.value(field));
        double room = linker.model().thresholds().link() - BELOW_LINK - linker.prior(frequencies);
        if (comparison.contact(x) != 0) {
            if (saysNothing(comparison, x, y, field, level, frequencies)) {
                return -agreement;
            }
            return otherName(a, b) && !isSupported(a, b, field, true)
                    ? Math.min(rarity, room / contacts - agreement)
                    : rarity;
        }
        return comparison.bindsAlone(x, y, level) || isSupported(a, b, field, false)
                ? rarity
                : Math.min(rarity, room - agreement);
    }

    /** A contact that a crowd gives, or two that are no slip of each other, since both stand in several records. */
    private static boolean saysNothing(
            FieldComparison<Object> comparison, Object x, Object y, int field, int level, Frequencies frequencies) {
        return comparison.isSlip(level)
                ? frequencies.areRepeated(field, comparison.token(x, 0), comparison.token(y, 0))
                : frequencies.isCrowded(field, comparison.contact(x), comparison.contact(y));
    }

    /**
     * Whether any other field speaks for one subject by more than a sex that is the same.
     *
     * @param personal whether what a household shares is left aside
     */
    private boolean isSupported(PreparedRecord a, PreparedRecord b, int but, boolean personal) {
        for (int field = 0; field < linker.fields(); field++) {
            Object value = a.value(field);
            boolean counts = field != but
                    && !(personal && value != null && linker.comparison(field).contact(value) != 0);
            int level = counts ? linker.level(a, b, field) : FieldComparison.SILENT;
            if (level >= 0 && weights[field][level] >= SUPPORT) {
                return true;
            }
        }
        return false;
    }

    /** Whether the names of those who give the contact have nothing in common but a family's. */
    private boolean otherName(PreparedRecord a, PreparedRecord b) {
        for (int field : contradictable) {
            Object x = a.value(field);
            Object y = b.value(field);
            if (x != null && y != null && linker.comparison(field).bearer(x) != 0) {
                return linker.comparison(field).isPerson()
                        && linker.comparison(field).contradicts(x, y);
            }
        }
        return false;
    }
}
