package org.yici.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.AuditFinding;
import org.yici.app.ledger.AuditReport;
import org.yici.app.ledger.Beginning;
import org.yici.app.ledger.LaterHead;
import org.yici.app.ledger.LedgerAudit;
import org.yici.app.ledger.NewLog;
import org.yici.kernel.ledger.Receipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Looks after the ledger.",
        subcommands = {LedgerCommand.Audit.class, LedgerCommand.Begin.class})
final class LedgerCommand {
    private LedgerCommand() {}

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            exitCodeOnExecutionException = 2,
            description = "Computes the whole ledger anew from storage and names what was altered or is missing."
                    + " Exit code 0: clean; 1: something was found; 2: could not run.")
    static final class Audit implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Mixin
        VerifierKeyOption key;

        @Mixin
        LaterHeadOptions later;

        @Option(
                names = "--keep-head",
                description =
                        "If the ledger is clean, keep its head anew in ledger.head of the data folder, for a platform"
                                + " that does not start because that file was lost.")
        boolean keepHead;

        @Mixin
        PlatformDatabase database;

        @Override
        public Integer call() throws IOException {
            String vkey = key.read();
            return database.use(key.data, platform -> {
                try (Connection connection = platform.open()) {
                    return audit(connection, vkey);
                }
            });
        }

        private int audit(Connection connection, String vkey) throws SQLException {
            PrintWriter out = spec.commandLine().getOut();
            // Before the database is read, so that it must contain them all.
            List<LaterHead> heads =
                    later.collect(key.data, vkey, spec.commandLine().getErr());
            LongProgress progress = new LongProgress(spec.commandLine().getErr(), LedgerAudit.size(connection));
            AuditReport report = LedgerAudit.run(connection, vkey, heads, progress::at);
            progress.close();
            for (AuditFinding finding : report.findings()) {
                out.println(
                        finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + finding.message());
            }
            if (report.found() > report.findings().size()) {
                out.println("… and " + (report.found() - report.findings().size()) + " more");
            }
            report.begun().forEach(beginning -> out.println("begun: " + beginning));
            out.printf(
                    "%s: %d entries, %d nodes, %d checkpoints%s%n",
                    report.clean() ? "clean" : report.found() + " found",
                    report.entries(),
                    report.nodes(),
                    report.checkpoints(),
                    report.root().isEmpty() ? "" : ", root " + report.root());
            heads.forEach(head -> out.println("held against: " + head.source()));
            if (keepHead && report.clean()) {
                LedgerAudit.newest(connection, vkey).ifPresent(head -> head.keepIn(key.data));
                out.println("the head is kept in ledger.head");
            }
            return report.clean() ? 0 : 1;
        }
    }

    @Command(
            name = "begin",
            mixinStandardHelpOptions = true,
            exitCodeOnExecutionException = 2,
            description = "Begins a new log when the newest entries are lost for good: the database was restored from a"
                    + " backup, and the platform refuses to start on it. Nothing is undone by it: the new log has a name of"
                    + " its own, keeps what was restored, and says in its first entry what was lost and why. Exit code 0:"
                    + " begun; 2: not begun.")
    static final class Begin implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Option(names = "--data", description = "The platform's data folder. Default: ${DEFAULT-VALUE}.")
        Path data = Path.of("yici-data");

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description =
                        "The platform's settings, if they name a master key. Default: config.yaml of the data folder.")
        @Nullable
        Path config;

        @Option(
                names = "--reason",
                required = true,
                description = "What happened, for every later reader of the ledger; nothing personal.")
        String reason = "";

        @Option(names = "--by", description = "Who says so. Default: the account on this machine, ${DEFAULT-VALUE}.")
        String by = System.getProperty("user.name", "unknown");

        @Option(
                names = "--against",
                paramLabel = "FILE",
                description = "A receipt or checkpoint that somebody holds and that is later than the head kept in the"
                        + " data folder; may be given several times.")
        List<Path> files = List.of();

        @Mixin
        PlatformDatabase database;

        @Override
        public Integer call() throws IOException {
            if (reason.isBlank() || by.isBlank()) {
                throw new UsageException("--reason and --by must say something");
            }
            VerifierKeyOption key = new VerifierKeyOption();
            key.data = data;
            List<LaterHead> heads = LaterHeadOptions.read(files, key.read());
            PrintWriter out = spec.commandLine().getOut();
            return database.use(data, platform -> {
                Receipt receipt = NewLog.begin(
                        platform.place(), PlatformSecrets.of(data, config), data, heads, by, reason, Clock.systemUTC());
                out.println("begun: "
                        + Beginning.of(receipt.index(), receipt.entry())
                                .map(Beginning::toString)
                                .orElse(""));
                out.println("Give ledger.vkey of the data folder to everybody who verifies; receipts of the old log are"
                        + " verified with it too. Back the home folder up now.");
                return 0;
            });
        }
    }
}
