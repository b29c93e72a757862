package org.yici.kernel.linking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yici.kernel.linking.normalise.Shape;

/**
 * How records of one layout are linked: a file, versioned and trainable.
 *
 * @param name by which a command names it
 * @param version changes with every change of a weight; every decision names it
 * @param columns that a record must have; others are ignored
 * @param shapes of columns whose values are sometimes exchanged
 * @param comparisons in the order in which an explanation shows them
 * @param blocking which records are compared at all
 * @param matchesPerRecord how many other records of its own subject a record is expected to have; with the number of records
 *     this is the prior
 * @param kinPerRecord how many records of kin a record has: other subjects that share what strangers do not, such as the
 *     household of a person or the sisters of a company; 0 if the model knows of none
 * @param thresholds in bits of the posterior odds
 */
public record LinkageModel(
        String name,
        String version,
        List<String> columns,
        Map<String, Shape> shapes,
        List<Comparison> comparisons,
        List<BlockingPass> blocking,
        double matchesPerRecord,
        double kinPerRecord,
        Thresholds thresholds) {

    public LinkageModel {
        columns = List.copyOf(columns);
        shapes = new LinkedHashMap<>(shapes);
        comparisons = List.copyOf(comparisons);
        blocking = List.copyOf(blocking);
        if (!(matchesPerRecord > 0)) {
            throw new IllegalArgumentException("matchesPerRecord must be above 0");
        }
        if (!(kinPerRecord >= 0)) {
            throw new IllegalArgumentException("kinPerRecord must not be below 0");
        }
    }

    /** The place of a name that a model gives among those that there are. */
    static int index(List<String> names, String name, String field) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "Field " + field + " has no '" + name + "'; known are " + String.join(", ", names));
        }
        return index;
    }

    /**
     * One comparison.
     *
     * @param field its name
     * @param kind one of {@link org.yici.kernel.linking.compare.Comparisons}
     * @param columns that it reads, in the kind's order
     * @param levels by name; a level that is not given is as likely for two records of one subject as for two others
     * @param frequencies by kind of token: how a rare value weighs more than a common one
     */
    public record Comparison(
            String field,
            String kind,
            List<String> columns,
            Map<String, Level> levels,
            Map<String, Frequency> frequencies) {
        public Comparison {
            columns = List.copyOf(columns);
            levels = new LinkedHashMap<>(levels);
            frequencies = new LinkedHashMap<>(frequencies);
        }
    }

    /**
     * Likelihood of a level.
     *
     * @param m among pairs of one subject
     * @param u among pairs of strangers
     * @param k among pairs of kin
     */
    public record Level(double m, double u, double k) {
        public Level {
            if (!isLikelihood(m) || !isLikelihood(u) || !isLikelihood(k)) {
                throw new IllegalArgumentException(
                        "m, u and k must be above 0 and at most 1: " + m + ", " + u + ", " + k);
            }
        }

        private static boolean isLikelihood(double value) {
            return value > 0 && value <= 1;
        }

        /** The agreement weight of Fellegi and Sunter, in bits: one subject against strangers. */
        public double weight() {
            return Math.log(m / u) / Math.log(2);
        }

        /** One subject against kin, in bits. */
        public double kinWeight() {
            return Math.log(m / k) / Math.log(2);
        }
    }

    /**
     * Term-frequency adjustment of a kind of token.
     *
     * @param reference chance that two random values are the same, as it was when u was estimated
     * @param strength 0 no adjustment, 1 in full
     */
    public record Frequency(double reference, double strength) {}

    /**
     * Records that have all keys in common are compared.
     *
     * @param keys {@code field.part}
     * @param refine further keys by which a block that is too large is divided, one after the other
     * @param largest records that a block may have; the weaker the key the fewer
     */
    public record BlockingPass(List<String> keys, List<String> refine, int largest) {
        public BlockingPass {
            if (largest < 2) {
                throw new IllegalArgumentException("A block must hold two records");
            }
            keys = List.copyOf(keys);
            refine = List.copyOf(refine);
        }
    }

    /**
     * Posterior odds in bits, of two records and of two clusters alike.
     *
     * @param link at least this: one subject
     * @param review at least this: a steward decides; below: apart
     */
    public record Thresholds(double link, double review) {
        public Thresholds {
            if (link < review) {
                throw new IllegalArgumentException("The threshold to link is below the one to review");
            }
        }
    }
}
