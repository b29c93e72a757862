package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;

/** The demonstration's passwords stand in files of its own account and nowhere else. */
@EnabledOnOs(OS.LINUX)
@TestInstance(Lifecycle.PER_CLASS)
class SecretsTest {
    private static final Set<PosixFilePermission> READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> ENTER =
            Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private DemoProcess demo;
    private final Set<String> secrets = new HashSet<>();

    @BeforeAll
    void collect() throws IOException {
        assumeTrue(System.getProperty("yici.url") == null, "somebody else's process");
        demo = DemoProcess.shared();
        try (Stream<Path> files = Files.list(demo.data().resolve("secrets"))) {
            for (Path file : files.toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        for (String file : List.of("accounts.password", "platform/password", "departments/password")) {
            secrets.add(Files.readString(demo.data().resolve(file)).strip());
        }
        for (JsonNode department : CaseApi.file(demo.data().resolve("departments.json"))) {
            secrets.add(department.path("password").asString());
        }
        assertThat(secrets).hasSizeGreaterThan(10).noneMatch(secret -> secret.length() < 8);
    }

    @Test
    void noFileThatOthersMayReadHoldsAPassword() throws IOException {
        List<Path> open = new ArrayList<>();
        Files.walkFileTree(demo.data(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return folder.equals(demo.data()) || has(folder, ENTER)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && has(file, READ)) {
                    open.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(has(demo.data().resolve("platform.log"), READ))
                .as("what is logged is the platform's alone too")
                .isFalse();
        for (Path file : open) {
            assertThat(leaked(Files.readString(file, StandardCharsets.ISO_8859_1)))
                    .as("%s", file)
                    .isEmpty();
        }
    }

    @Test
    void noLogHoldsAPassword() throws IOException {
        for (String log : List.of("platform.log", "platform/server.log", "departments/server.log")) {
            String text = Files.readString(demo.data().resolve(log), StandardCharsets.ISO_8859_1);
            assertThat(leaked(text)).as(log).isEmpty();
        }
    }

    @Test
    void noProcessHasAPasswordAmongItsArguments() throws IOException {
        for (ProcessHandle process : Listeners.processes(demo)) {
            String arguments =
                    Files.readString(Listeners.proc(process).resolve("cmdline"), StandardCharsets.ISO_8859_1);
            assertThat(leaked(arguments)).as("process %d", process.pid()).isEmpty();
        }
    }

    private List<String> leaked(String text) {
        return secrets.stream()
                .filter(text::contains)
                // Not the secret itself, which would stand in this test's report.
                .map(secret -> "a password of " + secret.length() + " characters")
                .toList();
    }

    private static boolean has(Path path, Set<PosixFilePermission> permissions) throws IOException {
        return Files.getPosixFilePermissions(path).stream().anyMatch(permissions::contains);
    }
}
