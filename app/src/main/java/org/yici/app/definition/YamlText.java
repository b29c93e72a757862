package org.yici.app.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
            return Objects.requireNonNullElseGet(YAML.readValue(text, type), () -> {
                throw new InvalidDefinitionException(0, "There is nothing but comments; begin with the example");
            });
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidDefinitionException(line(text, e), unknown(e));
        } catch (DatabindException e) {
            throw new InvalidDefinitionException(line(e), path(e) + reason(e));
        } catch (JacksonException e) {
            throw new InvalidDefinitionException(line(e), reason(e));
        }
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

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNr(), 0);
    }

    /** The parser tells of an unknown key only when it has read the whole object: where it stands once, that is its line. */
    private static int line(String text, UnrecognizedPropertyException e) {
        if (e.getPath().size() == 1) {
            int top = line(text, e.getPropertyName());
            return top > 0 ? top : line(e);
        }
        Pattern key = Pattern.compile("(^|[\\s{,-])" + Pattern.quote(e.getPropertyName()) + "\\s*:");
        List<String> lines = text.lines().toList();
        List<Integer> found = IntStream.range(0, lines.size())
                .filter(i -> key.matcher(lines.get(i)).find())
                .mapToObj(i -> i + 1)
                .toList();
        return found.size() == 1 ? found.getFirst() : line(e);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        List<String> known = e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
        String nearest = known.stream()
                .min(Comparator.comparingInt(
                        name -> Similarity.edits(e.getPropertyName(), name, Integer.MAX_VALUE - 1)))
                .map(name -> "; the nearest is " + name)
                .orElse("");
        return path(e) + "the key " + e.getPropertyName() + " is unknown" + nearest;
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
        String said = root instanceof JacksonException parser ? parser.getOriginalMessage() : root.getMessage();
        return said == null ? "it cannot be read" : said.lines().findFirst().orElse("it cannot be read");
    }
}
