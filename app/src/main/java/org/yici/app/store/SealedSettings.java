package org.yici.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/**
 * Passwords among the settings that lie encrypted in the data folder's {@code secrets}: opened for this process, and encrypted where they lie in
 * the clear and there is a master key. What opens the master key itself stays as it is.
 */
public final class SealedSettings implements EnvironmentPostProcessor, Ordered {
    private static final String MASTER_KEY = "yici.master-key.";
    private static final Pattern SETTING = Pattern.compile("(spring|yici|server|management)\\..+(password|secret)");

    @Override
    public int getOrder() {
        // After all files of settings were read.
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Optional<MasterKey> master = open(environment);
        String home = environment.getProperty("yici.home");
        if (home != null && master.isPresent()) {
            seal(new SecretFiles(master.get()), Path.of(home).resolve("secrets"));
        }
    }

    /**
     * Puts what encrypted settings hold before them.
     *
     * @return the master key, if the settings name one
     * @throws MasterKeyException if a setting is encrypted and the master key is missing, another one or cannot be used
     */
    public static Optional<MasterKey> open(ConfigurableEnvironment environment) {
        Optional<MasterKey> master = MasterKeys.open(environment);
        SecretFiles files = new SecretFiles(master.orElse(null));
        Map<String, Object> opened = new LinkedHashMap<>();
        environment.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource<?>)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .distinct()
                .forEach(name -> {
                    String value = String.valueOf(raw(environment, name));
                    if (SecretFiles.isSealed(value)) {
                        opened.put(name, files.open(name, value).strip());
                    }
                });
        if (!opened.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("opened secrets", opened));
        }
        return master;
    }

    private static Object raw(ConfigurableEnvironment environment, String name) {
        return environment.getPropertySources().stream()
                .map(source -> source.getProperty(name))
                .filter(value -> value != null)
                .findFirst()
                .orElse("");
    }

    private static void seal(SecretFiles files, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> secrets = Files.list(folder)) {
            for (Path secret : secrets.filter(Files::isRegularFile).toList()) {
                // Only what is a setting: a certificate or a token that lies there is read by others too, as it is.
                String name = String.valueOf(secret.getFileName());
                if (SETTING.matcher(name).matches() && !name.startsWith(MASTER_KEY)) {
                    files.read(secret);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The secrets in " + folder + " cannot be encrypted: " + e.getMessage(), e);
        }
    }
}
