package org.yici.app.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A folder of declarations in YAML. Unknown keys are refused, so that a typing mistake cannot pass for an absent setting. */
final class Pack {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
    private final String location;

    /** @param location a Spring resource location of the folder: {@code classpath:province/} or {@code file:…/} */
    Pack(String location) {
        this.location = location.endsWith("/") ? location : location + "/";
    }

    /** A file of the pack, whether it exists or not. */
    Resource file(String name) {
        return resolver.getResource(location + name);
    }

    /** Reads a file of the pack. */
    <T> T read(String name, Class<T> type) {
        return read(file(name), type);
    }

    /** Reads a file that a pack may lack. */
    <T> @Nullable T readIfThere(String name, Class<T> type) {
        Resource file = file(name);
        return file.exists() ? read(file, type) : null;
    }

    <T> T read(Resource file, Class<T> type) {
        try (InputStream in = file.getInputStream()) {
            return YAML.readValue(in, type);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException(
                    "The pack's file " + file.getDescription() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file's text, UTF-8. */
    String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The pack's file " + file.getDescription() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The elements of a file that is a list, each as a text of its own. */
    List<String> texts(Resource file) {
        return Arrays.stream(read(file, JsonNode[].class))
                .map(YAML::writeValueAsString)
                .toList();
    }

    /** The files that match a pattern, by name. */
    List<Resource> files(String pattern) {
        try {
            return Arrays.stream(resolver.getResources(location + pattern))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (FileNotFoundException e) {
            // A pack may lack a folder.
            return List.of();
        } catch (IOException e) {
            throw new IllegalStateException("The pack at " + location + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
