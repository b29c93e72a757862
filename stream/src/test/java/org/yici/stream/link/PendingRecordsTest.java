package org.yici.stream.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whose turn it is to be looked at, while writers are in the midst of their work. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PendingRecordsTest {
    private EmbeddedPostgres server;
    private PendingRecords pending;
    private Connection reader;

    @BeforeAll
    void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
        reader = connect();
        for (String migration : List.of("V501__collection.sql", "V502__loaded.sql", "V503__linking.sql")) {
            try (InputStream sql =
                    Objects.requireNonNull(PendingRecordsTest.class.getResourceAsStream("/collection/" + migration))) {
                execute(reader, new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        execute(reader, "truncate linking.pending");
        pending = new PendingRecords();
    }

    @Test
    void aRecordWaitsForWritersThatCouldNotSeeItWaiting() throws SQLException {
        try (Connection first = connect();
                Connection second = connect()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            execute(first, "insert into linking.pending (resource, key) values ('r', 'a')");
            // The second has begun to write before the first commits: it does not see that a is waiting.
            execute(second, "insert into linking.waiting (block, resource, key) values (1, 'r', 'b')");
            first.commit();

            assertThat(next()).isEmpty();
            assertThat(next()).as("the second is still at it").isEmpty();
            assertThat(next()).isEmpty();
            second.commit();

            assertThat(next()).containsExactly("a");
        }
    }

    @Test
    void whoBeginsToWriteLaterIsNotWaitedFor() throws SQLException {
        execute(reader, "insert into linking.pending (resource, key) values ('r', 'a')");
        assertThat(next()).isEmpty();
        try (Connection later = connect()) {
            later.setAutoCommit(false);
            execute(later, "insert into linking.waiting (block, resource, key) values (2, 'r', 'c')");

            assertThat(next()).containsExactly("a");
        }
    }

    @Test
    void aRecordComesOnceAndAgainOnlyWhenItIsAskedForAgain() throws SQLException {
        execute(reader, "insert into linking.pending (resource, key) values ('r', 'a')");
        next();
        assertThat(next()).containsExactly("a");
        assertThat(next()).isEmpty();
        assertThat(next()).isEmpty();
        execute(reader, "update linking.pending set id = nextval('linking.pending_id') where key = 'a'");
        next();
        assertThat(next()).containsExactly("a");
    }

    @Test
    void whomAPersonWaitsForComesBeforeAllOthers() throws SQLException {
        execute(
                reader,
                "insert into linking.pending (resource, key) select 'r', n::text from generate_series(1, 1000) n");
        execute(reader, "insert into linking.pending (resource, key, urgent) values ('r', 'a', true)");
        assertThat(next()).isEmpty();
        assertThat(next()).startsWith("a", "1", "2").hasSizeLessThan(200);
    }

    @Test
    void whatFailedDoesNotCome() throws SQLException {
        execute(reader, "insert into linking.pending (resource, key, failure) values ('r', 'a', 'why')");
        next();
        assertThat(next()).isEmpty();
    }

    private List<String> next() throws SQLException {
        return pending.next(reader).stream().map(entry -> entry.key).toList();
    }

    private Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
