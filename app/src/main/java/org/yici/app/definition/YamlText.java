package org.yici.app.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yici.kernel.resource.Label;
import org.yici.kernel.text.Invisible;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
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

    static final Label NOTHING = Label.of("除注释外没有内容，请从示例开始", "There is nothing but comments; begin with the example");

    private YamlText() {}

    /**
     * @throws InvalidDefinitionException if it is no YAML of this type; says where
     */
    public static <T> T read(String text, Class<T> type) {
        requireReadable(text);
        try {
            requireVisible(YAML.readTree(text));
            T read = Objects.requireNonNullElseGet(YAML.readValue(text, type), () -> {
                throw new InvalidDefinitionException(0, NOTHING);
            });
            List<String> missing = MissingKeys.in(read);
            if (!missing.isEmpty()) {
                throw new InvalidDefinitionException(missing.stream()
                        .map(key -> missing(lineAbove(text, key), key))
                        .toList());
            }
            return read;
        } catch (DatabindException e) {
            List<Finding> unknown = new YamlFaults(text, e).ofUnknownKeys(unknownKeys(text, type));
            throw new InvalidDefinitionException(unknown.isEmpty() ? List.of(YamlFaults.of(e)) : unknown);
        } catch (JacksonException e) {
            throw new InvalidDefinitionException(List.of(YamlFaults.of(e)));
        }
    }

    /** What is written as an escape is seen by nobody who reads the text, and by everybody who is shown the value. */
    private static void requireVisible(JsonNode node) {
        if (node.isString()) {
            requireText(node.stringValue());
        }
        node.properties().forEach(entry -> {
            requireText(entry.getKey());
            requireVisible(entry.getValue());
        });
        if (node.isArray()) {
            node.forEach(YamlText::requireVisible);
        }
    }

    private static void requireText(String value) {
        requireVisible(value);
        value.codePoints()
                .filter(c -> Character.getType(c) == Character.SURROGATE
                        || Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                .findFirst()
                .ifPresent(c -> {
                    throw new InvalidDefinitionException(
                            0,
                            Label.of(
                                    "有控制字符 U+%04X，任何文字里都不能有，请删除",
                                    "there is a control character, U+%04X, which no text may have; delete it", c));
                });
    }

    /** The line on which begins what a key is missing in: of {@code items[2].label} that of the third item. */
    private static int lineAbove(String text, String path) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        String pointer = "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
        while (!lines.containsKey(pointer) && !pointer.isEmpty()) {
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
        }
        return pointer.isEmpty() ? 0 : lines.getOrDefault(pointer, 0);
    }

    /** That a key is missing. */
    public static Finding missing(int line, String key) {
        return new Finding(line, Label.of("缺少 %s，请与示例比较", "%s is missing; compare it with the example", key));
    }

    private static void requireReadable(String text) {
        if (text.isBlank()) {
            throw new InvalidDefinitionException(
                    0, Label.of("没有内容，请从示例开始", "There is no text; begin with the example"));
        }
        if (text.length() > LONGEST) {
            throw new InvalidDefinitionException(
                    0, Label.of("内容超过 %s 个字符，请拆分", "The text has more than %s characters; split it", LONGEST));
        }
        requireVisible(text);
    }

    /**
     * Also of a text that is no YAML: whoever reviews it must see what is there.
     *
     * @throws InvalidDefinitionException if it has a character that hides something; says where
     */
    public static void requireVisible(String text) {
        int hiding = Invisible.hiding(text);
        if (hiding >= 0) {
            throw new InvalidDefinitionException(
                    1
                            + (int) text.substring(0, hiding)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                    Label.of(
                            "有不可见字符 U+%04X，会让人看不到实际内容，请删除",
                            "there is an invisible character, U+%04X, which hides from a reader what is there; delete it",
                            text.codePointAt(hiding)));
        }
    }

    /** Empty too if the text is no YAML, which is then told. */
    private static List<UnknownKeys.Unknown> unknownKeys(String text, Class<?> type) {
        try {
            return UnknownKeys.in(YAML.readTree(text), type);
        } catch (JacksonException e) {
            return List.of();
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
}
