package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.app.store.SecretFile;
import org.yici.postgres.EmbeddedServer;

/** This version on data that an earlier one wrote, as {@code upgrade/README.md} tells how it was made. */
@Tag("server")
class UpgradeTest {
    private static final Path PACK = Path.of("../demo/src/main/resources/province");

    @TempDir
    private Path data;

    @TempDir
    private Path aside;

    @Test
    void thisVersionGoesOnWithWhatAnEarlierOneWrote() throws Exception {
        unpack();
        try (EmbeddedServer server = EmbeddedServer.start(data.resolve("platform"))) {
            server.createDatabase("yici");
            load(server);
        }
        Process process = ServeTest.start(data, List.of("--pack", PACK.toString()));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String url = ServeTest.ready(out);
            assertThat(ServeTest.signIn(ServeTest.browser(), url, "operator", password()))
                    .contains("运行监测");
            // While it runs, under the roles that it works with.
            Path passphrase = aside.resolve("passphrase");
            SecretFile.write(passphrase, "a passphrase of a test");
            run(
                    "backup",
                    aside.resolve("backup").toString(),
                    "--data",
                    data.toString(),
                    "--passphrase-file",
                    passphrase.toString());
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(run("ledger", "audit", "--offline", "--data", data.toString()))
                .startsWith("clean: ");
        assertThat(run("verify", data.resolve("receipt.json").toString(), "--offline", "--data", data.toString()))
                .contains("proven: ");
    }

    /** All accounts of a demonstration have one. */
    private String password() throws IOException {
        return Files.readAllLines(data.resolve("accounts.yaml")).stream()
                .filter(line -> line.strip().startsWith("password: "))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*\"(.*)\"", "$1");
    }

    private void unpack() throws IOException {
        try (InputStream file = UpgradeTest.class.getResourceAsStream("/upgrade/earlier.zip");
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, data.resolve(entry.getName()));
            }
        }
    }

    /** Runs what pg_dump wrote, all but what it says to psql alone. */
    private void load(EmbeddedServer server) throws Exception {
        String dump = Files.readString(data.resolve("yici.sql"))
                .lines()
                .filter(line -> !line.startsWith("\\"))
                .collect(Collectors.joining("\n"));
        try (Connection connection = server.connect("yici");
                Statement statement = connection.createStatement()) {
            statement.execute(dump);
        }
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }
}
