package org.yici.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.yici.app.TestStore;
import org.yici.app.store.SecretFiles;
import org.yici.postgres.EmbeddedServer;

/** The key of subject ids belongs to its database and is never made anew for one that has ids. */
class SubjectKeyTest {
    private final SecretFiles secrets = new SecretFiles(null);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final RegistryConfiguration configuration = new RegistryConfiguration();

    @TempDir
    private Path home;

    @Test
    void aLostOrForeignKeyStopsTheStart() throws Exception {
        JdbcClient jdbc = database();
        SubjectKey made = configuration.subjectKey(home, jdbc, secrets);
        assertThat(configuration.subjectKey(home, jdbc, secrets).base64()).isEqualTo(made.base64());

        Path file = home.resolve("subject.key");
        Path kept = Files.move(file, home.resolve("kept"));
        assertThatThrownBy(() -> configuration.subjectKey(home, jdbc, secrets))
                .hasMessageContaining("is missing")
                .hasMessageContaining("backup");
        assertThat(file).doesNotExist();

        secrets.ensure(file);
        assertThatThrownBy(() -> configuration.subjectKey(home, jdbc, secrets)).hasMessageContaining("another key");
        Files.delete(file);
        Files.move(kept, file);
        assertThat(configuration.subjectKey(home, jdbc, secrets).base64()).isEqualTo(made.base64());
    }

    private static JdbcClient database() throws Exception {
        EmbeddedServer server = TestStore.server();
        String name = "subject_key_" + NUMBER.incrementAndGet();
        server.createDatabase(name);
        var source = new DriverManagerDataSource(server.url(name), EmbeddedServer.USER, server.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/registry")
                .load()
                .migrate();
        return JdbcClient.create(source);
    }
}
