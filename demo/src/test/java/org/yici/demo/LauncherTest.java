package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code ./yici}, with a Maven that only says when it begins and ends. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    private static final List<String> PROGRAMS = List.of(
            "bash",
            "cat",
            "date",
            "dirname",
            "env",
            "find",
            "grep",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch",
            "wc",
            "id");

    @TempDir
    Path clone;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoAtOnceBuildOneAfterTheOther(boolean flock) throws Exception {
        Path launcher = launcher(flock);
        List<Process> builds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            builds.add(process(launcher, clone.resolve("out" + i), System.getProperty("java.home"), "build"));
        }
        for (Process build : builds) {
            assertThat(build.waitFor()).isZero();
        }
        assertThat(Files.readAllLines(clone.resolve("log"))).containsExactly("begin", "end", "begin", "end");
        assertThat(Files.readString(clone.resolve("out0"))
                        + Files.readString(clone.resolve("out1"))
                        + Files.readString(clone.resolve("out2")))
                .contains("Another ./yici is building here");
    }

    /** What is built first does not change what is run: a clone's very first command is one of these. */
    @ParameterizedTest
    @CsvSource({
        "demo,org.yici.demo.Main demo",
        "serve,org.yici.cli.Main serve",
        "ledger,org.yici.cli.Main ledger",
        "bench,org.yici.bench.Main"
    })
    void aClonesFirstCommandRunsWhatItNames(String command, String run) throws Exception {
        Path launcher = launcher(true);
        Path jdk = Files.createDirectories(clone.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        for (String program : List.of("javac", "java")) {
            executable(jdk.resolve("bin").resolve(program), "#!/usr/bin/env bash\necho \"$@\"\n");
        }
        Process started = process(launcher, clone.resolve("out"), jdk.toString(), command, "--data", "x");
        assertThat(started.waitFor()).isZero();
        assertThat(clone.resolve("out")).content().contains("Building Yici", run);
    }

    private Path launcher(boolean flock) throws IOException {
        Path launcher = clone.resolve("yici");
        Files.copy(root().resolve("yici"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Path parts = Files.createDirectories(clone.resolve("dist/src/launcher"));
        try (Stream<Path> files = Files.list(root().resolve("dist/src/launcher"))) {
            for (Path file : files.toList()) {
                Files.copy(file, parts.resolve(file.getFileName()));
            }
        }
        Path programs = Files.createDirectory(clone.resolve("programs"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), found(program));
        }
        if (flock) {
            Files.createSymbolicLink(programs.resolve("flock"), found("flock"));
        }
        executable(programs.resolve("mvn"), """
                #!/usr/bin/env bash
                echo begin >>"$CLONE/log"
                sleep 0.3
                mkdir -p "$CLONE"/{cli,demo,stream,bench}/target/lib.new
                echo end >>"$CLONE/log"
                """);
        return launcher;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process process(Path launcher, Path out, String jdk, String... command) throws IOException {
        ProcessBuilder build = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(command))
                .toList());
        build.redirectErrorStream(true).redirectOutput(out.toFile());
        build.environment().remove("YICI_BUILT");
        build.environment().put("PATH", clone.resolve("programs").toString());
        build.environment().put("JAVA_HOME", jdk);
        build.environment().put("CLONE", clone.toString());
        return build.start();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("yici"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder;
    }

    private static Path found(String program) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
