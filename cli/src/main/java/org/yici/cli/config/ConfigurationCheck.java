package org.yici.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** Finds, before anything starts, what names no setting or is no value of it: a mistyped setting would else be silently without effect. */
public final class ConfigurationCheck {
    /** Names of the environment that begin so are settings; others that begin with YICI_ are the launcher's. */
    private static final String PREFIX = "YICI_";

    private final List<String> faults = new ArrayList<>();

    /**
     * A file of settings.
     *
     * @param file YAML, or properties if its name ends so
     * @throws IOException if it cannot be read; the message is that of the parser, with the line
     */
    public ConfigurationCheck file(Path file) throws IOException {
        for (PropertySource<?> source : load(file)) {
            if (source instanceof OriginTrackedMapPropertySource settings) {
                for (String name : settings.getPropertyNames()) {
                    Object value = settings.getProperty(name);
                    look(place(file, settings.getOrigin(name)), name, value == null ? "" : value.toString());
                }
            }
        }
        return this;
    }

    /** The settings of a file, as Spring reads them. */
    public static List<PropertySource<?>> load(Path file) throws IOException {
        PropertySourceLoader loader = file.toString().endsWith(".properties")
                ? new PropertiesPropertySourceLoader()
                : new YamlPropertySourceLoader();
        return loader.load("configuration", new FileSystemResource(file));
    }

    /** Settings of the command line. */
    public ConfigurationCheck arguments(Map<String, String> given) {
        given.forEach((name, value) -> look("--set", name, value));
        return this;
    }

    /** Variables of the environment; YICI_SITE_PUBLICURL is yici.site.public-url. */
    public ConfigurationCheck environment(Map<String, String> variables) {
        List<String> groups = Settings.all().stream()
                .map(Setting::name)
                .filter(name -> name.startsWith("yici.") && name.indexOf('.', PREFIX.length()) > 0)
                .map(name -> variable(name.substring(0, name.indexOf('.', PREFIX.length()))) + "_")
                .distinct()
                .toList();
        variables.forEach((name, value) -> {
            if (groups.stream().anyMatch(name::startsWith)) {
                look("the environment", name, value);
            }
        });
        return this;
    }

    /** Files of passwords, whose names are the settings'. */
    public ConfigurationCheck secrets(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::getFileName)
                        .map(Path::toString)
                        .filter(name -> !name.startsWith("."))
                        .sorted()
                        .forEach(name -> look(folder.toString(), name, null));
            }
        }
        return this;
    }

    /** One line a fault; empty if there is none. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private void look(String place, String name, @Nullable String value) {
        boolean variable = place.equals("the environment");
        Optional<Setting> setting = variable
                ? Settings.all().stream()
                        .filter(known -> name.matches(variable(known.name()).replace("*", ".+") + "(_[0-9]+)?"))
                        .findFirst()
                : Settings.find(name);
        if (setting.isEmpty()) {
            String nearest =
                    Settings.nearest(variable ? name.toLowerCase(Locale.ROOT).replace('_', '.') : name);
            faults.add(place + ": " + name + " is no setting; the nearest is "
                    + (variable ? variable(nearest) : nearest) + " (docs/configuration.md lists all)");
        } else if (value != null) {
            setting.get()
                    .fault(value)
                    .ifPresent(kind -> faults.add(place + ": " + name + " is \"" + value + "\", which is not " + kind));
        }
    }

    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String place(Path file, @Nullable Origin origin) {
        return origin instanceof TextResourceOrigin text && text.getLocation() != null
                ? file + " line " + (text.getLocation().getLine() + 1)
                : file.toString();
    }
}
