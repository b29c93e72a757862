package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.LaterHead;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine;

/** The commands on a folder as a platform leaves it: a real server with a real ledger, running and stopped. */
@Tag("server")
class LedgerCommandsTest {
    private static final String ANSWER = "{\"resource\":\"GA5100/000001\",\"matches\":true,\"salt\":\"00\"}";

    @TempDir
    private Path folder;

    /** Of an entry that is there after a loss of the newest. */
    private Receipt early;

    @Test
    void receiptsAreProvenAndTheLedgerIsAuditedAlsoWhenThePlatformIsStopped() throws Exception {
        Receipt receipt;
        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("platform"))) {
            receipt = fill(server);
            new PlatformConnection(server.url("yici"), EmbeddedServer.USER, server.password()).write(folder);
            Outcome clean = run(new LedgerCommand.Audit(), "--data", folder.toString());
            assertThat(clean.code()).isZero();
            assertThat(clean.out())
                    .startsWith("clean: 30 entries, 26 nodes, 3 checkpoints, root ")
                    .contains("held against: The head kept in " + folder.resolve("ledger.head"));
            anotherFolderWithACopyOfItAuditsItsOwnServer(server);
            tamper(server, "update ledger.leaf set entry = entry || ' ' where index = 4");
            Outcome outcome = run(
                    new LedgerCommand.Audit(),
                    "--data",
                    folder.toString(),
                    "--url",
                    server.url("yici"),
                    "--user",
                    EmbeddedServer.USER,
                    "--password",
                    server.password());
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).contains("entry-altered: Entry 4 was altered", "1 found: 30 entries");
        }
        Outcome stopped = run(new LedgerCommand.Audit(), "--data", folder.toString());
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.out()).contains("entry-altered: Entry 4 was altered");
        verify(receipt);
    }

    /** A copied folder names the original's server in all its files. */
    private void anotherFolderWithACopyOfItAuditsItsOwnServer(EmbeddedServer original) throws Exception {
        tamper(original, "checkpoint");
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !file.startsWith(copy)).toList()) {
                Path target = copy.resolve(folder.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().equals("lock")) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.setPosixFilePermissions(copy.resolve("platform/data"), PosixFilePermissions.fromString("rwx------"));
        Outcome audit = run(new LedgerCommand.Audit(), "--data", copy.toString());
        assertThat(audit.err()).isEmpty();
        assertThat(audit.out()).startsWith("clean: 30 entries");
        try (Connection connection = original.connect("yici");
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select 1").next())
                    .as("the original's server runs")
                    .isTrue();
        }
    }

    @Test
    void aLogThatIsLostIsBegunAnewAndBothAreVerified() throws Exception {
        Receipt receipt;
        try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("platform"))) {
            receipt = fill(server);
            tamper(
                    server,
                    "delete from ledger.leaf where index >= 29; delete from ledger.checkpoint where size > 29;"
                            + " delete from ledger.node where (index + 1) << level > 29");
        }
        Path file = Files.writeString(folder.resolve("receipt.json"), receipt.toJson());
        Outcome cut = run(new LedgerCommand.Audit(), "--data", folder.toString());
        assertThat(cut.out()).contains("cut-off: ");

        Outcome silent = run(new LedgerCommand.Begin(), "--data", folder.toString());
        assertThat(silent.code()).isEqualTo(2);
        assertThat(silent.err()).contains("--reason");
        Outcome begun = run(new LedgerCommand.Begin(), "--data", folder.toString(), "--reason", "fire", "--by", "ops");
        assertThat(begun.err()).isEmpty();
        assertThat(begun.out())
                .contains("begun: entry 29 begins the log test.example/ledger/2 after the loss of test.example/ledger,"
                        + " which had 30 entries; 29 of them were restored. Reason: fire");
        assertThat(run(new LedgerCommand.Begin(), "--data", folder.toString(), "--reason", "fire")
                        .err())
                .contains("Nothing is lost");

        Outcome audit = run(new LedgerCommand.Audit(), "--data", folder.toString());
        assertThat(audit.out()).contains("begun: entry 29 begins the log test.example/ledger/2", "clean: 30 entries");
        assertThat(audit.code()).isZero();
        Outcome lost = run(new LedgerCommand.Audit(), "--data", folder.toString(), "--against", file.toString());
        assertThat(lost.code()).isEqualTo(1);
        assertThat(lost.out())
                .contains("lost: " + file + " is of the log test.example/ledger and signed for 30 entries");
        Outcome verified = run(new VerifyCommand(), file.toString(), "--data", folder.toString());
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out())
                .contains("proven: entry 29 is in the log test.example/ledger, signed at 30 entries")
                .contains("lost: this entry was not restored, keep the receipt: entry 29 begins the log");

        Path earlier = Files.writeString(folder.resolve("earlier.json"), early.toJson());
        Outcome restored = run(new VerifyCommand(), earlier.toString(), "--data", folder.toString());
        assertThat(restored.out())
                .contains("proven: entry 5", "restored: entry 29 begins the log test.example/ledger/2");
        assertThat(restored.code()).isZero();
        aSystemIsToldThatTheLedgerWasBegunAnew(receipt);
        Files.delete(folder.resolve("ledger-2.json"));
        Outcome unknown = run(new VerifyCommand(), file.toString(), "--data", folder.toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("ledger-2.json is missing");
    }

    /** The platform that answers has no proof that leads from what the system knew to what it has. */
    private void aSystemIsToldThatTheLedgerWasBegunAnew(Receipt known) throws IOException {
        String vkey = Files.readString(folder.resolve("ledger.vkey")).strip();
        HttpServer platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.start();
        try {
            PlatformLog log = PlatformLog.of(
                            false, "http://localhost:" + platform.getAddress().getPort(), folder)
                    .orElseThrow();
            RememberedHead remembered = new RememberedHead(folder, "tax-core", vkey);
            SignedCheckpoint old = LaterHead.of("", known.toJson().getBytes(StandardCharsets.UTF_8), vkey)
                    .head();
            assertThat(remembered.compare(old, log)).isNull();
            assertThat(remembered.compare(
                            LaterHead.keptIn(folder, vkey).orElseThrow().head(), log))
                    .contains(
                            "the ledger is test.example/ledger/2, begun anew after a loss",
                            "knew at 30 entries",
                            "tax-core.head");
            assertThat(folder.resolve("keys/tax-core.head"))
                    .as("it stays as evidence")
                    .hasContent(old.note());
        } finally {
            platform.stop(0);
        }
    }

    @Test
    void aFolderWithoutAPlatformIsSaidToHaveNone() throws IOException {
        Outcome noKey = run(new LedgerCommand.Audit(), "--data", folder.toString());
        assertThat(noKey.code()).isEqualTo(2);
        assertThat(noKey.err())
                .contains("ledger.vkey cannot be read; name it with --key")
                .hasLineCount(1);
        Files.writeString(folder.resolve("ledger.vkey"), "log.example+0+key");
        Outcome noPlatform = run(new LedgerCommand.Audit(), "--data", folder.toString());
        assertThat(noPlatform.code()).isEqualTo(2);
        assertThat(noPlatform.err()).contains("There is no platform in").hasLineCount(1);
    }

    private void verify(Receipt receipt) throws IOException {
        Path file = folder.resolve("receipt.json");
        Files.writeString(file, receipt.toJson());
        Outcome proven = run(new VerifyCommand(), file.toString(), "--data", folder.toString());
        assertThat(proven.code()).isZero();
        assertThat(proven.out())
                .contains("proven: entry 29 is in the log test.example/ledger, signed at 30 entries", receipt.entry());

        String vkey = Files.readString(folder.resolve("ledger.vkey")).strip();
        Path answer = Files.writeString(folder.resolve("answer.json"), ANSWER);
        assertThat(run(new VerifyCommand(), file.toString(), "--key", vkey, "--answer", answer.toString())
                        .out())
                .contains("and is about this answer");
        Files.writeString(answer, ANSWER.replace("true", "false"));
        Outcome other = run(
                new VerifyCommand(),
                file.toString(),
                "--key",
                folder.resolve("ledger.vkey").toString(),
                "--answer",
                answer.toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).startsWith("refuted: other-answer: ");

        byte[] bytes = receipt.toJson().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += 37) {
            byte[] altered = bytes.clone();
            altered[i] ^= 0x20;
            Files.write(file, altered);
            Outcome refuted = run(new VerifyCommand(), file.toString(), "--key", vkey);
            assertThat(refuted.code()).as("byte %d", i).isEqualTo(1);
            assertThat(refuted.out()).startsWith("refuted: ");
        }
        aPlatformThatCannotAnswerIsNotAccused(receipt, vkey);
        Outcome missing = run(new VerifyCommand(), folder.resolve("none.json").toString(), "--key", vkey);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("none.json cannot be read").hasLineCount(1);
    }

    private void aPlatformThatCannotAnswerIsNotAccused(Receipt receipt, String vkey) throws IOException {
        byte[] problem = "{\"title\":\"The database is away\",\"status\":503}".getBytes(StandardCharsets.UTF_8);
        HttpServer away = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        away.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, problem.length);
            try (exchange) {
                exchange.getResponseBody().write(problem);
            }
        });
        away.start();
        try {
            Path file = Files.writeString(folder.resolve("receipt.json"), receipt.toJson());
            Outcome outcome = run(
                    new VerifyCommand(),
                    file.toString(),
                    "--key",
                    vkey,
                    "--against",
                    file.toString(),
                    "--platform",
                    "http://localhost:" + away.getAddress().getPort());
            assertThat(outcome.out()).contains("proven: entry 29").doesNotContain("refuted");
            assertThat(outcome.err()).contains("cannot answer now (503: The database is away)");
            assertThat(outcome.code()).isZero();
        } finally {
            away.stop(0);
        }
    }

    /** A ledger of 30 entries, the last about {@link #ANSWER}. */
    private Receipt fill(EmbeddedServer server) throws SQLException {
        try (TestLedger test = new TestLedger(server, folder)) {
            Ledger ledger = test.ledger();
            early = ledger.appendAll(IntStream.range(0, 29)
                            .mapToObj(LedgerCommandsTest::act)
                            .toList())
                    .get(5);
            String digest = AnswerDigest.ofFile(ANSWER.getBytes(StandardCharsets.UTF_8));
            return ledger.append(
                    new Act(Act.Kind.CHECK, "system:tax-core", "tax", null, null, Map.of(AnswerDigest.FIELD, digest)));
        }
    }

    private static Act act(int number) {
        return new Act(Act.Kind.QUERY, "system:tax-core", "tax", null, null, Map.of("number", "号" + number));
    }

    private static void tamper(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("yici");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Outcome run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.configured(new CommandLine(command))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, withoutRoot(out.toString()), err.toString());
    }

    /** A root is another in every run. */
    private static String withoutRoot(String out) {
        return out.replaceAll("root [0-9a-f]{64}\\R", "root ");
    }

    private record Outcome(int code, String out, String err) {}
}
