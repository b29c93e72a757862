package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.demo.province.DatabaseServer;
import org.yici.demo.province.Province;
import org.yici.demo.province.ProvinceProgress;
import org.yici.postgres.EmbeddedServer;
import picocli.CommandLine;

@Tag("server")
class PsqlCommandTest {
    @TempDir
    private static Path folder;

    private static EmbeddedServer postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedServer.start(folder.resolve("postgres"));
        Map<String, DepartmentConnections.Connection> connections = new LinkedHashMap<>();
        DatabaseServer server = new DatabaseServer(postgres.url("postgres"), EmbeddedServer.USER, postgres.password());
        Province.of(100)
                .create(server, ProvinceProgress.SILENT)
                .forEach(database -> connections.put(
                        database.department(),
                        new DepartmentConnections.Connection(
                                database.url(),
                                database.owner().user(),
                                database.owner().password())));
        new DepartmentConnections(connections).save(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void aServerThatSaysNothingOrLetsNobodyInIsNamedWithTheReason(@TempDir Path other) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new DepartmentConnections(Map.of(
                            "silent",
                            new DepartmentConnections.Connection(
                                    "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/silent", "nobody", ""),
                            "closed",
                            new DepartmentConnections.Connection(postgres.url("postgres"), "nobody", "wrong")))
                    .save(other);
            Outcome hangs =
                    execute(new StringReader(""), List.of("silent", "-c", "select 1", "--data", other.toString()));
            assertThat(hangs.code()).isEqualTo(2);
            assertThat(hangs.err()).contains("does not answer at").contains("Is the demo running?");
            Outcome refuses =
                    execute(new StringReader(""), List.of("closed", "-c", "select 1", "--data", other.toString()));
            assertThat(refuses.code()).isEqualTo(2);
            assertThat(refuses.err())
                    .contains("lets nobody in at", "password authentication failed")
                    .doesNotContain("Is the demo running?");
        }
    }

    @Test
    void aTableStandsStraightAlthoughChineseIsWide() {
        Outcome outcome =
                run("public-security", "-c", "select * from (values (1, '张三', null), (20, 'Li', '成都')) v (no, xm, zz)");
        assertThat(outcome.out()).isEqualTo("""
                         no | xm   | zz
                        ----+------+------
                          1 | 张三 |
                         20 | Li   | 成都
                        (2 rows)
                        """);
        assertThat(outcome.code()).isZero();
    }

    @Test
    void aChangeIsTypedAndReadBack() {
        Outcome outcome = type("public-security", """
                update t_rkxx -- the first
                  set zz = '四川省; 新地址'
                  where bh = 'R000000001';
                select zz from t_rkxx where bh = 'R000000001'; select count(*) from t_rkxx where bh = 'nobody';
                \\q
                select 1;
                """);
        assertThat(outcome.out()).contains("UPDATE 1 row").contains("四川省; 新地址").contains("     0\n(1 row)");
        assertThat(outcome.out()).doesNotContain("?column?");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void aSemicolonEndsAStatementOnlyOutsideOfQuotesAndComments() {
        Outcome outcome = type("tax", """
                select ';' as semicolon, -- not; here
                  2 /* nor;
                  here */ as two;
                create function pg_temp.seven() returns int as $body$
                begin
                  return 7;
                end;
                $body$ language plpgsql; select pg_temp.seven();;
                -- nothing
                """);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(" ;         |   2", "done", "     7\n(1 row)");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void anErrorIsOneLineAndTheNextStatementStillRuns() {
        Outcome outcome = type("tax", "select nothing from sb_zsxx;\nselect 7 as seven;\n");
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("ERROR: ")
                .contains("nothing");
        assertThat(outcome.out()).contains("seven").contains("(1 row)");
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void tablesAndColumnsAreListedEvenThoseInCapitals() {
        assertThat(run("public-security", "-c", "\\dt").out()).contains("t_rkxx", "人口信息", "t_hkb");
        assertThat(run("civil-affairs", "-c", "\\d MARRIAGE_REGISTER").out())
                .contains("HUSBAND_ID_NO", "character varying(40)", "key");
        assertThat(run("housing", "-c", "\\d fc_htba").out()).contains("nextval");
        Outcome unknown = run("housing", "-c", "\\d no_such");
        assertThat(unknown.err()).contains("\"no_such\" does not exist");
        assertThat(run("housing", "-c", "\\x").err()).contains("\\dt, \\d TABLE and \\q");
    }

    @Test
    void aLongResultIsCutAndSaysSo() {
        assertThat(run("tax", "-c", "select g from generate_series(1, 1500) g").out())
                .contains("(the first 1000 rows;");
        assertThat(run("tax", "-c", "select g from generate_series(1, 1000) g").out())
                .contains("(1000 rows)");
    }

    @Test
    void anUnknownDepartmentNamesTheKnownOnes() {
        Outcome outcome = run("police", "-c", "select 1");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("'police'")
                .contains("public-security, civil-affairs, housing, natural-resources, tax");
    }

    @Test
    void whereNoDemoRunsOneLineSaysHowToStartIt(@TempDir Path empty) throws IOException {
        Outcome never = execute(new StringReader(""), List.of("tax", "--data", empty.toString(), "-c", "select 1"));
        assertThat(never.code()).isEqualTo(2);
        assertThat(never.err().lines()).singleElement().asString().contains("./yici demo");

        new DepartmentConnections(Map.of(
                        "tax", new DepartmentConnections.Connection("jdbc:postgresql://127.0.0.1:1/tax", "tax", "x")))
                .save(empty);
        Outcome stopped = execute(new StringReader(""), List.of("tax", "--data", empty.toString(), "-c", "select 1"));
        assertThat(stopped.code()).isEqualTo(2);
        assertThat(stopped.err().lines()).singleElement().asString().contains("./yici demo");
    }

    @Test
    void thePasswordsAreForTheOwnersEyesOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("departments.json"))))
                .isEqualTo("rw-------");
        assertThat(DepartmentConnections.load(folder).departments().get("tax").toString())
                .doesNotContain(DepartmentConnections.load(folder)
                        .departments()
                        .get("tax")
                        .password());
    }

    private static Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return execute(new StringReader(""), all);
    }

    private static Outcome type(String department, String text) {
        return execute(new StringReader(text), List.of(department, "--data", folder.toString()));
    }

    private static Outcome execute(StringReader input, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = org.yici.cli.Main.configured(new CommandLine(new PsqlCommand(input, false)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int code = command.execute(arguments.toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    private record Outcome(int code, String out, String err) {}
}
