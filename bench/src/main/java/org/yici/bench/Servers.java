package org.yici.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.EmbeddedCollection;
import tools.jackson.databind.json.JsonMapper;

/** Two PostgreSQL servers in temporary folders, as in production: one of the department, one of the platform; both durable. */
final class Servers implements AutoCloseable {
    static final String RAW_TABLE = "bench.person_raw";
    private static final int CHUNK = 5_000;

    private final EmbeddedPostgres department;
    private final EmbeddedPostgres platform;

    private Servers(EmbeddedPostgres department, EmbeddedPostgres platform) {
        this.department = department;
        this.platform = platform;
    }

    /**
     * Starts both.
     *
     * @param ddl of the department's table
     * @param resource that is collected from it
     */
    static Servers start(String ddl, Resource resource) throws IOException, SQLException {
        Servers servers = new Servers(server(), server());
        servers.atDepartment(ddl);
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
                    Objects.requireNonNull(Servers.class.getResourceAsStream("/collection/" + migration))) {
                servers.atPlatform(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        for (String statement : RegistryTable.ddl(resource)) {
            servers.atPlatform(statement);
        }
        servers.atPlatform("insert into collection.plan (resource, edition, entry) values ('" + resource.code()
                + "', 1, '" + new JsonMapper().writeValueAsString(resource) + "')");
        servers.atPlatform(
                "insert into collection.source (name, department, url, username, password, slot, publication) values"
                        + " ('police', 'police', '" + servers.departmentUrl()
                        + "', 'postgres', '', 'yici_police', 'yici')");
        return servers;
    }

    private static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                // The embedded server's own default is off: commits would be flushed, and so replicated, only every 200
                // ms.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }

    static Resource person() {
        String code = "GA5100/000001";
        List<Item> items = List.of(
                item(1, "id_no", ItemType.CITIZEN_ID, "sfzh", Map.of()),
                item(2, "name", ItemType.NAME, "xm", Map.of()),
                item(3, "gender", ItemType.GENDER, "xb", Map.of()),
                item(4, "birth_date", ItemType.DATE, "csrq", Map.of()),
                item(5, "ethnicity", ItemType.CODE, "mz", Map.of("汉", "01")),
                item(6, "division", ItemType.DIVISION, "xzqh", Map.of()),
                item(7, "address", ItemType.ADDRESS, "hjdz", Map.of()),
                item(8, "status", ItemType.CODE, "rkzt", Map.of("1", "normal", "2", "cancelled")),
                item(9, "remark", ItemType.TEXT, "bz", Map.of()));
        Label label = new Label("人口基本信息", "Person");
        return new Resource(
                code,
                "person",
                label,
                label,
                "police",
                new SourceTable("police", "public", People.TABLE, List.of("rid")),
                Sharing.CONDITIONAL,
                items);
    }

    static Item item(int number, String name, ItemType type, String from, Map<String, String> codes) {
        boolean subject = type.isStrongIdentifier();
        return new Item(
                String.format("GA5100/000001%04d", number),
                name,
                new Label(name, name),
                type,
                SecurityLevel.L2,
                subject,
                subject,
                List.of(from),
                codes);
    }

    /** A table on the platform for the rows as they are, for the peer to fill. */
    void createRawTable() throws SQLException {
        atPlatform("create schema bench");
        atPlatform(People.DDL.replace(People.TABLE, RAW_TABLE));
        atPlatform("create index on " + RAW_TABLE + " (sfzh)");
    }

    /** Puts records into the department's table by COPY. */
    void fill(long from, long to) throws SQLException, IOException {
        try (Connection connection = department()) {
            for (long start = from; start < to; start += CHUNK) {
                StringBuilder lines = new StringBuilder();
                for (long n = start; n < Math.min(to, start + CHUNK); n++) {
                    lines.append(People.line(n)).append('\n');
                }
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + People.TABLE + " from stdin", new StringReader(lines.toString()));
            }
        }
    }

    /** Changes every record below the number once, a hundred in a commit. */
    void touch(long rows, String mark) throws SQLException {
        try (Connection connection = department();
                Statement statement = connection.createStatement()) {
            for (long start = 0; start < rows; start += 100) {
                statement.execute("update " + People.TABLE + " set bz = '" + mark + "' where rid >= " + start
                        + " and rid < " + Math.min(rows, start + 100));
            }
        }
    }

    /** How many rows a second one client copies into a table with the columns, the rows and the indexes of the registry. */
    double copyRate() throws SQLException, IOException {
        try (Connection connection = platform()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            long count = copy.copyOut("copy registry.person to stdout", rows);
            atPlatform("create table bench.copied (like registry.person including all)");
            byte[] bytes = rows.toByteArray();
            long started = System.nanoTime();
            copy.copyIn("copy bench.copied from stdin", new java.io.ByteArrayInputStream(bytes));
            return count / ((System.nanoTime() - started) / 1e9);
        }
    }

    Connection department() throws SQLException {
        return department.getPostgresDatabase().getConnection();
    }

    Connection platform() throws SQLException {
        return platform.getPostgresDatabase().getConnection();
    }

    String departmentUrl() {
        return department.getJdbcUrl("postgres", "postgres");
    }

    int departmentPort() {
        return department.getPort();
    }

    String platformUrl() {
        return platform.getJdbcUrl("postgres", "postgres");
    }

    void atDepartment(String sql) throws SQLException {
        execute(department(), sql);
    }

    void atPlatform(String sql) throws SQLException {
        execute(platform(), sql);
    }

    long count(String sql) throws SQLException {
        try (Connection connection = platform();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Starts the collection job. */
    AutoCloseable job(Consumer<String> stopped) throws Exception {
        String key = Base64.getEncoder().encodeToString("a key of the bench".getBytes(StandardCharsets.UTF_8));
        return EmbeddedCollection.start("""
                {"platform": {"url": "%s", "user": "postgres", "password": ""}, "subjectKey": "%s"}
                """.formatted(platformUrl(), key), stopped);
    }

    @Override
    public void close() {
        try {
            department.close();
            platform.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
