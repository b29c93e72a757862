package org.yici.app.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yici.app.definition.UnknownKeys.Unknown;
import org.yici.kernel.linking.compare.Similarity;
import org.yici.kernel.resource.InvalidResourceException;
import org.yici.kernel.resource.Label;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells what the parser stumbled over in the words of the text, for nobody who writes a definition knows the classes of the program. */
final class YamlFaults {
    private static final Pattern NOTICED = Pattern.compile("in reader, line ([0-9]+)");
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate Object property \"([^\"]*)\"");

    private final List<String> lines;
    private final DatabindException stumbled;

    /** @param stumbled at which of the unknown keys the parser gave up */
    YamlFaults(String text, DatabindException stumbled) {
        this.lines = text.lines().toList();
        this.stumbled = stumbled;
    }

    /** Of keys that are unknown, each with the nearest that is known. */
    List<Finding> ofUnknownKeys(List<Unknown> keys) {
        Map<String, Integer> before = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Unknown key : keys) {
            int earlier = before.merge(key.name(), 1, Integer::sum) - 1;
            Label nearest = key.known().stream()
                    .min(Comparator.comparingInt(name -> Similarity.edits(key.name(), name, Integer.MAX_VALUE - 1)))
                    .map(name -> Label.of("；最接近的是 %s", "; the nearest is %s", name))
                    .orElse(Label.same(""));
            findings.add(new Finding(
                    line(key, earlier, keys),
                    Label.of("%s没有键 %s%s", "%sthe key %s is unknown%s", path(key.path()), key.name(), nearest)));
        }
        return findings;
    }

    /** The parser tells of an unknown key only when it has read the whole object: where its name stands as often as it is unknown, its line is told. */
    private int line(Unknown unknown, int earlier, List<Unknown> all) {
        if (unknown.path().isEmpty()) {
            int top = YamlText.line(String.join("\n", lines), unknown.name());
            return top > 0 ? top : line(stumbled);
        }
        Pattern key = Pattern.compile("(^|[\\s{,-])" + Pattern.quote(unknown.name()) + "\\s*:");
        List<Integer> found = IntStream.range(0, lines.size())
                .filter(i -> key.matcher(lines.get(i)).find())
                .mapToObj(i -> i + 1)
                .toList();
        long times =
                all.stream().filter(one -> one.name().equals(unknown.name())).count();
        if (found.size() == times) {
            return found.get(earlier);
        }
        boolean stumbledHere = stumbled instanceof UnrecognizedPropertyException property
                && times == 1
                && property.getPropertyName().equals(unknown.name());
        return stumbledHere || all.size() == 1 ? line(stumbled) : 0;
    }

    /** Of whatever else is wrong. */
    static Finding of(JacksonException e) {
        return new Finding(
                line(e),
                e instanceof DatabindException databind
                        ? Label.of("%s%s", "%s%s", path(databind), reason(e))
                        : reason(e));
    }

    /** What stands in no order of YAML is told with the place where that was noticed, which the parser's own place is not. */
    private static int line(JacksonException e) {
        Matcher noticed = NOTICED.matcher(String.valueOf(e.getOriginalMessage()));
        int last = 0;
        while (noticed.find()) {
            last = Integer.parseInt(noticed.group(1));
        }
        if (last > 0) {
            return last;
        }
        return e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNr(), 0);
    }

    /** Where in the document: {@code items[2].type: }. */
    private static Label path(DatabindException e) {
        return path(e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", ""));
    }

    private static Label path(String path) {
        return path.isEmpty() ? Label.same("") : Label.of("%s：", "%s: ", path);
    }

    /** What the innermost says, without the parser's own place. */
    private static Label reason(JacksonException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof InvalidResourceException entry) {
            return entry.told();
        }
        if (root instanceof NullPointerException) {
            return Label.of("缺少必需的键，请与示例比较", "a key that must be there is missing; compare it with the example");
        }
        if (root instanceof UnrecognizedPropertyException unknown) {
            return Label.of("没有键 %s", "the key %s is unknown", unknown.getPropertyName());
        }
        if (root instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch, String.valueOf(mismatch.getOriginalMessage()));
        }
        return cited(root instanceof JacksonException parser ? parser.getOriginalMessage() : root.getMessage());
    }

    /** A value that is missing, or has not the form that its key needs. */
    private static Label mismatch(MismatchedInputException e, String said) {
        if (e instanceof InvalidFormatException wrong) {
            return wrong.getTargetType().isEnum()
                    ? Label.of(
                            "%s 不是下列之一：%s",
                            "%s is none of %s",
                            wrong.getValue(),
                            Arrays.asList(wrong.getTargetType().getEnumConstants()))
                    : Label.of("这里不能填写“%s”", "'%s' is no value that may stand here", wrong.getValue());
        }
        if (said.startsWith("No content")) {
            return YamlText.NOTHING;
        }
        if (said.startsWith("Trailing token")) {
            return YamlMistake.tell(said);
        }
        return said.contains("`null`")
                ? Label.of("缺少这个键，或键没有值，请与示例比较", "the key is missing or has no value; compare it with the example")
                : Label.of(
                        "值的形式不对，请与示例比较", "the value has another form than is needed here; compare it with the example");
    }

    private static Label cited(@Nullable String said) {
        Matcher twice = DUPLICATE.matcher(String.valueOf(said));
        return twice.find() ? Label.of("键 %s 重复", "the key %s comes twice", twice.group(1)) : YamlMistake.tell(said);
    }
}
