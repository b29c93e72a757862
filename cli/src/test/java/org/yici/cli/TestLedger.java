package org.yici.cli;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.SecretFiles;
import org.yici.postgres.EmbeddedServer;

/** A platform's ledger without the rest of the platform: in the database {@code yici} of a server, its keys in a folder. */
final class TestLedger implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    TestLedger(EmbeddedServer server, Path home) throws SQLException {
        server.createDatabase("yici");
        DriverManagerDataSource source =
                new DriverManagerDataSource(server.url("yici"), EmbeddedServer.USER, server.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/ledger")
                .load()
                .migrate();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("yici.home", home.toString(), "yici.ledger.origin", "test.example/ledger")));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        context.registerBean(JdbcConnectionDetails.class, () -> new Details(server.url("yici"), server.password()));
        context.registerBean(SecretFiles.class, () -> new SecretFiles(null));
        context.scan("org.yici.app.ledger");
        context.refresh();
    }

    Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    @Override
    public void close() {
        context.close();
    }

    private record Details(String url, String password) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return EmbeddedServer.USER;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }
}
