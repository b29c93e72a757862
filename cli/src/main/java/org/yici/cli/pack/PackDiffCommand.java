package org.yici.cli.pack;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.yici.app.definition.TextDiff;
import org.yici.cli.pack.PackFolder.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What importing a folder would change. */
@Command(
        name = "diff",
        description = "Compares a folder with what is in force: what importing it would change, line by line.",
        footer = {"", "Exit code: 0 nothing differs, 1 something does, 2 it could not be compared."},
        mixinStandardHelpOptions = true)
final class PackDiffCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder that was exported.")
    private Path folder = Path.of("");

    @Mixin
    private PackReader reader = new PackReader();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PackFolder pack = new PackFolder(folder).required();
        DefinitionsClient platform = reader.platform();
        PrintWriter out = spec.commandLine().getOut();
        int differing = 0;
        for (Kind kind : Kind.ALL) {
            SortedMap<String, String> here = pack.texts(kind);
            SortedMap<String, String> there = platform.inForce(kind);
            SortedSet<String> all = new TreeSet<>(here.keySet());
            all.addAll(there.keySet());
            for (String address : all) {
                String after = here.get(address);
                String before = there.get(address);
                if (after == null) {
                    out.println("only on the platform: " + kind.folder() + "/" + address);
                    differing++;
                } else if (!PackFolder.saysTheSame(kind, after, before)) {
                    out.println((before == null ? "new: " : "changed: ") + kind.folder() + "/" + address);
                    TextDiff.of(before == null ? "" : before, after).forEach(line -> print(line, out));
                    differing++;
                }
            }
        }
        out.println(differing == 0 ? "Nothing differs" : differing + (differing == 1 ? " differs" : " differ"));
        return differing == 0 ? 0 : 1;
    }

    private static void print(TextDiff.Line line, PrintWriter out) {
        switch (line.change()) {
            case ADDED -> out.println("  + " + line.text());
            case REMOVED -> out.println("  - " + line.text());
            case SAME -> out.println("    " + line.text());
            case CUT -> out.println("    … " + line.number() + " more lines");
            case LEFT_OUT -> out.println("    … " + line.number() + " lines");
        }
    }
}
