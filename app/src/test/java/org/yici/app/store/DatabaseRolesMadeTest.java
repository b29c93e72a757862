package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.TestStore;
import org.yici.postgres.EmbeddedServer;

/** How the roles come about: on an empty database, on one of a version without roles, by an administrator's hand, and once more. */
@Tag("server")
class DatabaseRolesMadeTest {
    private static final EmbeddedServer SERVER = TestStore.server();
    private static final String OWNERS =
            "select distinct n.nspname || ' ' || pg_get_userbyid(c.relowner) from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'S') and n.nspname in ('ledger',"
                    + " 'linking', 'registry', 'public') union select distinct n.nspname || ' ' || pg_get_userbyid(p.proowner) from"
                    + " pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'exchange' order by 1";

    @TempDir
    private Path home;

    @Test
    void aDatabaseOfOneAccountGoesToTheRolesAndKeepsItsRows() throws Exception {
        owned("elder", "createrole");
        JdbcClient elder = TestStore.owner("elder");
        Flyway.configure()
                .dataSource(SERVER.url("elder"), "elder", "elder")
                .locations(Stream.of(
                                "ledger",
                                "identity",
                                "catalogue",
                                "registry",
                                "collection",
                                "exchange",
                                "casework",
                                "inbox")
                        .map(module -> "classpath:db/migration/" + module)
                        .toArray(String[]::new))
                .load()
                .migrate();
        elder.sql("insert into ledger.checkpoint values (1, sha256('1'), 'a note', now())")
                .update();
        assertThat(elder.sql(OWNERS).query(String.class).list()).allMatch(owner -> owner.endsWith(" elder"));

        migrate(roles("elder"));

        assertThat(elder.sql(OWNERS).query(String.class).list())
                .containsExactly(
                        "exchange elder_migrate",
                        "ledger elder_migrate",
                        "linking elder_migrate",
                        "public elder_migrate",
                        "registry elder_publish");
        DatabaseRoles again = roles("elder");
        assertThat(single(again.account(DatabaseRole.PLATFORM), "select note from ledger.checkpoint"))
                .isEqualTo("a note");
        assertThat(single(
                        again.account(DatabaseRole.REPORT),
                        "select pg_has_role('elder', 'elder_migrate', 'usage')::text"))
                .as("the account that gave it away has nothing left of it")
                .isEqualTo("false");
    }

    @Test
    void whereTheAccountMayNotAnAdministratorRunsWhatTheStartWrote() throws Exception {
        owned("strict", "nocreaterole");
        Path file = home.resolve("roles.sql");
        assertThatThrownBy(() -> roles("strict"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The account strict may not make the roles")
                .hasMessageContaining(file.toString())
                .hasMessageContaining("alter role strict createrole");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("create role strict_platform", "SCRAM-SHA-256$")
                .doesNotContain(password("platform"));

        run(Files.readString(file), "strict");

        migrate(roles("strict"));
        assertThat(single(roles("strict").account(DatabaseRole.JOB), "select count(*)::text from collection.source"))
                .isEqualTo("0");
    }

    @Test
    void aLostPasswordIsMadeAnewUnlessSomebodyIsConnectedUnderTheRole() throws Exception {
        owned("forgetful", "createrole");
        DatabaseRoles.Account platform = roles("forgetful").account(DatabaseRole.PLATFORM);
        Path file = home.resolve("secrets/yici.database.roles.platform-password");
        try (Connection other = connect(platform)) {
            Files.delete(file);
            assertThat(other.isValid(1)).isTrue();
            assertThatThrownBy(() -> roles("forgetful"))
                    .hasMessageContaining("The role forgetful_platform has another password than " + file)
                    .hasMessageContaining("yici.database.roles.prefix");
        }
        awaitNobody("forgetful_platform");
        assertThat(single(roles("forgetful").account(DatabaseRole.PLATFORM), "select current_user::text"))
                .isEqualTo("forgetful_platform");
    }

    @Test
    void aPrefixThatBeginsNoNameIsRefused() throws Exception {
        owned("named", "createrole");
        assertThatThrownBy(() -> new DatabaseRoles(
                        given("named"),
                        new DatabaseRoles.Settings("N; drop", null, null, null, null, null),
                        new SecretFiles(null),
                        home))
                .hasMessageContaining("Set yici.database.roles.prefix to");
    }

    private DatabaseRoles roles(String name) {
        return new DatabaseRoles(
                given(name),
                new DatabaseRoles.Settings(null, null, null, null, null, null),
                new SecretFiles(null),
                home);
    }

    private static DataSourceProperties given(String name) {
        DataSourceProperties given = new DataSourceProperties();
        given.setUrl(SERVER.url(name));
        given.setUsername(name);
        given.setPassword(name);
        return given;
    }

    /** As at every start. */
    private static void migrate(DatabaseRoles roles) {
        DatabaseRoles.Account owner = roles.account(DatabaseRole.MIGRATE);
        Map<String, String> names = RoleConnections.names(roles);
        for (int i = 0; i < 2; i++) {
            Flyway.configure()
                    .dataSource(owner.url(), owner.username(), owner.password())
                    .locations("classpath:db/migration")
                    .outOfOrder(true)
                    .placeholders(names)
                    .load()
                    .migrate();
        }
    }

    /** A database with an account that owns it. */
    private static void owned(String name, String right) throws SQLException {
        run("create role " + name + " login " + right + " password '" + name + "'", "postgres");
        run("create database " + name + " owner " + name, "postgres");
    }

    private String password(String role) throws Exception {
        return Files.readString(home.resolve("secrets/yici.database.roles." + role + "-password"));
    }

    private static void run(String sql, String database) throws SQLException {
        try (Connection connection = SERVER.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(DatabaseRoles.Account account) throws SQLException {
        return DriverManager.getConnection(account.url(), account.username(), account.password());
    }

    private static String single(DatabaseRoles.Account account, String sql) throws SQLException {
        try (Connection connection = connect(account);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    /** A connection's process goes a moment after the connection. */
    private static void awaitNobody(String role) throws SQLException {
        long end = System.nanoTime() + 10_000_000_000L;
        JdbcClient server = TestStore.owner();
        while (server.sql("select count(*) from pg_stat_activity where usename = ?")
                                .param(role)
                                .query(Long.class)
                                .single()
                        > 0
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
