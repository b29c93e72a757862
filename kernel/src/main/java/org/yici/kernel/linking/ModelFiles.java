package org.yici.kernel.linking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes models as JSON. An unknown property is refused: it is mostly a misspelt one. */
public final class ModelFiles {
    /** The models that come with this library, by the layouts they are for. */
    public static final List<String> NAMES = List.of("febrl", "fake", "historical", "zh_person", "zh_company");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ModelFiles() {}

    /** @throws IllegalArgumentException if there is no such model */
    public static LinkageModel named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no model '" + name + "'; known are " + String.join(", ", NAMES));
        }
        try (InputStream in = ModelFiles.class.getResourceAsStream("models/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("The model " + name + " is missing in this build");
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException saying what is wrong with the file */
    public static LinkageModel parse(byte[] json) {
        try {
            return MAPPER.readValue(json, LinkageModel.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not a linkage model: " + e.getOriginalMessage(), e);
        }
    }

    public static String write(LinkageModel model) {
        return MAPPER.writeValueAsString(model) + "\n";
    }
}
