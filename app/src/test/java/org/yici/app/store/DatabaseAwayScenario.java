package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yici.app.YiciApplication;
import org.yici.app.api.LogSpy;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.postgres.EmbeddedServer;

/** A platform on a server of its own, behind a network of its own, and whoever asks it while the server is away. */
abstract class DatabaseAwayScenario {
    /** Two seconds, and what a busy machine adds. */
    static final Duration SOON = Duration.ofMillis(2_700);

    static final Duration LONG = Duration.ofSeconds(60);
    static final int FEW_LINES = 25;

    final HttpClient http = HttpClient.newHttpClient();
    Path home;
    EmbeddedServer server;
    Network network;
    ConfigurableApplicationContext platform;
    int port;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        server = EmbeddedServer.start(home.resolve("server"));
        server.createDatabase("yici");
        network = new Network(server.port());
        platform = new SpringApplicationBuilder(YiciApplication.class)
                .run(
                        "--server.port=0",
                        "--yici.home=" + home,
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + network.port() + "/yici",
                        "--spring.datasource.username=" + EmbeddedServer.USER,
                        "--spring.datasource.password=" + server.password());
        port = Integer.parseInt(platform.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @AfterAll
    void stop() throws Exception {
        platform.close();
        network.close();
        server.close();
    }

    void awaitOutage() throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!platform.getBean(DatabaseWatch.class).away()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void theOutageIsTold(LogSpy log) {
        assertThat(platform.getBean(DatabaseWatch.class).last()).hasValueSatisfying(outage -> {
            assertThat(outage.until()).isAfter(outage.from());
            assertThat(outage.reason()).isNotBlank();
        });
        assertThat(log.lines().stream().filter(line -> line.contains("database is away (")))
                .hasSize(1);
        assertThat(log.lines()).as("what else is logged").hasSizeLessThan(FEW_LINES);
    }

    void everythingFailsSoon() throws Exception {
        for (String path : List.of("/", "/login", "/catalogue", "/ledger")) {
            HttpResponse<String> page = soon(get(path));
            assertThat(page.statusCode()).as(path).isEqualTo(503);
            assertThat(page.body()).contains("<h1").containsAnyOf("稍后再试", "try again");
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
        }
        for (HttpRequest.Builder request : List.of(
                get("/api/v1/ledger/checkpoint"),
                get("/tlog/checkpoint"),
                get("/api/v1/cases").header("Authorization", "Basic YTpi"),
                request("/api/v1/exchange/query")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))) {
            HttpResponse<String> problem = soon(request);
            assertThat(problem.statusCode()).as(problem.uri().getPath()).isEqualTo(503);
            assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.headers().firstValue("Retry-After")).isPresent();
            assertThat(problem.body()).containsAnyOf("urn:yici:problem:store-unavailable", "urn:yici:problem:ledger-");
        }
        assertThat(soon(get("/health/live")).statusCode()).isEqualTo(200);
        assertThat(soon(get("/health/ready")).statusCode()).isEqualTo(503);
        assertThat(soon(get("/css/yici.css")).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> soon(HttpRequest.Builder request) throws Exception {
        long started = System.nanoTime();
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as(response.uri().getPath())
                .isLessThan(SOON);
        return response;
    }

    HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(LONG);
    }

    /** What has passed is told to whoever runs the platform, also who looks later. */
    void theOperatorReadsOfIt() throws Exception {
        User operator = new User("watcher", "Operator", Set.of(Role.OPERATOR), "big-data", null);
        String page = MockMvcBuilders.webAppContextSetup((WebApplicationContext) platform)
                .apply(springSecurity())
                .build()
                .perform(MockMvcRequestBuilders.get("/operator?lang=en")
                        .with(user(new SignedInUser(operator, "")))
                        .with(request -> {
                            request.setServerName("localhost");
                            return request;
                        }))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("database was away");
    }

    /** Pages work, and the ledger takes what an unsigned request leaves behind. */
    void awaitWorking() throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            int page = http.send(get("/catalogue").build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
            int exchange = http.send(
                            request("/api/v1/exchange/query")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
            if (page == 200 && exchange == 401) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("page %s, exchange %s", page, exchange)
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The server's processes, the first of which started the others. */
    List<Long> processes() throws Exception {
        long first = Long.parseLong(
                Files.readAllLines(home.resolve("server/data/postmaster.pid")).getFirst());
        return Stream.concat(
                        Stream.of(first),
                        ProcessHandle.of(first).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
    }

    static void signal(String signal, List<Long> processes) throws Exception {
        for (long pid : processes) {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        }
    }
}
