package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one field, or several that contain each other, are compared. Stateless and safe for use by several threads.
 *
 * @param <V> a field's value, prepared once a record so that comparing is cheap
 */
public interface FieldComparison<V> {
    /** A level for two values of which one says nothing: the field is left out. */
    int SILENT = -1;

    /** The levels' names, from the strongest agreement to disagreement; a model gives a weight to each. */
    List<String> levels();

    /** The kinds of value whose frequency matters, for example {@code surname}; may be empty. */
    default List<String> tokens() {
        return List.of();
    }

    /** The parts that a blocking key can be made of. */
    List<String> parts();

    /**
     * Prepares the columns' texts, in the model's order; an empty text is a missing value.
     *
     * @return null if nothing is known
     */
    @Nullable
    V prepare(String[] columns);

    /** The level of agreement, or {@link #SILENT}. Symmetric. */
    int compare(V a, V b);

    /** The hash of the value of a kind of {@link #tokens()} by which it is counted, or 0. */
    default long token(V value, int kind) {
        return 0;
    }

    /** The hash of the value that two values of this level have in common in a kind of {@link #tokens()}, or 0. */
    default long sharedToken(V a, V b, int level, int kind) {
        return 0;
    }

    /** The hash of a part for blocking, or 0 if it is unknown. */
    long part(V value, int part);

    /** Whether these two values forbid that the records are of one subject, whatever else agrees. */
    default boolean forbids(V a, V b) {
        return false;
    }

    /**
     * The hash of an identifier in the value that is to name one subject, whole and readable; 0 if there is none. If records of
     * clearly different subjects bear one, it names nobody.
     */
    default long identifier(V value) {
        return 0;
    }

    /** The value with its identifier and all that follows from it left out; null if nothing remains. */
    default @Nullable V withoutIdentifier(V value) {
        return value;
    }

    /** Whether an agreement on this level links two records though no other field speaks for it. */
    default boolean bindsAlone(V a, V b, int level) {
        return true;
    }

    /** Whether the two values are, each taken as right, of different subjects: no variant, part or mistyping of each other. */
    default boolean contradicts(V a, V b) {
        return false;
    }

    /** Whether a level says that an identifier is the same, perhaps mistyped. */
    default boolean isIdentifier(int level) {
        return false;
    }

    /** Whether two values have one identifier that names a subject by itself. */
    default boolean bearsOne(V a, V b) {
        return false;
    }

    /**
     * Whether two values are such as members of a household have that share all else: given names of twins, births of a father and a
     * son of one name. Then a steward says whether they are one, whatever else agrees.
     */
    default boolean isOfKin(V a, V b, int level) {
        return false;
    }

    /** Whether values can contradict each other at all. */
    default boolean canContradict() {
        return false;
    }

    /** Whether the field is a way to reach somebody. */
    default boolean isContact() {
        return false;
    }

    /** Whether the {@link #bearer} is a person, whose household shares contacts; companies that change their name keep theirs. */
    default boolean isPerson() {
        return false;
    }

    /** Whether a level says that one value is the other mistyped. */
    default boolean isSlip(int level) {
        return false;
    }

    /** The hash of a way to reach somebody, which an agent may lend to very many: a telephone number, an address; or 0. */
    default long contact(V value) {
        return 0;
    }

    /** The hash by which those who give one {@link #contact} are told apart, the name; or 0. */
    default long bearer(V value) {
        return 0;
    }

    /** The value as a steward may read it in an explanation. */
    String text(V value);
}
