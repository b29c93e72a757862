package org.yici.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern SECRET = Pattern.compile(".*(password|secret)");
    /** A name of a secret with its value, in an argument, a URL or JSON, or a URL with a user's password. */
    private static final Pattern GIVEN =
            Pattern.compile("(?s).*((password|secret)[\"']?\\s*[=:].+|://[^/@\\s]+:[^/@\\s]+@.+)");

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS_ENTER =
            Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    SecretSettings(ConfigurableEnvironment environment) {
        requireHidden(environment);
        requireNoneIn(arguments(COMMAND_LINE));
    }

    /**
     * The arguments of this process, of any length: what Java tells of them is empty where they are longer than a page.
     *
     * @param commandLine the system's file of them
     * @throws IllegalStateException if they cannot be told
     */
    static List<String> arguments(Path commandLine) {
        try {
            return Files.exists(commandLine)
                    ? List.of(Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                            .split("\0"))
                    : List.of(
                            ProcessHandle.current()
                                    .info()
                                    .arguments()
                                    .orElseThrow(
                                            () -> new IllegalStateException(
                                                    "Whether a password is among the arguments of this process cannot be told: this system"
                                                            + " does not show them. Start the platform on a system that does, such as Linux")));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Whether a password is among the arguments of this process cannot be told: " + commandLine
                            + " cannot be read",
                    e);
        }
    }

    /** As relaxed names are read: {@code pass-word} and {@code PASS_WORD} are {@code password}. */
    private static String plain(String text) {
        return text.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
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
            if (GIVEN.matcher(plain(argument)).matches()) {
                throw new IllegalStateException(
                        "The argument " + name(argument)
                                + " holds a password and can be read by everybody on this machine. Put the password's setting into a file"
                                + " of its name that only the platform's account may read, and name the folder: --spring.config.import=configtree:FOLDER/");
            }
        }
    }

    private static String name(String argument) {
        return argument.startsWith("-") && argument.contains("=")
                ? argument.substring(0, argument.indexOf('='))
                : "of a URL";
    }

    private static boolean isSecret(PropertySource<?> source, String name) {
        return SECRET.matcher(plain(name)).matches()
                || source.getProperty(name) instanceof Object value
                        && GIVEN.matcher(plain(value.toString())).matches();
    }

    private static Optional<Path> file(PropertySource<?> source, String name) {
        return isSecret(source, name)
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
