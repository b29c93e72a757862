package org.yici.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Keeps passwords among the settings from being read by others: they come from the environment or from files of the platform's account
 * alone, one file a setting ({@code spring.config.import=configtree:FOLDER/}). The platform does not start with one that other accounts of
 * the machine can read, in a file or in the process's arguments.
 */
@Component
final class SecretSettings {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret)");
    private static final Pattern ARGUMENT = Pattern.compile("(?i)(-D|--)[^=]*(password|secret)=.+");
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS_ENTER =
            Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    SecretSettings(ConfigurableEnvironment environment) {
        requireHidden(environment);
        requireNoneIn(List.of(ProcessHandle.current().info().arguments().orElse(new String[0])));
    }

    /** @throws IllegalStateException if a secret stands in a file that others can read; names file and remedy, not the secret */
    static void requireHidden(ConfigurableEnvironment environment) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings && source instanceof OriginLookup<?>) {
                for (String name : settings.getPropertyNames()) {
                    file(source, name).filter(SecretSettings::isOpen).ifPresent(file -> {
                        throw new IllegalStateException("The setting " + name + " stands in " + file
                                + ", which other accounts of this machine can read. Make it the platform's alone: chmod 600 "
                                + file);
                    });
                }
            }
        }
    }

    /** @throws IllegalStateException if a secret is among the process's arguments; does not repeat it */
    static void requireNoneIn(List<String> arguments) {
        for (String argument : arguments) {
            if (ARGUMENT.matcher(argument).matches()) {
                throw new IllegalStateException(
                        "The argument " + argument.substring(0, argument.indexOf('='))
                                + " can be read by everybody on this machine. Put its value into a file of that name that only the"
                                + " platform's account may read, and name the folder: --spring.config.import=configtree:FOLDER/");
            }
        }
    }

    private static Optional<Path> file(PropertySource<?> source, String name) {
        return SECRET.matcher(name).matches()
                ? Optional.ofNullable(OriginLookup.getOrigin(source, name)).flatMap(SecretSettings::file)
                : Optional.empty();
    }

    private static Optional<Path> file(Origin origin) {
        @Nullable Resource resource = origin instanceof TextResourceOrigin text ? text.getResource() : null;
        try {
            return resource != null && resource.isFile()
                    ? Optional.of(resource.getFile().toPath())
                    : Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Where the setting of " + origin + " stands cannot be told", e);
        }
    }

    private static boolean isOpen(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return has(file, OTHERS) && (folder == null || has(folder, OTHERS_ENTER));
    }

    private static boolean has(Path path, Set<PosixFilePermission> permissions) {
        try {
            return Files.getFileStore(path).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(path).stream().anyMatch(permissions::contains);
        } catch (IOException e) {
            throw new IllegalStateException("Who may read " + path + " cannot be told", e);
        }
    }
}
