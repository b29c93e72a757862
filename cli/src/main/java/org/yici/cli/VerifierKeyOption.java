package org.yici.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The log's key on the command line: given, in a file, or in the data folder. */
final class VerifierKeyOption {
    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The ledger's key: the text name+id+key, or a file with it. Default: ledger.vkey of the data folder.")
    @Nullable
    String key;

    @Option(names = "--data", description = "The platform's data folder. Default: ${DEFAULT-VALUE}.")
    Path data = Path.of("yici-data");

    /**
     * The key's text.
     *
     * @throws UsageException if there is none
     */
    String read() {
        if (key != null && key.contains("+") && !isFile(key)) {
            return key;
        }
        Path file = key == null ? data.resolve("ledger.vkey") : Path.of(key);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageException("The ledger's key " + file
                    + " cannot be read; name it with --key, or the platform's folder with --data");
        }
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
