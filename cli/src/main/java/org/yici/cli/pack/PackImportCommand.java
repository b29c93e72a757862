package org.yici.cli.pack;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.cli.UsageException;
import org.yici.cli.pack.DefinitionsClient.RefusedException;
import org.yici.cli.pack.PackFolder.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Brings a folder in, each definition as people do it on the pages: one drafts and submits, another publishes. So each step has its leaf, and
 * nothing that the platform would refuse comes in. What failed leaves no draft behind; to import again goes on.
 */
@Command(
        name = "import",
        description = {
            "Brings a folder in: one account drafts what differs, another reviews and publishes it.",
            "Look at ./yici pack diff first. A source's password is set on its page before the source can be published."
        },
        footer = {"", "Exit code: 0 all of it is in force, 1 some of it is not, 2 the platform could not be asked."},
        mixinStandardHelpOptions = true)
final class PackImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder that was exported.")
    private Path folder = Path.of("");

    @Option(names = "--author", required = true, paramLabel = "ACCOUNT", description = "Who drafts: an operator.")
    private String author = "";

    @Option(
            names = "--reviewer",
            required = true,
            paramLabel = "ACCOUNT",
            description = "Who publishes: another operator, who has looked at the differences.")
    private String reviewer = "";

    @Option(names = "--author-password-file", paramLabel = "FILE", description = "The author's password.")
    private @Nullable Path authorPassword;

    @Option(names = "--reviewer-password-file", paramLabel = "FILE", description = "The reviewer's password.")
    private @Nullable Path reviewerPassword;

    @Option(names = "--replace", description = "Withdraw what the folder does not hold, unless it is used.")
    private boolean replace;

    @Mixin
    private PackTarget target = new PackTarget();

    @Spec
    private CommandSpec spec;

    private int failed;

    @Override
    public Integer call() {
        if (author.equals(reviewer)) {
            throw new UsageException("Author and reviewer must be two people");
        }
        PackFolder pack = new PackFolder(folder).required();
        DefinitionsClient drafts = target.as(author, authorPassword);
        DefinitionsClient reviews = target.as(reviewer, reviewerPassword);
        PrintWriter out = spec.commandLine().getOut();
        int published = 0;
        for (Kind kind : Kind.ALL) {
            SortedMap<String, String> there = reviews.inForce(kind);
            SortedMap<String, String> here = pack.texts(kind);
            for (String address : here.keySet()) {
                String text = here.get(address);
                if (text != null
                        && !PackFolder.saysTheSame(kind, text, there.get(address))
                        && done(
                                kind,
                                address,
                                "published",
                                () -> reviews.publish(kind, address, drafts.submit(kind, address, text), drafts))) {
                    published++;
                }
            }
        }
        int withdrawn = replace ? withdraw(pack, drafts, reviews) : 0;
        out.println(published + " published, " + withdrawn + " withdrawn, " + failed + " refused");
        return failed == 0 ? 0 : 1;
    }

    /** Each before those that it names. */
    private int withdraw(PackFolder pack, DefinitionsClient drafts, DefinitionsClient reviews) {
        int withdrawn = 0;
        for (Kind kind : Kind.ALL.reversed()) {
            if (!pack.holds(kind)) {
                // It was perhaps exported by a version that did not know them.
                spec.commandLine().getOut().println("no folder " + kind.folder() + ": none of them is withdrawn");
                continue;
            }
            SortedMap<String, String> here = pack.texts(kind);
            for (String address : reviews.inForce(kind).keySet()) {
                if (!here.containsKey(address)
                        && done(
                                kind,
                                address,
                                "withdrawn",
                                () -> reviews.publish(
                                        kind, address, drafts.proposeWithdrawal(kind, address), drafts))) {
                    withdrawn++;
                }
            }
        }
        return withdrawn;
    }

    private interface Act {
        void act() throws RefusedException;
    }

    private boolean done(Kind kind, String address, String what, Act act) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            act.act();
            out.println(what + ": " + kind.folder() + "/" + address);
            return true;
        } catch (RefusedException e) {
            out.println("refused: " + kind.folder() + "/" + address + ": " + e.getMessage());
            failed++;
            return false;
        }
    }
}
