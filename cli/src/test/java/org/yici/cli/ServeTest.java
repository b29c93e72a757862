package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yici.app.store.MasterKeys;
import org.yici.app.store.SecretFile;
import org.yici.app.store.SecretFiles;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform as it is installed, without a demonstration: a process that is started, asked, and ended by TERM. */
@Tag("server")
class ServeTest {
    private static final Path PACK = Path.of("../demo/src/main/resources/province");

    @TempDir
    private Path folder;

    @Test
    void itServesTlsOnADatabaseOfSomebodyElseAndStopsInOrder() throws Exception {
        Path data = folder.resolve("data");
        Path master = folder.resolve("master.key");
        MasterKeys.create(master);
        TestCertificate first = TestCertificate.write(folder.resolve("chain.pem"), folder.resolve("key.pem"));
        try (EmbeddedServer elsewhere = EmbeddedServer.start(folder.resolve("elsewhere"))) {
            elsewhere.createDatabase("platform");
            Path settings = Files.writeString(folder.resolve("site.yaml"), """
                    spring.datasource:
                      url: %s
                      username: %s
                    logging:
                      structured.format.file: ecs
                      level.org.springframework.web.servlet.DispatcherServlet: debug
                    yici.master-key.file: %s
                    server.ssl.bundle: web
                    spring.ssl.bundle:
                      watch.file.quiet-period: 200ms
                      pem.web.keystore:
                        certificate: %s
                        private-key: %s
                    """.formatted(
                            elsewhere.url("platform"),
                            EmbeddedServer.USER,
                            master,
                            folder.resolve("chain.pem"),
                            folder.resolve("key.pem")));
            new SecretFiles(MasterKeys.open(named(master)).orElseThrow())
                    .write(data.resolve("secrets/spring.datasource.password"), elsewhere.password());
            Process process = start(
                    data,
                    List.of(
                            "--config",
                            settings.toString(),
                            "--pack",
                            PACK.toString(),
                            "--set",
                            "yici.site.hosts=data.example.gov"));
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                String url = ready(out);
                assertThat(url).startsWith("https://localhost:");
                setUp(first, url, out);
                assertThat(signIn(browser(first), url, "first", "a-long-password"))
                        .contains("运维")
                        .doesNotContain("demo", "演示");
                aRequestsLinesOfTheLogAreJsonWithItsId(first, url, data.resolve("platform.log"));
                TestCertificate second = TestCertificate.write(folder.resolve("chain.pem"), folder.resolve("key.pem"));
                awaitServed(second, url);
                // TERM; Process.destroy would close its output too.
                process.toHandle().destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(out.lines()).anyMatch(line -> line.startsWith("stopped; "));
                assertThat(PlatformConnection.read(data).url()).isEqualTo(elsewhere.url("platform"));
                whatOpensAnythingIsEncrypted(data);
                theyAreOpenedAgainWithTheKeyAlone(data, settings, elsewhere.password());
                assertThat(data.resolve("platform"))
                        .as("a server of its own, which nobody needs")
                        .doesNotExist();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static StandardEnvironment named(Path master) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("yici.master-key.file", master.toString())));
        return settings;
    }

    private static void whatOpensAnythingIsEncrypted(Path data) throws IOException {
        List<Path> secrets = new ArrayList<>(Stream.of("ledger.key", "subject.key", "device.key")
                .map(data::resolve)
                .toList());
        try (Stream<Path> settings = Files.list(data.resolve("secrets"))) {
            settings.forEach(secrets::add);
        }
        assertThat(secrets)
                .hasSizeGreaterThan(7)
                .allSatisfy(secret -> assertThat(secret).content().startsWith("sealed-file:1:"));
    }

    /** So another master key can be named, which the next start takes. */
    private static void theyAreOpenedAgainWithTheKeyAlone(Path data, Path settings, String password)
            throws IOException {
        StringWriter said = new StringWriter();
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said, true));
        assertThat(commands.execute("master-key", "open", "--data", data.toString()))
                .isEqualTo(2);
        assertThat(said.toString()).contains("no master key is given");
        assertThat(commands.execute("master-key", "open", "--data", data.toString(), "--config", settings.toString()))
                .as(said.toString())
                .isZero();
        assertThat(data.resolve("ledger.key")).content().startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(data.resolve("secrets/spring.datasource.password")).hasContent(password);
    }

    @Test
    void whatItIsGivenIsLookedAtFirst() throws IOException {
        Path open = Files.writeString(folder.resolve("open.yaml"), "accounts: []");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal("--accounts", open.toString())).contains("chmod 600 " + open);
        Path wrong = folder.resolve("wrong.yaml");
        SecretFile.write(wrong, "accounts:\n- username: first\n  secret: not-to-be-repeated\n");
        assertThat(refusal("--accounts", wrong.toString()))
                .contains("is not of the form", "see line")
                .doesNotContain("not-to-be-repeated");
        assertThat(refusal("--set", "spring.datasource.password=not-to-be-repeated"))
                .contains("secrets/spring.datasource.password")
                .doesNotContain("not-to-be-repeated");
        assertThat(refusal("--pack", folder.toString())).contains("no departments.yaml");
        assertThat(refusal("--config", folder.resolve("none.yaml").toString())).contains("none.yaml is not there");
    }

    private static void aRequestsLinesOfTheLogAreJsonWithItsId(TestCertificate trusted, String url, Path log)
            throws Exception {
        HttpResponse<String> answer = browser(trusted)
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/login"))
                                .header("X-Request-Id", "asked-by-a-test")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("asked-by-a-test");
        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> lines =
                Files.readAllLines(log).stream().map(json::readTree).toList();
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(line.path("@timestamp").asString()).isNotBlank())
                .anySatisfy(line -> {
                    assertThat(line.path("request").asString()).isEqualTo("asked-by-a-test");
                    assertThat(line.path("message").asString()).contains("/login");
                });
    }

    private String refusal(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.configured(new CommandLine(new ServeCommand())).setErr(new PrintWriter(err));
        String[] all = Stream.concat(
                        Stream.of(
                                "--port",
                                "0",
                                "--data",
                                folder.resolve("unused").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        assertThat(command.execute(all)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        return err.toString();
    }

    static Process start(Path data, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static String ready(BufferedReader out) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith("ready http")) {
                return line.substring("ready ".length());
            }
        }
        throw new AssertionError("It did not become ready:\n" + all);
    }

    /** Makes the first administrator's account at the address that the start tells, which is good once. */
    private static void setUp(TestCertificate trusted, String url, BufferedReader out)
            throws IOException, InterruptedException {
        String address = "";
        while (!address.startsWith(url + "/setup#")) {
            address = out.readLine().strip();
        }
        String page = url + "/setup";
        String code = "&code=" + address.substring(address.indexOf('#') + 1);
        HttpClient browser = browser(trusted);
        assertThat(post(browser, page, page, "&code=guessed&username-0=first&name-0=x")
                        .body())
                .contains("code-error");
        assertThat(post(browser, page, page, code + "&username-0=first&name-0=&password-0=short&repeated-0=")
                        .body())
                .contains("name-0-error", "password-0-error")
                .doesNotContain("username-0-error", "value=\"short\"");
        String form = code + "&username-0=first&name-0=" + URLEncoder.encode("运维", StandardCharsets.UTF_8)
                + "&password-0=a-long-password&repeated-0=a-long-password";
        assertThat(post(browser, page, page, form).uri()).hasPath("/login");
        HttpResponse<String> again =
                browser.send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(410);
    }

    /** Signs in by the page's form and returns the page that comes then. */
    static String signIn(HttpClient browser, String url, String username, String password)
            throws IOException, InterruptedException {
        HttpResponse<String> home =
                post(browser, url + "/login", url + "/login", "&username=" + username + "&password=" + password);
        assertThat(home.uri()).hasPath("/operator");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.previousResponse().orElseThrow().headers().allValues("Set-Cookie"))
                .hasSizeGreaterThan(1)
                .allMatch(cookie -> cookie.contains("Secure") == url.startsWith("https:"));
        return home.body();
    }

    /** Waits until who trusts nothing else than this certificate is served, which is so as soon as its files are read. */
    private static void awaitServed(TestCertificate trusted, String url) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (HttpClient browser = browser(trusted)) {
                HttpRequest live =
                        HttpRequest.newBuilder(URI.create(url + "/health/live")).build();
                assertThat(browser.send(live, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
                return;
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("%s", e).isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static HttpClient browser(TestCertificate trusted) {
        return browsing().sslContext(trusted.context()).build();
    }

    static HttpClient browser() {
        return browsing().build();
    }

    private static HttpClient.Builder browsing() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL);
    }

    private static HttpResponse<String> post(HttpClient browser, String page, String address, String form)
            throws IOException, InterruptedException {
        String html = browser.send(
                        HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(html);
        assertThat(token.find()).as(html).isTrue();
        return browser.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
