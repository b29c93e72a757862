package org.yici.cli.pack;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.cli.pack.PackFolder.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what is in force. */
@Command(
        name = "export",
        description =
                "Writes the departments, sources and resources that are in force into a new folder, a file each, without any password.",
        mixinStandardHelpOptions = true)
final class PackExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path folder = Path.of("");

    @Option(names = "--as", required = true, paramLabel = "ACCOUNT", description = "An operator, or an auditor.")
    private String account = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "Its password (default: ask for it).")
    private @Nullable Path passwordFile;

    @Mixin
    private PackTarget target = new PackTarget();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PackFolder pack = new PackFolder(folder);
        pack.requireEmpty();
        DefinitionsClient platform = target.as(account, passwordFile);
        for (Kind kind : Kind.ALL) {
            SortedMap<String, String> texts = platform.inForce(kind);
            texts.forEach((address, text) -> pack.write(kind, address, text));
            spec.commandLine().getOut().println(texts.size() + " " + kind.folder());
        }
        return 0;
    }
}
