package org.yici.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.app.store.SecretFile;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine;

/** What a doctor finds on a machine that is well, and what it says to do on one that is not. */
@Tag("server")
class DoctorTest {
    @TempDir
    private static Path home;

    private static EmbeddedServer server;

    @TempDir
    private Path data;

    private int exit;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedServer.start(home);
        server.createDatabase("platform");
        run("create role poor login password 'poor'");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void configure() throws IOException {
        configure(EmbeddedServer.USER, server.password(), freePort());
    }

    @Test
    void aMachineThatIsWellIsSaidToBe() {
        assertThat(doctor())
                .contains("✓ platform's database: PostgreSQL", "✓ source tax: wal_level logical", "is free")
                .doesNotContain("✗");
        assertThat(exit).isZero();
    }

    @Test
    void anAccountThatMayNotIsNamedWithWhatToGrant() throws IOException {
        configure("poor", "poor", freePort());
        assertThat(doctor())
                .contains("✗ platform's database: poor may not make the roles platform_migrate, platform_publish")
                .contains("alter database platform owner to poor; alter role poor createrole")
                .contains("✗ source tax: poor may not replicate", "alter role poor replication");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void whatCannotBeReachedIsNamedAndNoPasswordIsShown() throws IOException {
        configure(EmbeddedServer.USER, "not-to-be-shown", freePort());
        assertThat(doctor())
                .contains("✗ platform's database: ", "cannot be reached")
                .doesNotContain("not-to-be-shown");
    }

    @Test
    void aPortThatSomebodyElseHasIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            configure(EmbeddedServer.USER, server.password(), other.getLocalPort());
            assertThat(doctor()).contains("✗ listener: 127.0.0.1:" + other.getLocalPort() + " is taken");
        }
    }

    @Test
    void aLostKeyAnOpenSecretAndAMistypedSettingAreFound() throws IOException {
        Files.writeString(data.resolve("ledger.head"), "a head");
        Path open = data.resolve("secrets/spring.datasource.password");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(data.resolve("config.yaml"), "server.prot: 80\nserver.address: 0.0.0.0\n");
        assertThat(doctor())
                .contains("✗ key: ledger.key is missing", "Put it back from a backup")
                .contains("✗ secret: " + open, "chmod 600 " + open)
                .contains("config.yaml line 1: server.prot is no setting; the nearest is server.port")
                .contains("0.0.0.0 is reached from elsewhere, without TLS");
    }

    private void configure(String user, String password, int port) throws IOException {
        Files.writeString(data.resolve("config.yaml"), """
                server.port: %d
                spring.datasource:
                  url: %s
                  username: %s
                yici.collection.sources.tax:
                  url: %2$s
                  username: %3$s
                """.formatted(port, server.url("platform"), user));
        SecretFile.write(data.resolve("secrets/spring.datasource.password"), password);
        SecretFile.write(data.resolve("secrets/yici.collection.sources.tax.password"), password);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String doctor() {
        StringWriter out = new StringWriter();
        exit = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out)).execute("--data", data.toString());
        return out.toString();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("platform"), EmbeddedServer.USER, server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
