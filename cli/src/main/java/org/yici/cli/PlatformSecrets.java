package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yici.app.store.MasterKeyException;
import org.yici.app.store.MasterKeys;
import org.yici.app.store.SealedSettings;
import org.yici.app.store.SecretFiles;
import org.yici.cli.config.ConfigurationCheck;

/** The secrets of a data folder for a command beside the platform, under the master key that the platform's settings name. */
final class PlatformSecrets {
    private PlatformSecrets() {}

    /**
     * @param config the platform's settings; null for {@code config.yaml} of the data folder, if that is there
     * @throws UsageException if the settings cannot be read, or name a master key that cannot be used
     */
    static SecretFiles of(Path data, @Nullable Path config) {
        StandardEnvironment settings = environment(data, config);
        try {
            return new SecretFiles(MasterKeys.open(settings).orElse(null));
        } catch (MasterKeyException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Looks whether a platform can open its secrets with these settings.
     *
     * @throws UsageException if one of them is encrypted and the master key is missing, another one or cannot be used
     */
    static void requireOpen(Path data, PlatformSettings given) {
        StandardEnvironment settings = environment(data, given.file());
        settings.getPropertySources().addFirst(new MapPropertySource("given", given.given()));
        try {
            SealedSettings.open(settings);
        } catch (MasterKeyException e) {
            throw new UsageException("The platform did not start: " + e.getMessage());
        }
    }

    /** The settings with which a platform starts on this folder, but for those of its command line. */
    private static StandardEnvironment environment(Path data, @Nullable Path config) {
        Path file = config == null ? data.resolve("config.yaml") : config;
        StandardEnvironment environment = new StandardEnvironment();
        try {
            if (config != null || Files.exists(file)) {
                ConfigurationCheck.load(file)
                        .forEach(settings -> environment.getPropertySources().addLast(settings));
            }
            Path secrets = data.resolve("secrets").toAbsolutePath();
            if (Files.isDirectory(secrets)) {
                environment
                        .getPropertySources()
                        .addLast(new ConfigTreePropertySource(
                                "secrets", secrets, ConfigTreePropertySource.Option.AUTO_TRIM_TRAILING_NEW_LINE));
            }
            return environment;
        } catch (IOException | RuntimeException e) {
            throw new UsageException("The settings of " + file + " cannot be read: " + e.getMessage());
        }
    }
}
