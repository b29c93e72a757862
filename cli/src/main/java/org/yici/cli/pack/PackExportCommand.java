package org.yici.cli.pack;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.yici.cli.pack.PackFolder.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what is in force. */
@Command(
        name = "export",
        description =
                "Writes the departments, sources, data standards, resources and service items that are in force into a new folder, a file each, without any password.",
        mixinStandardHelpOptions = true)
final class PackExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder that is new or empty.")
    private Path folder = Path.of("");

    @Mixin
    private PackReader reader = new PackReader();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PackFolder pack = new PackFolder(folder);
        pack.requireEmpty();
        DefinitionsClient platform = reader.platform();
        for (Kind kind : Kind.ALL) {
            SortedMap<String, String> texts = platform.inForce(kind);
            texts.forEach((address, text) -> pack.write(kind, address, text));
            spec.commandLine().getOut().println(texts.size() + " " + kind.folder());
        }
        return 0;
    }
}
