package org.yici.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yici.app.YiciApplication;
import org.yici.kernel.linking.compare.Similarity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All settings of the platform: its own, as its classes declare them, and those of its libraries that an installation needs. Both stand
 * in the platform's configuration metadata, which the build writes from Javadoc and from
 * {@code META-INF/additional-spring-configuration-metadata.json}.
 */
public final class Settings {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final List<Setting> ALL = read();

    private Settings() {}

    /** Sorted by name. */
    public static List<Setting> all() {
        return ALL;
    }

    /** The setting that a name means. */
    public static Optional<Setting> find(String typed) {
        return ALL.stream().filter(setting -> setting.is(typed)).findFirst();
    }

    /** The name that is most like a mistyped one. */
    public static String nearest(String typed) {
        return ALL.stream()
                .map(Setting::name)
                .min(Comparator.comparingInt(name -> Similarity.edits(typed, name, Integer.MAX_VALUE - 1)))
                .orElseThrow();
    }

    private static List<Setting> read() {
        try {
            for (URL file :
                    Collections.list(YiciApplication.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = file.openStream()) {
                    JsonNode metadata = JsonMapper.shared().readTree(in);
                    if (metadata.path("groups").valueStream().anyMatch(Settings::isOurs)) {
                        return settings(metadata);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("The platform's " + METADATA + " is missing from the class path");
    }

    private static boolean isOurs(JsonNode group) {
        return group.path("name").stringValue("").startsWith("yici.");
    }

    private static List<Setting> settings(JsonNode metadata) {
        Map<String, String> examples = new HashMap<>();
        for (JsonNode hint : metadata.path("hints")) {
            examples.put(
                    hint.path("name").stringValue(),
                    hint.path("values").path(0).path("value").asString());
        }
        List<Setting> found = new ArrayList<>();
        for (JsonNode property : metadata.path("properties")) {
            String type = property.path("type").stringValue("");
            if (type.startsWith("java.util.Map")) {
                // What stands in it is told with a * in its name.
                continue;
            }
            String name = property.path("name").stringValue();
            String usual =
                    property.has("defaultValue") ? property.path("defaultValue").asString() : null;
            found.add(new Setting(
                    name,
                    type,
                    sentence(property.path("description").stringValue("")),
                    usual,
                    examples.getOrDefault(name, usual == null ? "" : usual)));
        }
        found.sort(Comparator.comparing(Setting::name));
        return List.copyOf(found);
    }

    /** Javadoc of a parameter begins small and ends without a full stop. */
    private static String sentence(String javadoc) {
        String text = javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`");
        if (text.isEmpty()) {
            return text;
        }
        String whole = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return whole.endsWith(".") ? whole : whole + ".";
    }
}
