package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.SecretFile;
import org.yici.kernel.ledger.Receipt;
import org.yici.postgres.EmbeddedServer;

/** A backup that was made while acts were written, what becomes of it, and what is refused. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private static final String SECRET = "secrets/spring.mail.password";

    @TempDir
    private static Path folder;

    private Path data;
    private Path backup;
    private Path killed;
    private Path passphrase;
    private Path receipt;
    private long before;
    private long during;

    @BeforeAll
    void backUpWhileActsAreWritten() throws Exception {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
        killed = Files.createDirectories(folder.resolve("killed"));
        passphrase = folder.resolve("passphrase");
        SecretFile.write(passphrase, "a long way to 一次\n");
        SecretFile.write(data.resolve(SECRET), "not-to-be-found");
        Files.writeString(data.resolve("config.yaml"), "server.port: 0\n");
        try (EmbeddedServer server = EmbeddedServer.start(data.resolve("platform"));
                TestLedger test = new TestLedger(server, data)) {
            new PlatformConnection(server.url("yici"), EmbeddedServer.USER, server.password()).write(data);
            Ledger ledger = test.ledger();
            Receipt old = ledger.appendAll(
                            IntStream.range(0, 100).mapToObj(BackupTest::act).toList())
                    .get(7);
            receipt = Files.writeString(folder.resolve("receipt.json"), old.toJson());
            try (Clerk clerk = new Clerk(ledger)) {
                before = clerk.awaitMore();
                assertThat(run("backup", backup.toString(), "--data", data.toString())
                                .err())
                        .doesNotContain("yici:");
                during = clerk.awaitMore() - before;
                killHalfWay();
            }
        }
    }

    /** Writes acts one after the other until it is closed. */
    private static final class Clerk implements AutoCloseable {
        private final Ledger ledger;
        private final AtomicLong written = new AtomicLong();
        private final Thread thread;
        private volatile boolean ends;

        Clerk(Ledger ledger) {
            this.ledger = ledger;
            this.thread = Thread.ofPlatform().start(this::write);
        }

        private void write() {
            while (!ends) {
                ledger.append(act((int) written.get()));
                synchronized (written) {
                    written.incrementAndGet();
                    written.notifyAll();
                }
            }
        }

        long awaitMore() throws InterruptedException {
            synchronized (written) {
                long now = written.get();
                while (written.get() < now + 2) {
                    written.wait(TimeUnit.SECONDS.toMillis(30));
                }
                return written.get();
            }
        }

        @Override
        public void close() throws InterruptedException {
            ends = true;
            thread.join();
        }
    }

    private void killHalfWay() throws IOException, InterruptedException {
        try (WatchService watch = killed.getFileSystem().newWatchService()) {
            killed.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "backup",
                            killed.toString(),
                            "--data",
                            data.toString(),
                            "--passphrase-file",
                            passphrase.toString())
                    .inheritIO()
                    .start();
            assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull();
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theCopyIsAPlatformWhoseLedgerIsWholeAndWhoseOldReceiptsAreProven() throws IOException {
        Path copy = folder.resolve("copy");
        Outcome restored = run("restore", backup.toString(), "--data", copy.toString());
        assertThat(restored.err()).doesNotContain("yici:");
        assertThat(restored.out()).startsWith("restored: made ").contains("./yici ledger audit --data " + copy);
        assertThat(copy.resolve(SECRET)).hasContent("not-to-be-found");
        assertThat(Files.getPosixFilePermissions(copy.resolve(SECRET)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(copy.resolve("config.yaml")).hasSameBinaryContentAs(data.resolve("config.yaml"));
        assertThat(copy.resolve("platform.json"))
                .as("names the original's server")
                .doesNotExist();

        Outcome audit = run("ledger", "audit", "--offline", "--data", copy.toString());
        assertThat(audit.err()).isEmpty();
        assertThat(audit.out()).startsWith("clean: ").contains("held against: The head kept in " + copy);
        assertThat(audit.code()).isZero();
        long entries = Long.parseLong(audit.out().replaceAll("(?s)clean: (\\d+) .*", "$1"));
        assertThat(during).as("acts while it was made").isGreaterThan(2);
        assertThat(entries).isBetween(100 + before, 100 + before + during);
        Outcome verified = run("verify", receipt.toString(), "--data", copy.toString());
        assertThat(verified.out()).contains("proven: entry 7");
        assertThat(verified.code()).isZero();
    }

    @Test
    void nothingInItCanBeReadWithoutThePassphrase() throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> backup.relativize(file).toString()))
                    .contains("files/" + SECRET + ".enc", "files/ledger.key.enc", "files/platform/password.enc")
                    .allMatch(file -> file.endsWith(".enc")
                            || file.equals("backup.json")
                            || file.equals("SHA256SUMS")
                            || file.equals("seal"));
        }
        assertThat(Files.readString(backup.resolve("backup.json"))).doesNotContain("一次", "not-to-be-found");
        Path wrong = folder.resolve("wrong");
        SecretFile.write(wrong, "another passphrase");
        assertThat(refusal("restore", backup.toString(), "--check", "--passphrase-file", wrong.toString()))
                .contains("The passphrase is not the one of the backup");
    }

    @Test
    void aDamagedOrCutFileIsNamedAndNothingIsRestored() throws IOException {
        Path file = backup.resolve("files/platform/data/PG_VERSION.enc");
        Path control = backup.resolve("files/platform/data/global/pg_control.enc");
        byte[] whole = Files.readAllBytes(file);
        byte[] altered = whole.clone();
        altered[altered.length / 2] ^= 1;
        damaged(file, altered, "is not what was written");
        damaged(file, Arrays.copyOf(whole, whole.length - 1), "is not what was written");
        damaged(file, Files.readAllBytes(control), "is not what was written");
        damaged(file, null, "is missing");
        Path sums = backup.resolve("SHA256SUMS");
        damaged(
                sums,
                Files.readString(sums).replaceFirst("(?m)^.*PG_VERSION.*\n", "").getBytes(),
                "is not the list that was sealed");
        Path header = backup.resolve("backup.json");
        damaged(header, "{".getBytes(), "cannot be read");
        damaged(
                header,
                Files.readString(header)
                        .replaceFirst("\"made\" : \"2", "\"made\" : \"3")
                        .getBytes(),
                "is not what was written");
    }

    private void damaged(Path file, byte[] content, String how) throws IOException {
        Path kept = Files.copy(file, folder.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        Path target = folder.resolve("damaged");
        try {
            Files.delete(file);
            if (content != null) {
                Files.write(file, content);
            }
            assertThat(refusal("restore", backup.toString(), "--data", target.toString()))
                    .contains("The backup is damaged: " + file, how);
            assertThat(target).isEmptyDirectory();
        } finally {
            Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void whatWasKilledHalfWayIsNoBackupAndNoPlatform() throws IOException {
        assertThat(killed).isNotEmptyDirectory();
        assertThat(refusal(
                        "restore",
                        killed.toString(),
                        "--data",
                        folder.resolve("k").toString()))
                .contains("is not whole: its last file, seal, is missing");
        assertThat(refusal(
                        "restore",
                        folder.toString(),
                        "--data",
                        folder.resolve("k").toString()))
                .contains("There is no backup in");
        Path half = Files.createDirectories(folder.resolve("half"));
        Files.writeString(half.resolve(DataFolder.RESTORING), "");
        assertThat(refusal("serve", "--port", "0", "--data", half.toString())).contains("holds a part of a backup");
        assertThat(refusal("backup", folder.resolve("k").toString(), "--data", half.toString()))
                .contains("holds a part of a backup");
    }

    @Test
    void whatCannotBeDoneIsRefusedBeforeAnythingIsWritten() throws IOException {
        Path target = folder.resolve("refused");
        Path mine = folder.resolve("mine");
        SecretFile.write(mine, "short");
        assertThat(refusal(
                        "backup", target.toString(), "--data", data.toString(), "--passphrase-file", mine.toString()))
                .contains("at least 12");
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal(
                        "backup", target.toString(), "--data", data.toString(), "--passphrase-file", mine.toString()))
                .contains("chmod 600 " + mine);
        assertThat(refusal("backup", data.resolve("b").toString(), "--data", data.toString()))
                .contains("inside of the data folder");
        assertThat(refusal(
                        "backup",
                        target.toString(),
                        "--data",
                        folder.resolve("none").toString()))
                .contains("There is no platform in");
        assertThat(target).doesNotExist();
        assertThat(refusal("backup", killed.toString(), "--data", data.toString()))
                .contains("is not empty");
        assertThat(refusal("restore", backup.toString(), "--data", data.toString()))
                .contains("is not empty");
        assertThat(refusal("restore", backup.toString())).contains("--data NEW");
        StringWriter err = new StringWriter();
        assertThat(Main.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute("backup", target.toString(), "--data", data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--passphrase-file FILE", "YICI_BACKUP_PASSPHRASE");
    }

    @Test
    void keysOfAPlatformOnAnotherDatabaseAreBackedUpAlone() throws IOException {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        SecretFile.write(keys.resolve("ledger.key"), "the key");
        Path target = folder.resolve("keys-backup");
        assertThat(refusal("backup", target.toString(), "--data", keys.toString()))
                .contains("--files-only", "docs/operate.md");
        assertThat(run("backup", target.toString(), "--data", keys.toString(), "--files-only")
                        .out())
                .startsWith("whole: ");
        Path copy = folder.resolve("keys-copy");
        assertThat(run("restore", target.toString(), "--data", copy.toString()).code())
                .isZero();
        assertThat(copy.resolve("ledger.key")).hasContent("the key");
    }

    private String refusal(String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines()).as(outcome.err()).hasSize(1);
        return outcome.err();
    }

    private Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Stream<String> all = Stream.of(arguments);
        if (Stream.of("backup", "restore").anyMatch(arguments[0]::equals)
                && Stream.of(arguments).noneMatch("--passphrase-file"::equals)) {
            all = Stream.concat(all, Stream.of("--passphrase-file", passphrase.toString()));
        }
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    private static Act act(int number) {
        return new Act(Act.Kind.QUERY, "system:tax-core", "tax", null, null, Map.of("number", "号" + number));
    }

    private record Outcome(int code, String out, String err) {}
}
