package org.yici.app.expression;

import java.util.List;
import java.util.stream.Stream;

/** A text with places in each language. */
public record Wording(Text zh, Text en) {
    public static Wording of(String zh, String en) {
        return new Wording(Text.of(zh), Text.of(en));
    }

    public List<Expression> places() {
        return Stream.concat(zh.places().stream(), en.places().stream()).toList();
    }
}
