package org.yici.kernel.linking;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yici.kernel.linking.compare.FieldComparison;

/**
 * How many pairs show each pattern of agreement: one level a field, packed into a number. There are far fewer patterns than
 * pairs, so what is computed from them costs the same however many pairs there were.
 */
final class Patterns {
    private static final int BITS = 5;

    private final Map<Long, double[]> counts = new HashMap<>();
    private final Linker linker;

    Patterns(Linker linker) {
        if (linker.fields() * BITS > Long.SIZE) {
            throw new IllegalArgumentException("A model has at most " + Long.SIZE / BITS + " comparisons");
        }
        this.linker = linker;
    }

    void add(PreparedRecord a, PreparedRecord b, double weight) {
        long pattern = 0;
        for (int field = linker.fields() - 1; field >= 0; field--) {
            pattern = pattern << BITS | linker.level(a, b, field) + 1;
        }
        counts.computeIfAbsent(pattern, key -> new double[1])[0] += weight;
    }

    interface Visitor {
        /** @param levels one a field, {@link FieldComparison#SILENT} included */
        void visit(int[] levels, double count);
    }

    void forEach(Visitor visitor) {
        int[] levels = new int[linker.fields()];
        new TreeMap<>(counts).forEach((pattern, count) -> {
            for (int field = 0; field < levels.length; field++) {
                levels[field] = (int) (pattern >>> field * BITS & (1 << BITS) - 1) - 1;
            }
            visitor.visit(levels, count[0]);
        });
    }

    /** How many pairs there are. */
    double total() {
        return counts.values().stream().mapToDouble(count -> count[0]).sum();
    }

    int size() {
        return counts.size();
    }

    double[][] levelCounts() {
        double[][] table = new double[linker.fields()][];
        for (int field = 0; field < table.length; field++) {
            table[field] = new double[linker.comparison(field).levels().size()];
        }
        forEach((levels, count) -> {
            for (int field = 0; field < levels.length; field++) {
                if (levels[field] >= 0) {
                    table[field][levels[field]] += count;
                }
            }
        });
        return table;
    }
}
