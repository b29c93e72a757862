package org.yici.app;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.postgres.EmbeddedServer;

/** One PostgreSQL server for all tests of the module, in a folder that goes with the process. */
public final class TestStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** What a server of metrics sends. */
    public static final String METRICS_SECRET = "a-test's-secret-of-metrics";

    private static final Path HOME;
    private static final EmbeddedServer SERVER;
    private static final Map<String, JdbcClient> OWNERS = new ConcurrentHashMap<>();

    static {
        try {
            HOME = Files.createTempDirectory("yici-test");
            SERVER = EmbeddedServer.start(HOME.resolve("platform"));
            SERVER.createDatabase("yici");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The test's PostgreSQL did not start", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(TestStore::remove));
    }

    /** The server, for tests that need a database of their own beside the platform's. */
    public static EmbeddedServer server() {
        return SERVER;
    }

    /** The platform's database under its server's own account: what the stream writes, what somebody with such an account does. */
    public static JdbcClient owner() {
        return owner("yici");
    }

    /** As {@link #owner()}, for a database of a test's own. */
    public static JdbcClient owner(String database) {
        return OWNERS.computeIfAbsent(database, name -> {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(SERVER.url(name));
            pool.setUsername(EmbeddedServer.USER);
            pool.setPassword(SERVER.password());
            pool.setMinimumIdle(0);
            return JdbcClient.create(pool);
        });
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "yici.home=" + HOME,
                        "yici.metrics.secret=" + METRICS_SECRET,
                        "spring.datasource.url=" + SERVER.url("yici"),
                        "spring.datasource.username=" + EmbeddedServer.USER,
                        "spring.datasource.password=" + SERVER.password())
                .applyTo(context);
    }

    private static void remove() {
        try {
            SERVER.close();
            try (Stream<Path> files = Files.walk(HOME)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
