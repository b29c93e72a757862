package org.yici.app.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A text with places for values, in each of which stands an expression: <code>Deed tax due: ${evidence.assessment.tax} yuan</code>. */
public final class Text {
    private static final String OPENING = "${";

    /** Words, and the place after them; null at the end. */
    private record Part(String words, @Nullable Expression place) {}

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private boolean open;

    private Text(String text) {
        this.text = text;
        int from = 0;
        for (int place = text.indexOf(OPENING); place >= 0; place = text.indexOf(OPENING, from)) {
            int begin = place + OPENING.length();
            int end = end(begin);
            if (end < 0) {
                open = true;
                break;
            }
            parts.add(new Part(text.substring(from, place), Expression.of(text.substring(begin, end))));
            from = end + 1;
        }
        parts.add(new Part(text.substring(from), null));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Text of(String text) {
        return new Text(text);
    }

    /** Where a place ends: at its brace, not at one in a string or of a context in it. */
    private int end(int begin) {
        int depth = 0;
        boolean quoted = false;
        for (int i = begin; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case '{' -> depth += quoted ? 0 : 1;
                case '}' -> {
                    if (!quoted && depth-- == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Whether a place is begun and not ended. */
    boolean isOpen() {
        return open;
    }

    public List<Expression> places() {
        return parts.stream().map(Part::place).flatMap(Stream::ofNullable).toList();
    }

    /** The words before the first place; all of them if there is none. */
    public String beginning() {
        return parts.getFirst().words();
    }

    /** The text with its places filled. What is put in is not looked at again. */
    public String fill(Function<Expression, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.words());
            if (part.place() != null) {
                filled.append(values.apply(part.place()));
            }
        }
        return filled.toString();
    }

    /** As it was written. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text same && same.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
