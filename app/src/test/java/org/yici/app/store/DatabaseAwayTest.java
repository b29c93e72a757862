package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yici.app.YiciApplication;
import org.yici.app.api.LogSpy;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;
import org.yici.postgres.EmbeddedServer;

/** A platform on a server of its own, which hangs, is killed, is full or behind a broken network, and comes back. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(OS.LINUX)
class DatabaseAwayTest {
    /** Two seconds, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofMillis(2_700);

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FEW_LINES = 25;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private EmbeddedServer server;
    private Network network;
    private ConfigurableApplicationContext platform;
    private int port;

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

    @Test
    void aServerThatHangsMakesNobodyWaitAndIsReadAgainWhenItGoesOn() throws Exception {
        awaitWorking();
        List<Long> processes = processes();
        try (LogSpy log = new LogSpy()) {
            signal("-STOP", processes);
            try {
                everythingFailsSoon();
                TimeUnit.SECONDS.sleep(3);
                everythingFailsSoon();
            } finally {
                signal("-CONT", processes.reversed());
            }
            awaitWorking();
            theOutageIsTold(log);
            theOperatorReadsOfIt();
        }
    }

    @Test
    void aServerThatDiesIsStartedAgain() throws Exception {
        awaitWorking();
        try (LogSpy log = new LogSpy()) {
            signal("-KILL", processes().subList(0, 1));
            // It may be back before the first request: then that is answered.
            for (int i = 0; i < 10; i++) {
                for (String path : List.of("/", "/login", "/catalogue", "/ledger", "/api/v1/ledger/checkpoint")) {
                    assertThat(soon(get(path)).statusCode()).as(path).isIn(200, 404, 503);
                }
            }
            awaitWorking();
            theOutageIsTold(log);
            assertThat(log.lines()).anyMatch(line -> line.contains("has ended; starting it again"));
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingMakesNobodyWait() throws Exception {
        awaitWorking();
        try (LogSpy log = new LogSpy()) {
            network.fallSilent();
            try {
                everythingFailsSoon();
                awaitOutage();
                everythingFailsSoon();
            } finally {
                network.mend();
            }
            awaitWorking();
            theOutageIsTold(log);
        }
    }

    @Test
    void aNetworkThatRefusesIsTriedAgainByItself() throws Exception {
        awaitWorking();
        try (LogSpy log = new LogSpy()) {
            network.refuse();
            try {
                awaitOutage();
                everythingFailsSoon();
            } finally {
                network.mend();
            }
            awaitWorking();
            theOutageIsTold(log);
        }
    }

    @Test
    void aServerWithoutAFreeConnectionMakesNobodyWaitLong() throws Exception {
        awaitWorking();
        List<Connection> others = new ArrayList<>();
        try {
            network.fallSilent();
            network.breakAll();
            takeAll(others);
            awaitNobodyIn(others.getFirst());
            assertThat(takeAll(others).getSQLState()).isEqualTo("53300");
            network.mend();
            for (String path : List.of("/catalogue", "/ledger", "/api/v1/ledger/checkpoint", "/api/v1/cases")) {
                HttpResponse<String> response = soon(get(path).header("Authorization", "Basic YTpi"));
                assertThat(response.statusCode()).as(path).isIn(200, 503);
            }
            HttpResponse<String> page = soon(get("/catalogue"));
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("<h1").containsAnyOf("稍后再试", "try again");
        } finally {
            for (Connection other : others) {
                other.close();
            }
            network.mend();
        }
        awaitWorking();
    }

    /** Whatever of a page is read at whatever moment: it is whole, or it is a 503. */
    @Test
    void aConnectionThatIsLackingWhileAPageIsMadeIsNoHalfPage() throws Exception {
        awaitWorking();
        Label label = new Label("人口", "People");
        platform.getBean(Catalogue.class)
                .publish(new Resource(
                        "GA5100/000001",
                        "people",
                        label,
                        label,
                        "public-security",
                        new SourceTable("public-security", "public", "people", List.of("id")),
                        Sharing.CONDITIONAL,
                        List.of(new Item(
                                "GA5100/0000010001",
                                "name",
                                label,
                                ItemType.NAME,
                                SecurityLevel.L2,
                                false,
                                false,
                                List.of("name"),
                                Map.of()))));
        try (LogSpy log = new LogSpy()) {
            for (String table : List.of("catalogue.resource", "identity.department")) {
                for (int read = 1; read <= 3; read++) {
                    lacking(table, read, () -> {
                        for (String path : List.of("/", "/catalogue")) {
                            HttpResponse<String> page = soon(get(path));
                            assertThat(page.statusCode()).as(path).isIn(200, 503);
                            assertThat(page.body()).as(path).containsOnlyOnce("</html>");
                            assertThat(page.headers().firstValue("Retry-After").isPresent())
                                    .isEqualTo(page.statusCode() == 503);
                        }
                    });
                }
            }
            assertThat(log.troubles()).isEmpty();
            assertThat(log.lines()).filteredOn(line -> line.contains("503")).hasSizeLessThan(2);
        }
    }

    @Test
    void aConnectionThatIsLackingInASignInIsNoWrongPassword() throws Exception {
        awaitWorking();
        platform.getBean(Identities.class)
                .register(new User("reader", "Reader", Set.of(Role.APPLICANT), null, null), "right");
        String account = Base64.getEncoder().encodeToString("reader:right".getBytes(StandardCharsets.UTF_8));
        List<Integer> answers = new ArrayList<>();
        for (int read = 1; read <= 3; read++) {
            lacking(
                    "identity.account",
                    read,
                    () -> answers.add(soon(get("/api/v1/cases").header("Authorization", "Basic " + account))
                            .statusCode()));
        }
        assertThat(answers).startsWith(503, 503).doesNotContain(401);
    }

    private interface Attempt {
        void make() throws Exception;
    }

    /** As when the pool is empty just then: the database refuses that read of a table, counted from 1, as it refuses a connection. */
    private void lacking(String table, int read, Attempt attempt) throws Exception {
        try (Connection connection = server.connect("yici");
                var statement = connection.createStatement()) {
            String whole = table.substring(table.indexOf('.') + 1) + "_whole";
            statement.execute("create sequence public.reads");
            statement.execute("alter table " + table + " rename to " + whole);
            statement.execute(
                    "create function public.rows() returns setof " + table + "_whole language plpgsql as $$ begin"
                            + " if nextval('public.reads') = " + read + " then"
                            + " raise exception using errcode = '53300', message = 'no connection is left'; end if;"
                            + " return query select * from " + table + "_whole; end $$");
            statement.execute("create view " + table + " as select * from public.rows()");
            statement.execute("grant select on " + table + " to public");
            statement.execute("grant usage on sequence public.reads to public");
            try {
                attempt.make();
            } finally {
                statement.execute("drop view " + table);
                statement.execute("drop function public.rows");
                statement.execute("drop sequence public.reads");
                statement.execute(
                        "alter table " + table + "_whole rename to " + table.substring(table.indexOf('.') + 1));
            }
        }
    }

    /** The server has noticed that the platform's connections are broken. */
    private static void awaitNobodyIn(Connection other) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            try (var statement = other.createStatement();
                    var row = statement.executeQuery(
                            "select count(*) from pg_stat_activity where datname = 'yici' and backend_type = 'client backend'")) {
                row.next();
                if (row.getInt(1) == 0) {
                    return;
                }
            }
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The last connection of the server is somebody else's. */
    private SQLException takeAll(List<Connection> others) {
        while (true) {
            try {
                others.add(server.connect("postgres"));
            } catch (SQLException e) {
                return e;
            }
        }
    }

    @Test
    void aConnectionThatWasOnItsWayWhileAllWereCutIsCutToo() throws Exception {
        try (Network wire = new Network(server.port())) {
            OpenConnections connections = OpenConnections.to(
                    "jdbc:postgresql://127.0.0.1:" + wire.port() + "/yici?ApplicationName=on-its-way");
            Properties account = TrackedDataSource.credentials(EmbeddedServer.USER, server.password());
            account.setProperty("loginTimeout", "30");
            wire.hold();
            CompletableFuture<Connection> opening = CompletableFuture.supplyAsync(() -> {
                try {
                    return connections.open(account);
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            });
            wire.awaitSomebody();
            connections.cut();
            wire.release();
            assertThatThrownBy(() -> opening.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SQLTransientConnectionException.class);
            connections.heal();
            try (Connection after = connections.open(account)) {
                assertThat(after.isValid(1)).isTrue();
            }
        }
    }

    private void awaitOutage() throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!platform.getBean(DatabaseWatch.class).away()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void theOutageIsTold(LogSpy log) {
        assertThat(platform.getBean(DatabaseWatch.class).last()).hasValueSatisfying(outage -> {
            assertThat(outage.until()).isAfter(outage.from());
            assertThat(outage.reason()).isNotBlank();
        });
        assertThat(log.lines().stream().filter(line -> line.contains("database is away (")))
                .hasSize(1);
        assertThat(log.lines()).as("what else is logged").hasSizeLessThan(FEW_LINES);
    }

    private void everythingFailsSoon() throws Exception {
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

    private HttpResponse<String> soon(HttpRequest.Builder request) throws Exception {
        long started = System.nanoTime();
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as(response.uri().getPath())
                .isLessThan(SOON);
        return response;
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(LONG);
    }

    /** Pages work, and the ledger takes what an unsigned request leaves behind. */
    /** What has passed is told to whoever runs the platform, also who looks later. */
    private void theOperatorReadsOfIt() throws Exception {
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

    private void awaitWorking() throws Exception {
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
    private List<Long> processes() throws Exception {
        long first = Long.parseLong(
                Files.readAllLines(home.resolve("server/data/postmaster.pid")).getFirst());
        return Stream.concat(
                        Stream.of(first),
                        ProcessHandle.of(first).orElseThrow().descendants().map(ProcessHandle::pid))
                .toList();
    }

    private static void signal(String signal, List<Long> processes) throws Exception {
        for (long pid : processes) {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        }
    }
}
