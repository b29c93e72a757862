package org.yici.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;

/**
 * Something that a platform can be told.
 *
 * @param name as in a file; {@code *} stands for a name that the installation gives, such as that of a source
 * @param type the Java type that its value is converted to
 * @param description what it says, one sentence
 * @param defaultValue what holds if nobody sets it, or null
 * @param example a value that it takes
 */
public record Setting(
        String name,
        String type,
        String description,
        @Nullable String defaultValue,
        String example) {
    private static final String ANY = "*";
    private static final Map<String, String> KINDS = Map.of(
            "java.lang.Integer", "a whole number",
            "java.lang.Boolean", "true or false",
            "java.time.Duration", "a time such as 30s, 10m or 7d",
            "org.springframework.util.unit.DataSize", "a size such as 64KB or 2GB",
            "java.net.URI", "an address such as https://data.example.gov");

    /** Whether a name means this setting: upper and lower case, dashes and places in a list make no difference. */
    boolean is(String typed) {
        List<String> own = List.of(name.split("\\."));
        ConfigurationPropertyName other = ConfigurationPropertyName.adapt(typed, '.');
        int at = 0;
        for (int i = 0; i < other.getNumberOfElements(); i++) {
            if (other.isNumericIndex(i)) {
                continue;
            }
            if (at == own.size()) {
                // logging.level.* goes on for as long as the name of a class does.
                return own.getLast().equals(ANY);
            }
            String element = other.getElement(i, Form.UNIFORM);
            if (!own.get(at).equals(ANY) && !uniform(own.get(at)).equals(element)) {
                return false;
            }
            at++;
        }
        return at == own.size();
    }

    /** Whether it is a password: its value stands in a file of {@code secrets/}, and its example says so. */
    boolean inFileOfItsOwn() {
        return example.startsWith("in secrets/");
    }

    private static String uniform(String element) {
        return element.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** What the value should have been, if it is none; a value that names another, {@code ${…}}, is not looked at. */
    Optional<String> fault(String value) {
        String kind = KINDS.get(type);
        if (kind == null || value.contains("${")) {
            return Optional.empty();
        }
        try {
            ApplicationConversionService.getSharedInstance().convert(value, Class.forName(type));
            return Optional.empty();
        } catch (ConversionException e) {
            return Optional.of(kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
