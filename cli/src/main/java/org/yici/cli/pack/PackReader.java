package org.yici.cli.pack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The account that reads what is in force. */
final class PackReader {
    @Option(names = "--as", required = true, paramLabel = "ACCOUNT", description = "An operator, or an auditor.")
    private String account = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "Its password (default: ask for it).")
    private @Nullable Path passwordFile;

    @Mixin
    private PackTarget target = new PackTarget();

    DefinitionsClient platform() {
        return target.as(account, passwordFile);
    }
}
