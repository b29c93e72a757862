package org.yici.kernel.linking.compare;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.normalise.Text;

/** Any text in Latin letters or digits. Column: the text. */
final class PlainText implements FieldComparison<PlainText.Value> {
    private static final List<String> LEVELS = List.of("same", "one_edit", "similar", "common_word", "other");
    private static final List<String> PARTS = List.of("text", "prefix", "sorted");
    private static final List<String> TOKENS = List.of("text");
    private static final double SIMILAR = 0.88;
    private static final int PREFIX = 3;

    /** @param words of four letters and more */
    record Value(String text, long hash, List<String> words) {}

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public List<String> tokens() {
        return TOKENS;
    }

    @Override
    public @Nullable Value prepare(String[] columns) {
        String text = Text.lower(columns[0]);
        if (text.isEmpty()) {
            return null;
        }
        List<String> words = Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= 4)
                .toList();
        return new Value(text, Text.hash(text), words);
    }

    @Override
    public int compare(Value a, Value b) {
        if (a.hash == b.hash) {
            return 0;
        }
        if (a.text.length() > 2 && b.text.length() > 2 && Similarity.edits(a.text, b.text, 1) <= 1) {
            return 1;
        }
        if (Similarity.jaroWinkler(a.text, b.text) >= SIMILAR) {
            return 2;
        }
        for (String word : a.words) {
            if (b.words.contains(word)) {
                return 3;
            }
        }
        return 4;
    }

    @Override
    public long token(Value value, int kind) {
        return value.hash;
    }

    @Override
    public long sharedToken(Value a, Value b, int level, int kind) {
        return level == 0 ? a.hash : 0;
    }

    @Override
    public long part(Value value, int part) {
        return switch (part) {
            case 0 -> value.hash;
            case 1 -> Text.hash(value.text.substring(0, Math.min(PREFIX, value.text.length())));
            case 2 -> {
                char[] letters = value.text.toCharArray();
                Arrays.sort(letters);
                yield Text.hash(new String(letters));
            }
            default -> throw new IllegalArgumentException("part " + part);
        };
    }

    @Override
    public String text(Value value) {
        return value.text;
    }
}
