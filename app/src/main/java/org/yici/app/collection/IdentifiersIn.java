package org.yici.app.collection;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may be citizen IDs and credit codes within a text that somebody typed, however they are written there. */
final class IdentifiersIn {
    /** 18 characters of GB 11643 or GB 32100, or the 15 digits of a citizen ID of before 1999. */
    private static final Pattern IDENTIFIER =
            Pattern.compile("(?<![0-9A-Za-z])(?:[0-9A-Za-z]{18}|[0-9]{15})(?![0-9A-Za-z])");

    private static final Pattern SEPARATORS = Pattern.compile("[\\p{Z}\\p{Cf}\\p{Pd}\\s.·_/]+");

    private IdentifiersIn() {}

    static Stream<String> text(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Stream.of(plain, SEPARATORS.matcher(plain).replaceAll(""))
                .flatMap(one -> IDENTIFIER.matcher(one).results().map(MatchResult::group))
                .distinct();
    }
}
