package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.yici.app.api.LogSpy;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
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
class DatabaseAwayTest extends DatabaseAwayScenario {
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
}
