package org.yici.app.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Finds keys that the records of a type do not have. The parser reads a record's known keys first and stumbles over one that is missing before
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

    /** All of them in the order of the document. */
    static List<Unknown> in(JsonNode node, Type type) {
        List<Unknown> found = new ArrayList<>();
        look(node, type, "", found);
        return found;
    }

    private static void look(JsonNode node, Type type, String path, List<Unknown> found) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type of = arguments[arguments.length - 1];
            if (generic.getRawType() == Map.class) {
                node.properties().forEach(entry -> look(entry.getValue(), of, path(path, entry.getKey()), found));
            } else {
                for (int i = 0; i < node.size(); i++) {
                    look(node.get(i), of, path + "[" + i + "]", found);
                }
            }
        } else if (type instanceof Class<?> record && record.isRecord() && node.isObject()) {
            Map<String, Type> known = keys(record);
            node.properties().forEach(entry -> {
                Type of = known.get(entry.getKey());
                if (of == null) {
                    found.add(new Unknown(path, entry.getKey(), known.keySet()));
                } else {
                    look(entry.getValue(), of, path(path, entry.getKey()), found);
                }
            });
        }
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
