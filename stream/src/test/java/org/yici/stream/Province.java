package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.secret.SourcePassword;
import tools.jackson.databind.json.JsonMapper;

/** Two real servers, one of departments and one of the platform, and the job between them. */
public final class Province implements AutoCloseable {
    static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    final List<String> stopped = new CopyOnWriteArrayList<>();
    private final EmbeddedPostgres departments;
    private final EmbeddedPostgres platform;
    private @Nullable AutoCloseable job;
    private int numbers;

    private Province(EmbeddedPostgres departments, EmbeddedPostgres platform) {
        this.departments = departments;
        this.platform = platform;
    }

    public static Province found() throws Exception {
        Province province = new Province(server(), server());
        for (String migration : List.of(
                "V501__collection.sql",
                "V502__loaded.sql",
                "V503__linking.sql",
                "V504__watched_tables.sql",
                "V505__breaks_and_marks.sql",
                "V506__counted_set_aside.sql",
                "V513__catching_up.sql",
                "V520__withdrawn_plans.sql",
                "V522__tables_catching_up.sql",
                "V561__doubts.sql")) {
            try (InputStream sql =
                    Objects.requireNonNull(Province.class.getResourceAsStream("/collection/" + migration))) {
                province.platform(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return province;
    }

    private static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "20")
                .setServerConfig("max_wal_senders", "20")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "off")
                .start();
    }

    /** A department with its database, registered as a source. */
    public void department(String name) {
        department(name, "");
    }

    /** @param like how the database is to be made */
    void department(String name, String like) {
        sql(departments.getJdbcUrl("postgres", "postgres"), "create database " + name + " " + like);
        register(name, url(name));
    }

    /** Copies the platform's database, while the job is stopped. */
    void savePlatform() {
        sql(
                platform.getJdbcUrl("postgres", "template1"),
                "drop database if exists saved",
                "create database saved template postgres");
    }

    /** Puts the copy in the place of the platform's database, while the job is stopped. */
    void restorePlatform() {
        sql(
                platform.getJdbcUrl("postgres", "template1"),
                "drop database postgres",
                "alter database saved rename to postgres");
    }

    /** The platform's. */
    public org.yici.stream.platform.Database database() {
        return new org.yici.stream.platform.Database(platform.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    /** A department's password as the platform keeps it. */
    static String sealed(String source, String url, String username, String password) {
        return SourcePassword.seal(KEY, source, url, username, password);
    }

    /** A source at whose port nobody listens. */
    void nowhere(String name) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            register(name, "jdbc:postgresql://localhost:" + free.getLocalPort() + "/" + name);
        }
    }

    /** A department whose server is reached by a wire of its own. */
    SwallowingNetwork departmentBehindAWire(String name) throws IOException {
        sql(departments.getJdbcUrl("postgres", "postgres"), "create database " + name);
        SwallowingNetwork wire = new SwallowingNetwork(departments.getPort());
        register(name, "jdbc:postgresql://localhost:" + wire.port() + "/" + name);
        return wire;
    }

    /** A source in a database of any server. */
    void register(String name, String url) {
        platform("insert into collection.source (name, department, url, username, password, slot, publication)"
                + " values ('" + name + "', '" + name + "', '" + url + "', 'postgres', '', 'yici_" + name
                + "', 'yici')");
    }

    String url(String department) {
        return departments.getJdbcUrl("postgres", department);
    }

    void start() throws Exception {
        String config = """
                {"platform": {"url": "%s", "user": "postgres", "password": ""}, "subjectKey": "%s",
                 "parallelism": 2, "linger": 20, "batch": 200, "checkpoint": 100}
                """.formatted(
                platform.getJdbcUrl("postgres", "postgres"), Base64.getEncoder().encodeToString(KEY));
        job = (AutoCloseable) JobLoader.SHARED
                .loadClass(EmbeddedCollection.class.getName())
                .getMethod("start", String.class, Consumer.class)
                .invoke(null, config, (Consumer<String>) stopped::add);
    }

    void stop() throws Exception {
        AutoCloseable running = job;
        job = null;
        if (running != null) {
            running.close();
        }
    }

    /** Stops the job and forgets what it collected from, so that the next job has no sources but those of its own test. */
    void stopAndForget() throws Exception {
        stop();
        platform("delete from collection.plan");
        platform("delete from collection.source");
        TestDatabases.sql(
                departments.getJdbcUrl("postgres", "postgres"),
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
    }

    /** What the platform does when an edition is published. */
    public void publish(Resource resource, int edition) {
        RegistryTable.ddl(resource).forEach(this::platform);
        platform("insert into collection.plan (resource, edition, entry) values ('" + resource.code() + "', " + edition
                + ", '" + JSON.writeValueAsString(resource).replace("'", "''") + "')");
    }

    /** Makes a table (id, v, note) with three rows and publishes a resource from it. */
    Resource table(String department, String table) {
        at(
                department,
                "create table " + table + " (id bigint primary key, v text, note text)",
                "insert into " + table + " select n, 'v' || n, 'n' || n from generate_series(1, 3) n");
        return publish(department, table);
    }

    /** Publishes a resource with the column {@code v} of a table that is there. */
    Resource publish(String department, String table) {
        Resource resource = Resources.resource(++numbers, department, table, Map.of("v", ItemType.TEXT), Map.of());
        publish(resource, 1);
        return resource;
    }

    public void platform(String sql) {
        sql(platform.getJdbcUrl("postgres", "postgres"), sql);
    }

    public void at(String department, String... sql) {
        sql(url(department), sql);
    }

    /** Each row as its columns joined by {@code |}, in order. */
    public List<String> query(String sql) {
        return query(platform.getJdbcUrl("postgres", "postgres"), sql);
    }

    List<String> queryAt(String department, String sql) {
        return query(url(department), sql);
    }

    /** The processes of the server on which a department's database is; the first of them started the others. */
    List<ProcessHandle> serverOf(String department) {
        return server(url(department));
    }

    /** The processes of the platform's server. */
    List<ProcessHandle> platformServer() {
        return server(platform.getJdbcUrl("postgres", "postgres"));
    }

    private static List<ProcessHandle> server(String url) {
        ProcessHandle first = ProcessHandle.of(
                        Long.parseLong(query(url, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
                                .getFirst()))
                .orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants()).toList();
    }

    static void signal(String signal, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    public void awaitRows(String sql, String... rows) {
        await(() -> query(sql), List.of(rows));
    }

    void awaitLoaded(Resource resource) {
        awaitRows("select count(*) from collection.loaded where resource = '" + resource.code() + "'", "1");
    }

    public static <T> void await(Supplier<T> actual, T expected) {
        await(actual, expected, 30);
    }

    static <T> void await(Supplier<T> actual, T expected, int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        TestDatabases.keeping(() -> {
            T seen = actual.get();
            while (!seen.equals(expected) && System.nanoTime() < deadline) {
                pause();
                seen = actual.get();
            }
            assertThat(seen).isEqualTo(expected);
        });
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sql(String url, String... statements) {
        TestDatabases.sql(url, statements);
    }

    private static List<String> query(String url, String sql) {
        return TestDatabases.query(url, sql);
    }

    static Connection connect(String url) throws SQLException {
        return TestDatabases.connect(url);
    }

    @Override
    public void close() throws Exception {
        stop();
        departments.close();
        platform.close();
    }
}
