package org.yici.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The peer: Debezium's embedded engine, each of its batches upserted as it comes with one unnest statement into a table of text, with
 * as many indexes as the registry has. No cleaning, no linking, no provenance, no guard.
 */
final class DebeziumLoop implements AutoCloseable {
    private static final String[] COLUMNS = {"rid", "sfzh", "xm", "xb", "csrq", "mz", "xzqh", "hjdz", "rkzt", "bz"};
    private static final String UPSERT = "insert into " + Servers.RAW_TABLE + " select n.c0::bigint, "
            + IntStream.range(1, COLUMNS.length).mapToObj(i -> "n.c" + i).collect(Collectors.joining(", "))
            + " from unnest("
            + IntStream.range(0, COLUMNS.length).mapToObj(i -> "?::text[]").collect(Collectors.joining(", "))
            + ") as n ("
            + IntStream.range(0, COLUMNS.length).mapToObj(i -> "c" + i).collect(Collectors.joining(", "))
            + ") on conflict (rid) do update set "
            + IntStream.range(1, COLUMNS.length)
                    .mapToObj(i -> COLUMNS[i] + " = excluded." + COLUMNS[i])
                    .collect(Collectors.joining(", "));

    private final Connection platform;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** @param offsets file in which the engine keeps its place; with the same file a new loop goes on */
    DebeziumLoop(Servers servers, String offsets) throws SQLException {
        this.platform = servers.platform();
        platform.setAutoCommit(false);
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(properties(servers, offsets))
                .notifying(this::handle)
                .using((success, message, error) -> {
                    if (!success) {
                        failure.set(message);
                    }
                })
                .build();
        executor.execute(engine);
    }

    private static Properties properties(Servers servers, String offsets) {
        Properties properties = new Properties();
        Map.ofEntries(
                        Map.entry("name", "bench"),
                        Map.entry("connector.class", "io.debezium.connector.postgresql.PostgresConnector"),
                        Map.entry("plugin.name", "pgoutput"),
                        Map.entry("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore"),
                        Map.entry("offset.storage.file.filename", offsets),
                        Map.entry("offset.flush.interval.ms", "500"),
                        Map.entry("poll.interval.ms", "5"),
                        Map.entry("database.hostname", "localhost"),
                        Map.entry("database.port", Integer.toString(servers.departmentPort())),
                        Map.entry("database.user", "postgres"),
                        Map.entry("database.password", "postgres"),
                        Map.entry("database.dbname", "postgres"),
                        Map.entry("topic.prefix", "bench"),
                        Map.entry("slot.name", "debezium"),
                        Map.entry("publication.name", "debezium"),
                        Map.entry("publication.autocreate.mode", "filtered"),
                        Map.entry("table.include.list", "public." + People.TABLE))
                .forEach(properties::setProperty);
        return properties;
    }

    private void handle(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        Map<Object, Struct> rows = new LinkedHashMap<>();
        for (RecordChangeEvent<SourceRecord> event : events) {
            if (event.record().value() instanceof Struct value && value.getStruct("after") != null) {
                Struct after = value.getStruct("after");
                rows.put(after.get("rid"), after);
            }
            committer.markProcessed(event);
        }
        try (PreparedStatement upsert = platform.prepareStatement(UPSERT)) {
            for (int i = 0; i < COLUMNS.length; i++) {
                String column = COLUMNS[i];
                upsert.setArray(
                        i + 1,
                        platform.createArrayOf(
                                "text",
                                rows.values().stream()
                                        .map(row -> row.get(column) == null
                                                ? null
                                                : row.get(column).toString())
                                        .toArray()));
            }
            upsert.executeUpdate();
            platform.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        committer.markBatchFinished();
    }

    /** Why the engine stopped by itself, null if it did not. */
    @Nullable
    String failure() {
        return failure.get();
    }

    @Override
    public void close() throws IOException, SQLException {
        engine.close();
        executor.shutdown();
        try {
            executor.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        platform.close();
    }
}
