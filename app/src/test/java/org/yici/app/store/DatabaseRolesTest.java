package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Identities;
import org.yici.app.registry.Subjects;

/** What each role of the running platform's database may, and above all may not. */
@PlatformTest
class DatabaseRolesTest {
    private static final String MAY_NOT = "42501";
    /** Every table of the platform, with each privilege that a role has on it. */
    private static final String HELD =
            "select n.nspname || '.' || c.relname || ' ' || p from pg_class c join pg_namespace n"
                    + " on n.oid = c.relnamespace cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',"
                    + " 'REFERENCES', 'TRIGGER']) p where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^(pg_|information_schema)'"
                    + " and has_table_privilege(:role, c.oid, p)";

    private final DatabaseRoles roles;
    private final JdbcClient platform;
    private final Flyway migrations;
    private final JdbcClient server = TestStore.owner();

    DatabaseRolesTest(
            @Autowired DatabaseRoles roles,
            @Autowired JdbcClient platform,
            @Autowired Flyway migrations,
            @Autowired Identities identities,
            @Autowired Catalogue catalogue,
            @Autowired Grants grants,
            @Autowired Subjects subjects) {
        this.roles = roles;
        this.platform = platform;
        this.migrations = migrations;
        // Publishes resources, so that there are registry tables.
        new TestProvince(identities, catalogue, grants, subjects, server);
    }

    @Test
    void pagesAndApiWorkUnderThePlatformsRole() {
        assertThat(platform.sql("select current_user").query(String.class).single())
                .isEqualTo("yici_platform");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table public.own (a int)",
                "create table ledger.own (a int)",
                "create temporary table own (a int)",
                "create schema own",
                "alter table ledger.leaf add column own int",
                "alter table registry.test_conditional add column own int",
                "alter table identity.account disable trigger all",
                "drop table inbox.read_mark",
                "truncate casework.event",
                "create trigger own before insert on ledger.leaf for each row execute function exchange.wait_for_answers()",
                "update ledger.leaf set entry = entry",
                "update ledger.node set hash = hash",
                "update ledger.checkpoint set note = note",
                "delete from ledger.leaf",
                "delete from ledger.node",
                "delete from ledger.checkpoint",
                "truncate ledger.leaf",
                "insert into registry.test_conditional select * from registry.test_conditional",
                "update registry.test_conditional set _deleted = true",
                "set role yici_migrate",
                "create role own"
            })
    void thePlatformsRoleNeitherAltersNorForges(String sql) {
        assertRefused(DatabaseRole.PLATFORM, sql);
    }

    /** Of tables to come as well: what is added to the schema ledger can only be added to. */
    @Test
    void thePlatformsRoleOnlyAddsToTheLedger() {
        assertThat(held(DatabaseRole.PLATFORM))
                .filteredOn(held -> held.startsWith("ledger.") && !held.matches(".* (SELECT|INSERT)"))
                .containsExactlyInAnyOrder("ledger.pending UPDATE", "ledger.pending DELETE", "ledger.audit_run UPDATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select password_hash from identity.account",
                "select public_key from identity.system_key",
                "select * from identity.nonce",
                "select digest from registry.subject_key",
                "select * from ledger.leaf",
                "select * from casework.case_file",
                "select * from exchange.consent",
                "insert into collection.plan (resource, edition, entry) values ('x', 1, '{}')",
                "insert into collection.source (name, department, url, username, password, slot, publication)"
                        + " values ('x', 'x', 'x', 'x', 'x', 'x', 'x')",
                "update collection.source set url = 'jdbc:postgresql://elsewhere/x'",
                "update collection.source set password = ''",
                "create table registry.own (a int)",
                "alter table registry.test_conditional add column own int",
                "delete from registry.test_conditional",
                "create temporary table own (a int)"
            })
    void theJobsRoleReadsNeitherAccountsNorKeysAndMakesNothing(String sql) {
        assertRefused(DatabaseRole.JOB, sql);
    }

    @Test
    void theJobsRoleHasNothingOutsideOfWhatItCollectsAndLinks() {
        assertThat(held(DatabaseRole.JOB))
                .contains("registry.test_conditional INSERT", "registry.test_conditional UPDATE")
                .allMatch(held -> held.matches("(collection|linking|registry)\\..*"))
                .noneMatch(held -> held.startsWith("registry.subject_key"));
    }

    @Test
    void reportsReadNobodysDataAndWriteNothing() {
        assertThat(held(DatabaseRole.REPORT))
                .isNotEmpty()
                .allMatch(held -> held.endsWith(" SELECT"))
                .noneMatch(held -> held.matches("(registry|linking|inbox|flowable)\\..*"));
        run(DatabaseRole.REPORT, "select number, state from casework.case_file");
        assertRefused(DatabaseRole.REPORT, "select fields from casework.case_file");
        assertRefused(DatabaseRole.REPORT, "select password from collection.source");
        assertRefused(DatabaseRole.REPORT, "select opening from ledger.leaf");
    }

    @Test
    void whatSomebodyGrantedBesideIsTakenBackAtTheNextStart() {
        server.sql("grant select (password) on collection.source to yici_report")
                .update();
        server.sql("grant select on exchange.consent to public").update();
        server.sql("grant update (url) on collection.source to public").update();
        migrations.migrate();
        assertRefused(DatabaseRole.REPORT, "select password from collection.source");
        assertRefused(DatabaseRole.REPORT, "select * from exchange.consent");
        assertRefused(DatabaseRole.JOB, "update collection.source set url = url");
        run(DatabaseRole.REPORT, "select state from collection.source");
        run(DatabaseRole.JOB, "update collection.source set message = message where name = ''");
    }

    @Test
    void eachTableHasItsOwner() {
        assertThat(server.sql("select distinct case n.nspname when 'registry' then 'registry ' else '' end"
                                + " || pg_get_userbyid(c.relowner) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.relkind in ('r', 'p', 'S') and (n.nspname !~ '^(pg_|information_schema|public)'"
                                + " or c.relname = 'flyway_schema_history') and c.relname !~ '^test_'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("yici_migrate", "registry yici_publish");
    }

    @ParameterizedTest
    @EnumSource(DatabaseRole.class)
    void noRoleIsMoreThanAnAccount(DatabaseRole role) {
        assertThat(server.sql("select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls"
                                + " from pg_roles where rolname = ?")
                        .param(roles.account(role).username())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    private List<String> held(DatabaseRole role) {
        return server.sql(HELD)
                .param("role", roles.account(role).username())
                .query(String.class)
                .list();
    }

    private void assertRefused(DatabaseRole role, String sql) {
        assertThatThrownBy(() -> run(role, sql))
                .as(sql)
                .hasCauseInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e.getCause()).getSQLState())
                .isEqualTo(MAY_NOT);
    }

    private void run(DatabaseRole role, String sql) {
        DatabaseRoles.Account account = roles.account(role);
        try (Connection connection =
                        DriverManager.getConnection(account.url(), account.username(), account.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
