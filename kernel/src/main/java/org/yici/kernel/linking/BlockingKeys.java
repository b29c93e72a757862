package org.yici.kernel.linking;

import java.util.List;
import org.yici.kernel.linking.LinkageModel.BlockingPass;
import org.yici.kernel.linking.LinkageModel.Comparison;
import org.yici.kernel.linking.compare.FieldComparison;
import org.yici.kernel.linking.normalise.Text;

/** The keys of one blocking pass. */
final class BlockingKeys {
    private final Part[] keys;
    private final Part[] refinements;

    private record Part(int field, int part, FieldComparison<Object> comparison) {
        long of(PreparedRecord entry) {
            Object value = entry.value(field);
            return value == null ? 0 : comparison.part(value, part);
        }
    }

    private final int largest;

    private BlockingKeys(Part[] keys, Part[] refinements, int largest) {
        this.largest = largest;
        this.keys = keys;
        this.refinements = refinements;
    }

    static BlockingKeys compile(BlockingPass pass, LinkageModel model, List<FieldComparison<Object>> comparisons) {
        return new BlockingKeys(
                parts(pass.keys(), model, comparisons), parts(pass.refine(), model, comparisons), pass.largest());
    }

    private static Part[] parts(List<String> names, LinkageModel model, List<FieldComparison<Object>> comparisons) {
        Part[] parts = new Part[names.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(names.get(i), model.comparisons(), comparisons);
        }
        return parts;
    }

    private static Part part(String name, List<Comparison> fields, List<FieldComparison<Object>> comparisons) {
        int dot = name.indexOf('.');
        for (int field = 0; field < fields.size(); field++) {
            if (dot > 0 && fields.get(field).field().equals(name.substring(0, dot))) {
                int part = comparisons.get(field).parts().indexOf(name.substring(dot + 1));
                if (part >= 0) {
                    return new Part(field, part, comparisons.get(field));
                }
            }
        }
        throw new IllegalArgumentException("A blocking key names '" + name + "', which no comparison has");
    }

    /** Records that a block may have. */
    int largest() {
        return largest;
    }

    int refinements() {
        return refinements.length;
    }

    /** The hash of all keys, or 0 if one is unknown. */
    long key(PreparedRecord entry) {
        long hash = 0;
        for (Part part : keys) {
            long value = part.of(entry);
            if (value == 0) {
                return 0;
            }
            hash = Text.mix(hash * 31 + value);
        }
        return hash;
    }

    /** A key made finer by one refinement, or 0 if that is unknown. */
    long refined(long key, PreparedRecord entry, int refinement) {
        long value = refinements[refinement].of(entry);
        return value == 0 ? 0 : Text.mix(key * 31 + value);
    }

    boolean reads(int field) {
        for (Part part : keys) {
            if (part.field == field) {
                return true;
            }
        }
        return false;
    }
}
