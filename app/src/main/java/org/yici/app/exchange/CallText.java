package org.yici.app.exchange;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the words that a request brings and that go into the ledger, which everybody may read. What is not of its form is
 * not written there: it could be anything, a person's number too.
 */
final class CallText {
    static final Pattern RESOURCE = Pattern.compile("[A-Z]{2}[0-9]{4}/[0-9]{6}");
    static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    static final Pattern ITEM = Pattern.compile("[a-z][a-z0-9_]{0,50}");
    static final Pattern CASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    static final int MOST_ITEMS = 100;

    private static final String UNFIT = "?";

    private CallText() {}

    static String resource(String text) {
        return fit(RESOURCE, text);
    }

    static String purpose(String text) {
        return fit(PURPOSE, text);
    }

    static String items(List<String> names) {
        return String.join(
                ",",
                names.stream().limit(MOST_ITEMS).map(name -> fit(ITEM, name)).toList());
    }

    static @Nullable String caseNumber(@Nullable String text) {
        return text == null ? null : fit(CASE, text);
    }

    private static String fit(Pattern form, String text) {
        return form.matcher(text).matches() ? text : UNFIT;
    }
}
