package org.yici.app.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.yici.app.TestStore;
import org.yici.app.store.SecretFiles;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Verification;
import org.yici.postgres.EmbeddedServer;

/** A ledger in a database of its own on the tests' real PostgreSQL server, with a home of its own. */
public final class LedgerFixture implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final String ORIGIN = "test.yici.example/ledger";

    final String database = "ledger_" + NUMBER.incrementAndGet();
    final Path home;
    private MerkleLedger ledger;

    public LedgerFixture() throws IOException, SQLException {
        home = Files.createTempDirectory("yici-ledger");
        EmbeddedServer server = TestStore.server();
        server.createDatabase(database);
        Flyway.configure()
                .dataSource(server.url(database), EmbeddedServer.USER, server.password())
                .locations("classpath:db/migration/ledger")
                .load()
                .migrate();
        ledger = another(ORIGIN);
        ledger.start();
    }

    public Ledger ledger() {
        return ledger;
    }

    public Tiles tiles() {
        return ledger;
    }

    /** Another ledger on the same database and home, not started. */
    MerkleLedger another(String origin) {
        EmbeddedServer server = TestStore.server();
        DriverManagerDataSource source =
                new DriverManagerDataSource(server.url(database), EmbeddedServer.USER, server.password());
        return new MerkleLedger(
                new Details(database),
                JdbcClient.create(source),
                Clock.systemUTC(),
                new SecretFiles(null),
                home,
                origin);
    }

    /** What the health of the ledger is, or would be so much later. */
    Status health(Duration later) {
        return new LedgerHealthIndicator(ledger, Clock.offset(Clock.systemUTC(), later))
                .health()
                .getStatus();
    }

    void stop() {
        ledger.stop();
    }

    void start() {
        ledger.start();
    }

    Connection connect() throws SQLException {
        return TestStore.server().connect(database);
    }

    /** Does to the database what nobody should. */
    void tamper(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    String vkey() {
        return ledger.verifierKey();
    }

    AuditReport audit(LaterHead... later) throws SQLException {
        try (Connection connection = connect()) {
            return LedgerAudit.run(connection, vkey(), List.of(later), done -> {});
        }
    }

    Verification verify(Receipt receipt) {
        return Verify.receipt(receipt.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8), vkey());
    }

    /** An act like any other, told from others by a number. */
    public static Act act(int number) {
        return new Act(
                Act.Kind.QUERY,
                "system:tax-core",
                "tax",
                new UUID(51, number),
                "N" + number % 7,
                Map.of("resource", "GA5100/000001", "number", Integer.toString(number)));
    }

    public static List<Act> acts(int from, int count) {
        return Stream.iterate(from, n -> n + 1)
                .limit(count)
                .map(LedgerFixture::act)
                .toList();
    }

    @Override
    public void close() throws IOException {
        ledger.stop();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** How the ledger reaches its database. */
    record Details(String database) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return EmbeddedServer.USER;
        }

        @Override
        public String getPassword() {
            return TestStore.server().password();
        }

        @Override
        public String getJdbcUrl() {
            return TestStore.server().url(database);
        }
    }
}
