package org.yici.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("server")
class EmbeddedServerTest {
    @TempDir
    Path folder;

    @Test
    void keepsDataOverARestartAndEvenAKill() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            server.createDatabase("kept");
            execute(server, "create table note (text text)");
            execute(server, "insert into note values ('first')");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("server.log"))))
                .as("statements that failed stand in it")
                .isEqualTo("rw-------");
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DiesWithoutAWord.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(other.waitFor()).isEqualTo(DiesWithoutAWord.EXIT);
        try (EmbeddedServer again = EmbeddedServer.start(folder);
                Connection connection = again.connect("kept");
                var rows = connection.createStatement().executeQuery("select count(*) from note")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    /** A process file that was left behind names whatever has the number by now. */
    @Test
    void aNumberThatIsAnotherProgramsByNowIsLeftAlone() throws Exception {
        EmbeddedServer.start(folder).close();
        Process other = new ProcessBuilder("sleep", "120").start();
        try {
            Files.writeString(
                    folder.resolve("data/postmaster.pid"),
                    other.pid() + "\n" + folder.resolve("data") + "\n1700000000\n5432\n\nlocalhost\n\nready\n");
            try (EmbeddedServer server = EmbeddedServer.start(folder);
                    Connection connection = server.connect("postgres")) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedAndLeftAsItIs() throws Exception {
        Path version = Files.createDirectories(folder.resolve("data")).resolve("PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> EmbeddedServer.start(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("written by PostgreSQL 17")
                .hasMessageContaining("brings PostgreSQL " + MajorVersion.ours())
                .hasMessageContaining("docs/operate.md");
        assertThat(version).hasContent("17");
        assertThat(folder.resolve("lock")).doesNotExist();
        Files.delete(version);
        Files.delete(version.getParent());
        try (EmbeddedServer server = EmbeddedServer.start(folder);
                Connection connection = server.connect("postgres")) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).hasToString(MajorVersion.ours());
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordAndIsDurable() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), EmbeddedServer.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            try (Connection connection = server.connect("postgres");
                    var rows = connection.createStatement().executeQuery("show fsync")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("on");
            }
            assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                    .hasSize(2);
        }
    }

    @Test
    void trustsNobodyFromItsFirstMomentOn() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            // As initdb wrote it, before the server ran.
            assertThat(Files.readAllLines(folder.resolve("data/pg_hba.conf")))
                    .filteredOn(line -> line.matches("(host|local).*"))
                    .isNotEmpty()
                    .allMatch(line ->
                            line.startsWith("local") ? line.endsWith("reject") : line.endsWith("scram-sha-256"));
            try (Connection connection = server.connect("postgres");
                    var rows = connection.createStatement().executeQuery("show unix_socket_directories")) {
                rows.next();
                assertThat(rows.getString(1)).isEmpty();
            }
        }
        Files.delete(folder.resolve("password"));
        assertThatThrownBy(() -> EmbeddedServer.start(folder)).hasMessageContaining("lost its password file");
    }

    @Test
    void runsProgramsOfAFolderThatNobodyElseCanFill() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            assertThat(server.port()).isPositive();
            String pid =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
            Path program = Path.of(ProcessHandle.of(Long.parseLong(pid))
                    .flatMap(process -> process.info().command())
                    .orElseThrow());
            Path programs = program;
            while (!programs.endsWith("yici/postgresql")) {
                programs = programs.getParent();
            }
            assertThat(Files.getPosixFilePermissions(programs)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void saysSoWhenAnotherPlatformUsesTheFolder() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedServer.start(folder).close()).hasMessageContaining("in use by another");
        }
    }

    @Test
    void comesBackByItselfOnceWhatKeepsItFromStartingIsGone() throws Exception {
        Path settings = folder.resolve("data/postgresql.conf");
        Path away = folder.resolve("away.conf");
        Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedServer.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            Files.move(settings, away);
            String pid =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
            await(() -> lines(log).stream()
                    .anyMatch(line -> line.contains("Attempt 3") && line.contains("postgresql.conf")));
            assertThat(lines(log)).noneMatch(line -> line.contains("null") || line.contains("Overlapping"));
            Files.move(away, settings);
            await(() -> lines(log).stream().anyMatch(line -> line.contains("runs again")));
            server.createDatabase("kept");
            execute(server, "create table note (text text)");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(Postmaster.of(folder.resolve("data"))).isEmpty();
    }

    private static List<String> lines(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Starts the server, writes, and ends as a killed process does: nothing is closed. */
    static final class DiesWithoutAWord {
        static final int EXIT = 3;

        public static void main(String[] arguments) throws Exception {
            execute(EmbeddedServer.start(Path.of(arguments[0])), "insert into note values ('second')");
            Runtime.getRuntime().halt(EXIT);
        }
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("kept");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
