package org.yici.kernel.linking.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Text;

/** A word of a small vocabulary, such as a state or an occupation: the same or another. Column: the word. */
final class Word implements FieldComparison<String> {
    private static final List<String> LEVELS = List.of("same", "other");

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return List.of("word");
    }

    @Override
    public List<String> tokens() {
        return List.of("word");
    }

    @Override
    public @Nullable String prepare(String[] columns) {
        String word = Text.lower(columns[0]);
        return word.isEmpty() ? null : word.intern();
    }

    @Override
    public int compare(String a, String b) {
        return a.equals(b) ? 0 : 1;
    }

    @Override
    public long token(String value, int kind) {
        return Text.hash(value);
    }

    @Override
    public long sharedToken(String a, String b, int level, int kind) {
        return level == 0 ? Text.hash(a) : 0;
    }

    @Override
    public long part(String value, int part) {
        return Text.hash(value);
    }

    @Override
    public String text(String value) {
        return value;
    }
}
