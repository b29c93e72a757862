package org.yici.kernel.linking;

import java.util.List;
import java.util.Map;
import org.yici.kernel.linking.LinkageModel.Comparison;
import org.yici.kernel.linking.LinkageModel.Frequency;
import org.yici.kernel.linking.compare.FieldComparison;

/** What a value that two records have in common says by being rare, or does not say by being common. */
final class Rarity {
    private static final double LOG2 = Math.log(2);

    private final List<FieldComparison<Object>> comparisons;
    private final double[][] references;
    private final double[][] strengths;

    Rarity(LinkageModel model, List<FieldComparison<Object>> comparisons) {
        this.comparisons = comparisons;
        references = new double[comparisons.size()][];
        strengths = new double[comparisons.size()][];
        for (int field = 0; field < references.length; field++) {
            compile(field, model.comparisons().get(field));
        }
    }

    private void compile(int field, Comparison comparison) {
        List<String> tokens = comparisons.get(field).tokens();
        references[field] = new double[tokens.size()];
        strengths[field] = new double[tokens.size()];
        for (Map.Entry<String, Frequency> frequency : comparison.frequencies().entrySet()) {
            int token = LinkageModel.index(tokens, frequency.getKey(), comparison.field());
            references[field][token] = frequency.getValue().reference();
            strengths[field][token] = frequency.getValue().strength();
        }
    }

    /** By how much it changes a level's weight. */
    double of(PreparedRecord a, PreparedRecord b, int field, int level, Frequencies frequencies) {
        double adjustment = 0;
        for (int kind = 0; kind < strengths[field].length; kind++) {
            double strength = strengths[field][kind];
            Object x = a.value(field);
            Object y = b.value(field);
            if (strength > 0 && x != null && y != null) {
                long token = comparisons.get(field).sharedToken(x, y, level, kind);
                if (token != 0) {
                    double share = frequencies.share(field, kind, token);
                    adjustment += strength * Math.log(references[field][kind] / share) / LOG2;
                }
            }
        }
        return adjustment;
    }
}
