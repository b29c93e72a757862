package org.yici.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.AuditFinding;
import org.yici.app.ledger.AuditReport;
import org.yici.app.ledger.LaterHead;
import org.yici.app.ledger.LedgerAudit;
import org.yici.app.ledger.LedgerStateException;
import org.yici.app.store.EmbeddedServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Looks after the ledger.",
        subcommands = LedgerCommand.Audit.class)
final class LedgerCommand {
    private LedgerCommand() {}

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
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

        @Option(names = "--url", description = "JDBC URL of the platform's database. Default: as the data folder says.")
        @Nullable
        String url;

        @Option(names = "--user", description = "Account for --url.")
        String user = "";

        @Option(
                names = "--password",
                interactive = true,
                arity = "0..1",
                description = "Password for --url; without a value it is asked for.")
        String password = "";

        @Override
        public Integer call() throws IOException {
            String vkey = key.read();
            try {
                return url == null ? inFolder(vkey) : at(new PlatformConnection(url, user, password), vkey);
            } catch (SQLException e) {
                throw new UsageException("The platform's database cannot be read: " + e.getMessage());
            } catch (IllegalArgumentException | LedgerStateException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }

        /** The running platform's server; if it does not run, its own server is started for the audit. */
        private int inFolder(String vkey) throws IOException, SQLException {
            if (PlatformConnection.isOfServerIn(key.data)) {
                try (Connection connection = PlatformConnection.read(key.data).open()) {
                    return audit(connection, vkey);
                } catch (SQLException e) {
                    if (!isUnreachable(e) || !hasServer()) {
                        throw e;
                    }
                    return inStartedServer(vkey, e);
                }
            } else if (!hasServer()) {
                throw new UsageException("There is no platform in " + key.data.toAbsolutePath()
                        + "; name its folder with --data, or its database with --url");
            }
            return inStartedServer(vkey, null);
        }

        private int inStartedServer(String vkey, @Nullable SQLException before) throws IOException, SQLException {
            try (EmbeddedServer server = start(before);
                    Connection connection = server.connect("yici")) {
                return audit(connection, vkey);
            }
        }

        private int at(PlatformConnection platform, String vkey) throws SQLException {
            try (Connection connection = platform.open()) {
                return audit(connection, vkey);
            }
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

        private boolean hasServer() {
            return Files.exists(folder().resolve("data").resolve("PG_VERSION"));
        }

        private Path folder() {
            return key.data.resolve("platform");
        }

        /** @param before why the server that should run could not be asked */
        private EmbeddedServer start(@Nullable SQLException before) {
            try {
                return EmbeddedServer.start(folder());
            } catch (IOException e) {
                throw new UsageException(
                        before == null
                                ? String.valueOf(e.getMessage())
                                : "The platform's database does not answer (" + before.getMessage()
                                        + "), and no server of our own can be started in its place: " + e.getMessage());
            }
        }

        /** SQL states of class 08: no connection. */
        private static boolean isUnreachable(SQLException e) {
            return e.getSQLState() != null && e.getSQLState().startsWith("08");
        }
    }
}
