package org.yici.demo.province;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.demo.province.DepartmentDatabase.Account;
import org.yici.postgres.EmbeddedServer;

/** On a real server: what is made, by whom it can be used, and that nothing is made twice. */
@Tag("server")
class DepartmentDatabasesTest {
    @TempDir
    private static Path folder;

    private static EmbeddedServer postgres;
    private static DatabaseServer server;
    private static final Province PROVINCE = Province.of(500);

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedServer.start(folder.resolve("postgres"));
        server = new DatabaseServer(postgres.url("postgres"), EmbeddedServer.USER, postgres.password());
        PROVINCE.create(server, ProvinceProgress.SILENT);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void everyDepartmentHasItsTablesWithTheForetoldRows() throws SQLException {
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                assertThat(number(department.database(), "select count(*) from " + table.name()))
                        .as(table.name())
                        .isGreaterThanOrEqualTo(
                                PROVINCE.expectations().of(table.registry()).rows());
            }
        }
    }

    @Test
    void whatIsThereStaysWhenItIsMadeAgain() throws SQLException {
        execute("public_security", "update t_rkxx set zz = '搬家了' where bh = 'R000000001'");
        execute("public_security", "insert into t_rkxx (bh, xm) values ('NEW', '新来的')");
        Map<String, ProvinceProgress.State> states = new ConcurrentHashMap<>();
        PROVINCE.create(server, (department, state, done, total) -> states.put(department, state));
        assertThat(states)
                .hasSize(8)
                .allSatisfy((department, state) -> assertThat(state).isEqualTo(ProvinceProgress.State.KEPT));
        assertThat(number("public_security", "select count(*) from t_rkxx where zz = '搬家了' or bh = 'NEW'"))
                .isEqualTo(2);
        execute("public_security", "delete from t_rkxx where bh = 'NEW'");
    }

    @Test
    void aHalfMadeDepartmentIsMadeAgainAndTheOthersStay() throws SQLException {
        // As a machine leaves it that dies between creating the database and committing its rows, a slot still on it.
        execute("transport", "drop schema yici_demo cascade");
        execute("transport", "delete from dlysxkz where xkzh <= '511602000003'");
        execute("transport", "select pg_create_logical_replication_slot('left_over', 'pgoutput')");
        Map<String, ProvinceProgress.State> states = new ConcurrentHashMap<>();
        PROVINCE.create(server, (department, state, done, total) -> states.put(department, state));
        assertThat(states.remove("transport")).isEqualTo(ProvinceProgress.State.COMPLETE);
        assertThat(states.values()).containsOnly(ProvinceProgress.State.KEPT);
        assertThat(number("transport", "select count(*) from dlysxkz"))
                .isEqualTo(PROVINCE.expectations().of("transport_permit").rows());
    }

    @Test
    void aProvinceOfAnotherSizeIsRefusedAndTheOneThatIsThereIsFound() throws SQLException {
        assertThatThrownBy(() -> Province.of(600).create(server, ProvinceProgress.SILENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("500 people");
        assertThat(Province.find(server)).hasValueSatisfying(found -> {
            assertThat(found.people()).isEqualTo(500);
            assertThat(found.demoPeople()).isEqualTo(PROVINCE.demoPeople());
        });
    }

    @Test
    void aDatabaseOfAnotherVersionIsRefusedAndStays() throws SQLException {
        long before = number("tax", "select count(*) from sb_zsxx");
        String now = text("tax", "select tables from yici_demo.made");
        execute("tax", "update yici_demo.made set tables = 'another'");
        try {
            assertThatThrownBy(() -> PROVINCE.create(server, ProvinceProgress.SILENT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("tax was made by another version of the demonstration")
                    .hasMessageContaining("--data");
        } finally {
            execute("tax", "update yici_demo.made set tables = '" + now + "'");
        }
        assertThat(number("tax", "select count(*) from sb_zsxx")).isEqualTo(before);
    }

    @Test
    void theReaderReadsAndReplicatesButChangesNothing() throws SQLException {
        DepartmentDatabase people = database("public-security");
        try (Connection connection = connect(people, people.reader())) {
            assertThat(number(connection, "select count(*) from t_rkxx")).isPositive();
            assertThat(number(connection, "select count(*) from pg_publication_tables where pubname = 'yici'"))
                    .isEqualTo(2);
            assertThat(number(connection, "select rolreplication::int from pg_roles where rolname = current_user"))
                    .isEqualTo(1);
            refused(connection, "update t_rkxx set zz = 'x'");
            refused(connection, "select * from yici_demo.made");
        }
    }

    @Test
    void theWriterInsertsAResultOnceAndSeesNothingElse() throws SQLException {
        DepartmentDatabase housing = database("housing");
        assertThat(housing.writer()).isNotNull();
        String insert = "insert into fc_htba (cqzh, cmr_zjh, msr_zjh, fwzl, jzmj, cjj, ywh)"
                + " values ('川(2016)广安市不动产权第0000001号', 'a', 'b', '某处', 89.5, 650000, 'C-1') on conflict (ywh) do nothing";
        try (Connection connection = connect(housing, housing.writer());
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(insert)).isEqualTo(1);
            assertThat(statement.executeUpdate(insert)).isZero();
            try (ResultSet row = statement.executeQuery("select cjj from fc_htba where ywh = 'C-1'")) {
                assertThat(row.next()).as("it can compare what it wrote").isTrue();
            }
            refused(connection, "select zt from fc_htba");
            refused(connection, "update fc_htba set zt = '0'");
            refused(connection, "delete from fc_htba");
        }
        try (Connection connection = connect(housing, housing.owner());
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select htbh, qdrq, zt from fc_htba where ywh = 'C-1'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).matches("川GA\\d{12}");
            assertThat(row.getString(2)).matches("\\d{4}-\\d{2}-\\d{2}");
            assertThat(row.getString(3)).isEqualTo("1");
        }
        execute("housing", "delete from fc_htba where ywh = 'C-1'");
    }

    @Test
    void allFourWriteBackTablesTakeARowOfTheBusinessColumnsAlone() throws SQLException {
        Map<String, String> inserts = Map.of(
                "tax", "insert into sb_zsxx (fcz_bh, nsr_sbh, jsyj, se, ywh) values ('t', 'p', 650000, 6500, 'C-2')",
                "natural-resources",
                        "insert into bdc_djb (bdcdyh, qlr_zjh, qlr_mc, zl, jzmj, ywh) values ('u', 'p', '人', '某处', 89.5, 'C-2')",
                "transport", "insert into dlysxkz (tyshxydm, yhmc, ywh) values ('c', '某公司', 'C-2')");
        for (var insert : inserts.entrySet()) {
            DepartmentDatabase database = database(insert.getKey());
            try (Connection connection = connect(database, database.writer());
                    var statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(insert.getValue())).isEqualTo(1);
                assertThatThrownBy(() -> statement.executeUpdate(insert.getValue()))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("23505"));
            }
        }
        try (Connection connection = connect(database("tax"), database("tax").writer())) {
            // Only the bank and the office say that something was paid.
            refused(connection, "insert into sb_zsxx (se, jkzt, ywh) values (1, '1', 'C-3')");
        }
        execute("tax", "delete from sb_zsxx where ywh = 'C-2'");
        execute("natural_resources", "delete from bdc_djb where ywh = 'C-2'");
        execute("transport", "delete from dlysxkz where ywh = 'C-2'");
    }

    @Test
    void theRegisterEndsTheFormerTitleWhenANewOneIsEntered() throws SQLException {
        DepartmentDatabase register = database("natural-resources");
        String title = PROVINCE.demoPeople().sellerTitle();
        String unit = PROVINCE.population().titles.getFirst().unit();
        String owner = PROVINCE.demoPeople().seller().citizenId();
        assertThat(number(
                        "natural_resources",
                        "select count(*) from bdc_djb where qszt = '1' and bdcqzh = '" + title + "'"))
                .isEqualTo(1);
        try (Connection connection = connect(register, register.writer());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(
                            "insert into bdc_djb (bdcdyh, qlr_zjh, ywh) values ('" + unit + "', 'p', 'C-3')"))
                    .hasMessageContaining("须写明被替代的原权证");
            statement.executeUpdate("insert into bdc_djb (bdcdyh, qlr_zjh, yqzh, yqlr_zjh, ywh) values ('" + unit
                    + "', 'p', '" + title + "', '" + owner + "', 'C-3')");
        }
        assertThat(number("natural_resources", "select qszt::int from bdc_djb where bdcqzh = '" + title + "'"))
                .isEqualTo(2);
        assertThat(number(
                        "natural_resources",
                        "select count(*) from bdc_djb where bdcdyh = '" + unit + "' and qszt = '1' and ywh = 'C-3'"))
                .isEqualTo(1);
        execute("natural_resources", "delete from bdc_djb where ywh = 'C-3'");
        execute("natural_resources", "update bdc_djb set qszt = '1' where bdcqzh = '" + title + "'");
    }

    @Test
    void aDatabaseThatIsNotOursIsNeverDropped(@TempDir Path other) throws IOException, SQLException {
        try (EmbeddedServer foreign = EmbeddedServer.start(other.resolve("postgres"))) {
            foreign.createDatabase("tax");
            try (Connection connection = foreign.connect("tax");
                    var statement = connection.createStatement()) {
                statement.execute("create table precious (id int)");
            }
            DatabaseServer there = new DatabaseServer(foreign.url("postgres"), EmbeddedServer.USER, foreign.password());
            assertThatThrownBy(() -> PROVINCE.create(there, ProvinceProgress.SILENT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'tax'")
                    .hasMessageContaining("not the demo's");
            try (Connection connection = foreign.connect("tax")) {
                assertThat(number(connection, "select count(*) from precious")).isZero();
            }
        }
    }

    private static DepartmentDatabase database(String department) throws SQLException {
        List<DepartmentDatabase> databases = PROVINCE.create(server, ProvinceProgress.SILENT);
        return databases.stream()
                .filter(database -> database.department().equals(department))
                .findFirst()
                .orElseThrow();
    }

    private static Connection connect(DepartmentDatabase database, Account account) throws SQLException {
        return DriverManager.getConnection(database.url(), account.user(), account.password());
    }

    private static void refused(Connection connection, String sql) {
        assertThatThrownBy(() -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .hasMessageContaining("permission denied");
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database)) {
            return number(connection, sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
