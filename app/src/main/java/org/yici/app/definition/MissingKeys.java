package org.yici.app.definition;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a definition lacks: the parser leaves a key that is not in the text without value, also where the record says by its types that
 * there always is one, and whoever shows it later fails.
 */
final class MissingKeys {
    private MissingKeys() {}

    /** Paths of the keys that are missing, {@code items[2].label.en}. */
    static List<String> in(Object definition) {
        List<String> missing = new ArrayList<>();
        look(definition, "", missing);
        return missing;
    }

    private static void look(@Nullable Object value, String path, List<String> missing) {
        switch (value) {
            case null -> missing.add(path);
            case Record part when part.getClass().getName().startsWith("org.yici.") -> parts(part, path, missing);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    look(list.get(i), path + "[" + i + "]", missing);
                }
            }
            case Map<?, ?> map -> map.forEach((key, one) -> look(one, path + "." + key, missing));
            default -> {}
        }
    }

    private static void parts(Record part, String path, List<String> missing) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object value = value(part, component);
            if (value != null) {
                look(value, key, missing);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                missing.add(key);
            }
        }
    }

    private static @Nullable Object value(Record part, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(part);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
