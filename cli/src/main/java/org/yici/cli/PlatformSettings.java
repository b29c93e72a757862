package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.cli.config.ConfigurationCheck;

/**
 * What a platform is started with. What is given here wins over the file, the file over the platform's own defaults; passwords go into
 * files of this account alone.
 */
public final class PlatformSettings {
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private @Nullable Path file;

    /** @param name as in Spring's environment: {@code yici.site.public-url} */
    public PlatformSettings with(String name, Object value) {
        given.put(name, value);
        return this;
    }

    /** A password, which no argument and no log ever shows. */
    public PlatformSettings withSecret(String name, String value) {
        secrets.put(name, value);
        return this;
    }

    /**
     * Takes the settings of a file.
     *
     * @param settings YAML or properties
     * @throws UsageException if it cannot be read
     */
    PlatformSettings from(Path settings) {
        if (!Files.isReadable(settings)) {
            throw new UsageException("The file of settings " + settings + " is not there or cannot be read");
        }
        file = settings.toAbsolutePath();
        return this;
    }

    /** What is given beside the file; no password is among it. */
    Map<String, Object> given() {
        return Map.copyOf(given);
    }

    /** The file, if there is one. */
    @Nullable
    Path file() {
        return file;
    }

    /**
     * Whether anybody has decided about a setting: here, in the file or in the environment.
     *
     * @throws UsageException if the file is neither YAML nor properties
     */
    boolean has(String name) {
        return given.containsKey(name)
                || System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "")) != null
                || inFile(name);
    }

    private boolean inFile(String name) {
        if (file == null) {
            return false;
        }
        try {
            return ConfigurationCheck.load(file).stream().anyMatch(settings -> settings.containsProperty(name));
        } catch (IOException | RuntimeException e) {
            throw new UsageException("The file of settings " + file + " cannot be read: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Keeps the passwords in the data folder and puts the rest as Spring takes it. */
    String[] arguments(DataFolder folder) throws IOException {
        folder.saveSecrets(secrets);
        Map<String, Object> all = new LinkedHashMap<>(given);
        all.put("yici.home", folder.path());
        all.put("spring.config.import[0]", "configtree:" + folder.secrets() + "/");
        if (file != null) {
            all.put("spring.config.import[1]", "file:" + file);
        }
        return all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }
}
