package org.yici.cli.pack;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yici.cli.PlatformUrl;
import org.yici.cli.UsageException;
import picocli.CommandLine.Option;

/** Which platform is meant. */
final class PackTarget {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The platform's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("yici-data");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The platform (default: the one that runs on the data folder).")
    private @Nullable String url;

    /**
     * A platform as an account sees it.
     *
     * @param passwordFile holds its password; null to ask for it
     */
    DefinitionsClient as(String account, @Nullable Path passwordFile) {
        return new DefinitionsClient(
                url == null ? PlatformUrl.load(data) : url, account, password(account, passwordFile));
    }

    private static String password(String account, @Nullable Path file) {
        if (file != null) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UsageException(
                        file + " cannot be read (" + e.getClass().getSimpleName() + ")");
            }
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", account);
        if (typed == null) {
            throw new UsageException("There is no terminal to ask for the password of " + account
                    + "; put it into a file that you alone can read and name that");
        }
        return new String(typed);
    }
}
