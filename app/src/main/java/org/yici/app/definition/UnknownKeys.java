package org.yici.app.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds a key that the records of a type do not have. The parser reads a record's known keys first and stumbles over one that is missing before
 * it tells of the unknown one, which was mostly meant to be just that.
 */
final class UnknownKeys {
    private UnknownKeys() {}

    /**
     * A key that is unknown.
     *
     * @param path of the object that has it, {@code items[2]}; empty at the top
     * @param known the keys that it may have
     */
    record Unknown(String path, String name, Collection<String> known) {}

    /** The first one in the order of the document; empty if there is none. */
    static Optional<Unknown> in(JsonNode node, Type type) {
        return in(node, type, "");
    }

    private static Optional<Unknown> in(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type of = arguments[arguments.length - 1];
            return generic.getRawType() == Map.class
                    ? first(node.properties().stream()
                            .map(entry -> in(entry.getValue(), of, path(path, entry.getKey()))))
                    : elements(node, of, path);
        }
        if (!(type instanceof Class<?> record) || !record.isRecord() || !node.isObject()) {
            return Optional.empty();
        }
        Map<String, Type> known = keys(record);
        return first(node.properties().stream()
                .map(entry -> known.containsKey(entry.getKey())
                        ? in(entry.getValue(), known.get(entry.getKey()), path(path, entry.getKey()))
                        : Optional.of(new Unknown(path, entry.getKey(), known.keySet()))));
    }

    private static Optional<Unknown> elements(JsonNode list, Type of, String path) {
        for (int i = 0; i < list.size(); i++) {
            Optional<Unknown> found = in(list.get(i), of, path + "[" + i + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Unknown> first(Stream<Optional<Unknown>> found) {
        return found.flatMap(Optional::stream).findFirst();
    }

    private static String path(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** What a record is made from: by the constructor that is marked for it, else by its components. */
    private static Map<String, Type> keys(Class<?> record) {
        Map<String, Type> keys = new LinkedHashMap<>();
        for (Constructor<?> constructor : record.getDeclaredConstructors()) {
            if (constructor.isAnnotationPresent(JsonCreator.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    keys.put(parameter.getName(), parameter.getParameterizedType());
                }
                return keys;
            }
        }
        Arrays.stream(record.getRecordComponents())
                .forEach((RecordComponent component) -> keys.put(component.getName(), component.getGenericType()));
        return keys;
    }
}
