package org.yici.app.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yici.kernel.linking.compare.Similarity;
import org.yici.kernel.text.Invisible;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads definitions in YAML. Unknown keys and keys that come twice are refused, so that a mistake cannot pass for an absent setting. */
public final class YamlText {
    /** Characters; the longest that a form carries. */
    public static final int LONGEST = 60_000;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final Pattern NOTICED = Pattern.compile("in reader, line ([0-9]+)");

    private YamlText() {}

    /**
     * @throws InvalidDefinitionException if it is no YAML of this type; says where
     */
    public static <T> T read(String text, Class<T> type) {
        if (text.isBlank()) {
            throw new InvalidDefinitionException(0, "There is no text; begin with the example");
        }
        if (text.length() > LONGEST) {
            throw new InvalidDefinitionException(0, "The text has more than " + LONGEST + " characters; split it");
        }
        int hiding = Invisible.hiding(text);
        if (hiding >= 0) {
            throw new InvalidDefinitionException(
                    1
                            + (int) text.substring(0, hiding)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                    "there is an invisible character, U+%04X, which hides from a reader what is there; delete it"
                            .formatted(text.codePointAt(hiding)));
        }
        try {
            T read = Objects.requireNonNullElseGet(YAML.readValue(text, type), () -> {
                throw new InvalidDefinitionException(0, "There is nothing but comments; begin with the example");
            });
            List<String> missing = MissingKeys.in(read);
            if (!missing.isEmpty()) {
                throw new InvalidDefinitionException(missing.stream()
                        .map(key -> new Finding(0, key + " is missing; compare it with the example"))
                        .toList());
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds() == null
                    ? List.of()
                    : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw unknown(text, e, e.getPath().size() == 1, path(e), e.getPropertyName(), known);
        } catch (DatabindException e) {
            unknownKey(text, type).ifPresent(key -> {
                String path = key.path().isEmpty() ? "" : key.path() + ": ";
                throw unknown(text, e, key.path().isEmpty(), path, key.name(), key.known());
            });
            throw new InvalidDefinitionException(line(e), path(e) + reason(e));
        } catch (JacksonException e) {
            throw new InvalidDefinitionException(line(e), reason(e));
        }
    }

    /** Empty too if the text is no YAML, which is then told. */
    private static Optional<UnknownKeys.Unknown> unknownKey(String text, Class<?> type) {
        try {
            return UnknownKeys.in(YAML.readTree(text), type);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A definition as a text, in the form in which packs seed it, so that a change shows what is changed; what is null is left out. */
    static String write(Object definition) {
        return YAML.writeValueAsString(definition);
    }

    /** The value of a key at the top of a text that may have faults further on; empty if it cannot be told. */
    public static String key(String text, String key) {
        try {
            JsonNode root = YAML.readTree(text);
            return root == null ? "" : root.path(key).asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    /** The line on which a key at the top of a text stands; 0 if it does not. */
    public static int line(String text, String key) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(key + ":")) {
                return i + 1;
            }
        }
        return 0;
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

    /** The parser tells of an unknown key only when it has read the whole object: where it stands once, that is its line. */
    private static int line(String text, DatabindException e, boolean atTheTop, String name) {
        if (atTheTop) {
            int top = line(text, name);
            return top > 0 ? top : line(e);
        }
        Pattern key = Pattern.compile("(^|[\\s{,-])" + Pattern.quote(name) + "\\s*:");
        List<String> lines = text.lines().toList();
        List<Integer> found = IntStream.range(0, lines.size())
                .filter(i -> key.matcher(lines.get(i)).find())
                .mapToObj(i -> i + 1)
                .toList();
        return found.size() == 1 ? found.getFirst() : line(e);
    }

    private static InvalidDefinitionException unknown(
            String text, DatabindException e, boolean atTheTop, String path, String key, Collection<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(name -> Similarity.edits(key, name, Integer.MAX_VALUE - 1)))
                .map(name -> "; the nearest is " + name)
                .orElse("");
        return new InvalidDefinitionException(
                line(text, e, atTheTop, key), path + "the key " + key + " is unknown" + nearest);
    }

    /** Where in the document: {@code items[2].type: }. */
    private static String path(DatabindException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : path.replaceFirst("^\\.", "") + ": ";
    }

    /** What the innermost says, without the parser's own place. */
    private static String reason(JacksonException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof NullPointerException) {
            return "a key that must be there is missing; compare it with the example";
        }
        if (root instanceof InvalidFormatException wrong
                && wrong.getTargetType().isEnum()) {
            return wrong.getValue() + " is none of "
                    + Arrays.stream(wrong.getTargetType().getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (root instanceof MismatchedInputException missing
                && String.valueOf(missing.getOriginalMessage()).contains("`null`")) {
            return "the key is missing or has no value; compare it with the example";
        }
        String said = root instanceof JacksonException parser ? parser.getOriginalMessage() : root.getMessage();
        if (said == null) {
            return "it cannot be read";
        }
        // Of what was being read and what was found, the second is what helps.
        return said.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("found ") || line.startsWith("could not "))
                .findFirst()
                .or(() -> said.lines().findFirst())
                .orElse("it cannot be read");
    }
}
