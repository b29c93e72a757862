package org.yici.cli.pack;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.cli.UsageException;
import org.yici.cli.pack.DefinitionsClient.Draft;
import org.yici.cli.pack.DefinitionsClient.RefusedException;
import org.yici.cli.pack.PackFolder.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Brings a folder in as people do it on the pages: one drafts and submits, another publishes all of a kind together. So each step has its leaf,
 * and nothing that the platform would refuse comes in. What failed leaves no draft behind; to import again goes on.
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
            published += publish(submit(kind, pack, drafts, reviews), drafts, reviews);
        }
        int withdrawn = replace ? withdraw(pack, drafts, reviews) : 0;
        out.println(published + " published, " + withdrawn + " withdrawn, " + failed + " refused");
        return failed == 0 ? 0 : 1;
    }

    /** Drafts all that differs before any of it is handed in, for one may rest on another; what is refused is told and left out. */
    private List<Draft> submit(Kind kind, PackFolder pack, DefinitionsClient drafts, DefinitionsClient reviews) {
        SortedMap<String, String> there = reviews.inForce(kind);
        List<Draft> drafted = new ArrayList<>();
        pack.texts(kind).forEach((address, text) -> {
            if (!PackFolder.saysTheSame(kind, text, there.get(address))) {
                done(kind, address, () -> drafted.add(drafts.draft(kind, address, text)));
            }
        });
        List<Draft> submitted = new ArrayList<>();
        drafted.forEach(draft -> done(kind, draft.address(), () -> submitted.add(drafts.submit(draft))));
        return submitted;
    }

    /** All of a kind at once, each after those that it rests on: nobody sees half a tree. */
    private int publish(List<Draft> submitted, DefinitionsClient drafts, DefinitionsClient reviews) {
        if (submitted.isEmpty()) {
            return 0;
        }
        try {
            reviews.publish(submitted, drafts);
            submitted.forEach(draft -> told("published", draft.kind(), draft.address()));
            return submitted.size();
        } catch (RefusedException e) {
            submitted.forEach(draft -> refused(draft.kind(), draft.address(), "not published, as none of its kind is"));
            spec.commandLine().getOut().println("  " + e.getMessage());
            return 0;
        }
    }

    /** Each before those that it names. Of those of one kind some may be used by others, which go first. */
    private int withdraw(PackFolder pack, DefinitionsClient drafts, DefinitionsClient reviews) {
        int withdrawn = 0;
        for (Kind kind : Kind.ALL.reversed()) {
            if (!pack.holds(kind)) {
                // It was perhaps exported by a version that did not know them.
                spec.commandLine().getOut().println("no folder " + kind.folder() + ": none of them is withdrawn");
                continue;
            }
            SortedMap<String, String> here = pack.texts(kind);
            List<String> left = new ArrayList<>(reviews.inForce(kind).keySet());
            left.removeAll(here.keySet());
            Map<String, String> why = new LinkedHashMap<>();
            int before;
            do {
                before = left.size();
                why.clear();
                left.removeIf(address -> isWithdrawn(kind, address, drafts, reviews, why));
                withdrawn += before - left.size();
            } while (left.size() < before && !left.isEmpty());
            why.forEach((address, reason) -> refused(kind, address, reason));
        }
        return withdrawn;
    }

    private boolean isWithdrawn(
            Kind kind, String address, DefinitionsClient drafts, DefinitionsClient reviews, Map<String, String> why) {
        try {
            reviews.publish(List.of(drafts.proposeWithdrawal(kind, address)), drafts);
            told("withdrawn", kind, address);
            return true;
        } catch (RefusedException e) {
            why.put(address, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private interface Act {
        void act() throws RefusedException;
    }

    private void done(Kind kind, String address, Act act) {
        try {
            act.act();
        } catch (RefusedException e) {
            refused(kind, address, String.valueOf(e.getMessage()));
        }
    }

    private void told(String what, Kind kind, String address) {
        spec.commandLine().getOut().println(what + ": " + kind.folder() + "/" + address);
    }

    private void refused(Kind kind, String address, String why) {
        spec.commandLine().getOut().println("refused: " + kind.folder() + "/" + address + ": " + why);
        failed++;
    }
}
