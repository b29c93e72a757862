package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
            "id");

    @TempDir
    Path clone;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoAtOnceBuildOneAfterTheOther(boolean flock) throws Exception {
        Path launcher = clone.resolve("yici");
        Files.copy(root().resolve("yici"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Path programs = Files.createDirectory(clone.resolve("programs"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), found(program));
        }
        if (flock) {
            Files.createSymbolicLink(programs.resolve("flock"), found("flock"));
        }
        Path maven = Files.writeString(programs.resolve("mvn"), """
                #!/usr/bin/env bash
                echo begin >>"$CLONE/log"
                sleep 0.3
                mkdir -p "$CLONE"/{cli,demo,stream,bench}/target/lib.new
                echo end >>"$CLONE/log"
                """);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Process> builds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessBuilder build = new ProcessBuilder(launcher.toString(), "build").redirectErrorStream(true);
            build.redirectOutput(clone.resolve("out" + i).toFile());
            build.environment().remove("YICI_BUILT");
            build.environment().put("PATH", programs.toString());
            build.environment().put("JAVA_HOME", System.getProperty("java.home"));
            build.environment().put("CLONE", clone.toString());
            builds.add(build.start());
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
