package org.yici.kernel.linking;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.compare.FieldComparison;
import org.yici.kernel.linking.normalise.Shape;
import org.yici.kernel.linking.normalise.Text;
import org.yici.kernel.text.Placeholders;

/** Makes records ready to be compared: values are cleaned, put back into their columns, and prepared by each field. */
final class Preparation {
    private final LinkageModel model;
    private final List<FieldComparison<Object>> comparisons;
    private final int[][] columns;
    private final @Nullable Shape[] shapes;

    Preparation(LinkageModel model, List<FieldComparison<Object>> comparisons) {
        this.model = model;
        this.comparisons = comparisons;
        columns = new int[comparisons.size()][];
        for (int field = 0; field < columns.length; field++) {
            columns[field] = model.comparisons().get(field).columns().stream()
                    .mapToInt(this::column)
                    .toArray();
        }
        shapes = new @Nullable Shape[model.columns().size()];
        model.shapes().forEach((column, shape) -> shapes[column(column)] = shape);
    }

    private int column(String name) {
        return LinkageModel.index(model.columns(), name, "of columns");
    }

    PreparedRecord prepare(String id, Map<String, String> values) {
        String[] row = new String[model.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.getOrDefault(model.columns().get(i), "");
        }
        return prepare(id, row);
    }

    PreparedRecord prepare(String id, String[] row) {
        for (int i = 0; i < row.length; i++) {
            String text = Text.clean(row[i]);
            boolean none = Placeholders.noValue(text) || Placeholders.scientific(text) || Placeholders.zeros(text);
            row[i] = none ? "" : text;
        }
        Shape.putBack(row, shapes);
        @Nullable Object[] values = new @Nullable Object[comparisons.size()];
        for (int field = 0; field < values.length; field++) {
            String[] texts = new String[columns[field].length];
            boolean any = false;
            for (int i = 0; i < texts.length; i++) {
                texts[i] = row[columns[field][i]];
                any |= !texts[i].isEmpty();
            }
            values[field] = any ? comparisons.get(field).prepare(texts) : null;
        }
        return new PreparedRecord(id, values);
    }

    PreparedRecord withoutIdentifier(PreparedRecord entry) {
        @Nullable Object[] values = new @Nullable Object[comparisons.size()];
        for (int field = 0; field < values.length; field++) {
            Object value = entry.value(field);
            values[field] = value == null ? null : comparisons.get(field).withoutIdentifier(value);
        }
        return new PreparedRecord(entry.id(), values);
    }
}
