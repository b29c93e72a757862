package org.yici.kernel.linking;

import java.util.List;

/**
 * Why two records are linked or not: a waterfall from the prior over the fields to the sum, all in bits (base-2 logarithm
 * of odds).
 *
 * @param model name of the model
 * @param version of the model
 * @param first id of one record
 * @param second id of the other
 * @param prior before anything was compared
 * @param parts one a field, in the model's order
 * @param kin what is taken off because kin, such as a household, could agree just as much
 * @param forbidden whether two valid identifiers differ, which no other evidence outweighs
 * @param weight the sum of the prior, all parts and kin
 * @param probability that both are one subject, by that sum
 */
public record Explanation(
        String model,
        String version,
        String first,
        String second,
        double prior,
        List<Part> parts,
        double kin,
        boolean forbidden,
        double weight,
        double probability,
        Decision decision) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /**
     * What one field says.
     *
     * @param firstValue as it was compared; empty if unknown
     * @param secondValue as it was compared; empty if unknown
     * @param level name of the level of agreement; {@code silent} if a value is unknown
     * @param agreement weight of the level
     * @param frequency what is added because the common value is rare, or taken off because it is common
     */
    public record Part(
            String field, String firstValue, String secondValue, String level, double agreement, double frequency) {
        public double weight() {
            return agreement + frequency;
        }
    }
}
