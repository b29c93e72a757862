package org.yici.stream.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class SampleStoreTest {
    @Test
    void aSmallTableIsCountedAndALargeOneEstimated() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement();
                InputStream tables = Objects.requireNonNull(
                        SampleStoreTest.class.getResourceAsStream("/collection/V503__linking.sql"))) {
            sql.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
            SampleStore store = new SampleStore(new Transaction(connection));
            fill(sql, 0, 900);
            assertThat(store.count("zh_person")).isEqualTo(600);
            assertThat(store.count("zh_company")).isEqualTo(300);
            assertThat(store.sample("zh_person", 600)).hasSize(600).allMatch(fields -> fields.containsKey("name"));

            fill(sql, 900, 240_000);
            sql.execute("analyze linking.record");
            assertThat((double) store.count("zh_person")).isCloseTo(160_000, within(16_000.0));
            assertThat(store.sample("zh_person", 160_000 + SampleStore.LARGE)).hasSizeBetween(4_000, 40_000);
            assertThat(store.sample("none", 400_000)).isEmpty();
        }
    }

    /** Of three records two are of persons, one is of a company. */
    private static void fill(Statement sql, int from, int to) throws Exception {
        sql.execute(
                "insert into linking.record (resource, key, model, fields, keys, position, sequence) select 'r', n::text,"
                        + " case n % 3 when 0 then 'zh_company' else 'zh_person' end, '{\"name\": \"赵\"}', '{}', 1, 1"
                        + " from generate_series(" + from + ", " + (to - 1) + ") n");
    }
}
