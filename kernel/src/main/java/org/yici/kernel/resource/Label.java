package org.yici.kernel.resource;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One text in the two languages of the product. */
public record Label(String zh, String en) {
    /**
     * A text with something put in. Both formats are those of {@link String#format}, also where nothing is put in, and are given the same
     * arguments: {@code %s} in order, {@code %2$s} where a language wants another order.
     *
     * @param arguments a label among them is put in in the language of each side; a collection as a list in the language's punctuation, each
     *     element as an argument would be
     */
    public static Label of(String zh, String en, @Nullable Object... arguments) {
        return new Label(filled(zh, "zh", arguments), filled(en, "en", arguments));
    }

    /** A text that is the same in both languages: a name, or words of others that are cited. */
    public static Label same(String text) {
        return new Label(text, text);
    }

    /** The text in a language given by its ISO 639 code; anything but "en" is Chinese. */
    public String in(String language) {
        return "en".equals(language) ? en : zh;
    }

    private static String filled(String format, String language, @Nullable Object... arguments) {
        return String.format(
                Locale.ROOT,
                format,
                Arrays.stream(arguments)
                        .map(argument -> filling(argument, language))
                        .toArray());
    }

    private static @Nullable Object filling(@Nullable Object argument, String language) {
        if (argument instanceof Label label) {
            return label.in(language);
        }
        if (argument instanceof Collection<?> several) {
            return several.stream()
                    .map(one -> String.valueOf(filling(one, language)))
                    .collect(Collectors.joining("en".equals(language) ? ", " : "、"));
        }
        return argument;
    }
}
