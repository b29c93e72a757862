package org.yici.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yici.kernel.resource.Label;

/** Formats of {@link Label#of} are used where something is wrong, mostly by nobody: what they ask for is counted in the sources. */
class LabelFormatsTest {
    private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern CALL = Pattern.compile("Label\\.of\\(\\s*" + LITERAL + ",\\s*" + LITERAL);
    private static final Pattern PLACE = Pattern.compile("%(?:(\\d+)\\$)?[^%]");

    @Test
    void eachFormatGetsWhatItAsksFor() throws IOException {
        List<String> wrong = new ArrayList<>();
        int calls = 0;
        for (String root : new String[] {"src/main/java", "../kernel/src/main/java"}) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    Matcher call = CALL.matcher(source);
                    while (call.find()) {
                        calls++;
                        int given = arguments(source, call.end());
                        int zh = asked(call.group(1));
                        int en = asked(call.group(2));
                        if (Math.max(zh, en) != given) {
                            wrong.add(file.getFileName() + ": " + call.group());
                        }
                    }
                }
            }
        }
        assertThat(calls).isGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    /** The highest of the arguments that a format asks for. */
    private static int asked(String format) {
        int next = 0;
        int highest = 0;
        Matcher place = PLACE.matcher(format.replace("%%", ""));
        while (place.find()) {
            highest = Math.max(highest, place.group(1) == null ? ++next : Integer.parseInt(place.group(1)));
        }
        return highest;
    }

    /** How many arguments stand between the formats and the end of the call. */
    private static int arguments(String source, int from) {
        int found = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = from; ; i++) {
            char c = source.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                return found;
            } else if (c == ',' && depth == 0) {
                found++;
            }
        }
    }
}
