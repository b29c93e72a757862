package org.yici.app.definition;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yici.kernel.resource.Label;

/**
 * Finds the line of a fault that was found by comparing, when nobody knows lines any more. A fault names what it is about; its line is the first
 * that gives something the first of these names, else the key of that name, so that a reader is at worst led to what the fault speaks of.
 */
public final class FaultLines {
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_./-]+");
    /** The code at the beginning of a text is that of the whole, which every fault names. */
    private static final String NAMED =
            "(?:(?:^|[\\s{,])(?:id|key|role|name|field|slug|table|process|department)|[\\s{,-]code): *[\"']?%s[\"']?(?=[\\s,}]|$)";

    private static final String KEY = "^%s:";

    private FaultLines() {}

    /** @return from 1; 0 if no line has any of the names */
    public static int in(String yaml, Label fault) {
        List<String> lines = yaml.lines().toList();
        int named = line(lines, fault, name -> NAMED.formatted(Pattern.quote(name)));
        return named > 0 ? named : line(lines, fault, name -> KEY.formatted(Pattern.quote(name)));
    }

    /**
     * The first line on which one of the fault's names stands in a way; the first of these names counts.
     *
     * @param way a name to the expression that finds it
     */
    public static int line(List<String> lines, Label fault, Function<String, String> way) {
        for (String name : names(fault).toList()) {
            Pattern wanted = Pattern.compile(way.apply(name));
            for (int i = 0; i < lines.size(); i++) {
                if (wanted.matcher(lines.get(i)).find()) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private static Stream<String> names(Label fault) {
        return Arrays.stream(BETWEEN_NAMES.split(fault.en()))
                .map(word -> word.replaceAll("[.:]+$", ""))
                .filter(word -> word.length() > 1);
    }
}
