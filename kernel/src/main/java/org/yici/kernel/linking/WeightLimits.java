package org.yici.kernel.linking;

import java.util.Objects;
import java.util.stream.IntStream;
import org.yici.kernel.linking.compare.FieldComparison;

/**
 * Agreement that says less than its level: a contact that a crowd gives, a household's contact beside another name, an identifier
 * of an unknown division that nothing else speaks for; and all that twins, or father and son of one name, have in common.
 */
final class WeightLimits {
    /** Bits that say more than a sex that is the same. */
    private static final double SUPPORT = 3;
    /** How far below the threshold evidence stays that does not link by itself: a steward may be asked. */
    private static final double BELOW_LINK = 1;
    /** The same where a steward is to be asked, also where all odds are lowered because hardly any record has a duplicate. */
    private static final double ASKED = 0.5;

    /** Two records that bear one identifier, perhaps mistyped. */
    static final int IDENTIFIED = -2;

    private static final int[] NONE = {};

    private final Linker linker;
    private final double[][] weights;
    private final int[] contradictable;
    private final int contacts;
    /** Whether the subjects are people: a company's representative has no twin for this. */
    private final boolean people;

    /**
     * @param weights of the levels by field
     * @param contradictable fields whose values can contradict each other
     */
    WeightLimits(Linker linker, double[][] weights, int[] contradictable) {
        this.linker = linker;
        this.weights = weights;
        this.contradictable = contradictable;
        people = IntStream.of(contradictable)
                .anyMatch(field -> linker.comparison(field).isIdentifier(0));
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
        double adjusted = single(a, b, field, level, rarity, frequencies);
        if (!people || !linker.comparison(field).canContradict()) {
            return adjusted;
        }
        boolean ofKin = isOfKin(a, b, field, level) && field == ofKin(a, b);
        if (!ofKin && (weights[field][level] >= 0 || !isRenamed(a, b, field))) {
            return adjusted;
        }
        double sum = linker.prior(frequencies) + weights[field][level];
        for (int other = 0; other < linker.fields(); other++) {
            int agreement = other == field ? FieldComparison.SILENT : linker.level(a, b, other);
            if (agreement >= 0) {
                double rare = linker.rarity(a, b, other, agreement, frequencies);
                sum += weights[other][agreement] + single(a, b, other, agreement, rare, frequencies);
            }
        }
        double asked = linker.model().thresholds().link() - ASKED - sum;
        return ofKin ? Math.min(adjusted, asked) : Math.max(adjusted, asked);
    }

    /** Whether a field is the name of a person who bears the same proven identifier under another one: a steward is asked at least. */
    private boolean isRenamed(PreparedRecord a, PreparedRecord b, int field) {
        Object x = a.value(field);
        Object y = b.value(field);
        FieldComparison<Object> comparison = linker.comparison(field);
        if (x == null || y == null || !comparison.isPerson() || !comparison.contradicts(x, y)) {
            return false;
        }
        for (int other : contradictable) {
            Object one = a.value(other);
            Object two = b.value(other);
            if (one != null && two != null && linker.comparison(other).bearsOne(one, two)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfKin(PreparedRecord a, PreparedRecord b, int field, int level) {
        Object x = Objects.requireNonNull(a.value(field));
        Object y = Objects.requireNonNull(b.value(field));
        return linker.comparison(field).isOfKin(x, y, level);
    }

    /**
     * The field that tells two members of a household apart, which share all else; {@link #IDENTIFIED} if an identifier says that they are
     * one, -1 if neither.
     */
    int ofKin(PreparedRecord a, PreparedRecord b) {
        int ofKin = FieldComparison.SILENT;
        for (int field : people ? contradictable : NONE) {
            int level = linker.level(a, b, field);
            if (level >= 0 && linker.comparison(field).isIdentifier(level)) {
                return IDENTIFIED;
            }
            ofKin = ofKin < 0 && level >= 0 && isOfKin(a, b, field, level) ? field : ofKin;
        }
        return ofKin;
    }

    private double single(
            PreparedRecord a, PreparedRecord b, int field, int level, double rarity, Frequencies frequencies) {
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
                : Math.min(rarity, room - agreement - weak(a, b, field));
    }

    /** Bits of all other fields that speak for one subject, none of them enough to support anything. */
    private double weak(PreparedRecord a, PreparedRecord b, int but) {
        double weak = 0;
        for (int field = 0; field < linker.fields(); field++) {
            int level = field == but ? FieldComparison.SILENT : linker.level(a, b, field);
            weak += level >= 0 ? Math.max(0, weights[field][level]) : 0;
        }
        return weak;
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
