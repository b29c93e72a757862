package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.yici.kernel.resource.ItemType;

/** What the platform holds and what a slot has confirmed are compared whenever the log is taken up. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreTest {
    private static final List<String> DEPARTMENTS = List.of("plain", "again", "replaced", "backup");
    private Province province;
    private List<String> loadedOfPlain = List.of();

    /** All stream, the platform stops, each meets its fate, and the platform starts. */
    @BeforeAll
    void found() throws Exception {
        province = Province.found();
        int number = 700;
        for (String name : DEPARTMENTS) {
            province.department(name);
            province.at(
                    name,
                    "create table " + name + "_t (id bigint primary key, v text)",
                    "insert into " + name + "_t select n, 'v' || n from generate_series(1, 3) n");
            province.publish(Resources.resource(++number, name, name + "_t", Map.of("v", ItemType.TEXT), Map.of()), 1);
        }
        province.start();
        for (String name : DEPARTMENTS) {
            province.awaitRows("select state from collection.source where name = '" + name + "'", "streaming");
            province.at(name, "insert into " + name + "_t values (4, 'v4')");
        }
        for (String name : DEPARTMENTS) {
            province.awaitRows("select count(*) from registry." + name + "_t", "4");
            awaitConfirmed(name);
        }
        province.stop();
        awaitInactive("again");

        loadedOfPlain = province.query("select loaded_at from collection.loaded where source = 'plain'");
        province.at("plain", "insert into plain_t values (5, 'v5')");
        province.at(
                "again",
                "select pg_drop_replication_slot('yici_again')",
                "delete from again_t where id = 1",
                "select pg_create_logical_replication_slot('yici_again', 'pgoutput')");
        // What was collected seems to be of a later place of another server's log.
        province.platform("update registry.replaced_t set _position = _position + 1000000000000");
        province.platform("update collection.source set server = '1/1', applied = applied + 1000000000000"
                + " where name = 'replaced'");
        province.at("replaced", "delete from replaced_t where id = 4", "update replaced_t set v = 'w1' where id = 1");
        province.start();
    }

    @AfterEach
    void theJobStillRuns() {
        assertThat(province.stopped).isEmpty();
    }

    @AfterAll
    void close() throws Exception {
        province.close();
    }

    @Test
    @Order(1)
    void aPlatformThatOnlyStoppedGoesOnWithoutALoad() {
        province.awaitRows("select count(*) from registry.plain_t", "5");
        province.awaitRows("select state from collection.source where name = 'plain'", "streaming");
        assertThat(province.query("select loaded_at from collection.loaded where source = 'plain'"))
                .isEqualTo(loadedOfPlain);
        assertThat(province.query("select reason from collection.source_table where source = 'plain'"))
                .containsExactly("null");
    }

    @Test
    @Order(2)
    void aSlotThatWasDroppedAndMadeAgainIsFoundOut() {
        province.awaitRows(
                "select _key, v, _deleted from registry.again_t order by 1", "1|v1|t", "2|v2|f", "3|v3|f", "4|v4|f");
        province.awaitRows("select state, reason from collection.source_table where source = 'again'", "streaming|gap");

        // The same while the platform runs.
        province.at(
                "again",
                "do $$ begin for i in 1..200 loop begin perform pg_drop_replication_slot('yici_again'); return;"
                        + " exception when object_in_use then perform pg_terminate_backend(active_pid) from pg_replication_slots"
                        + " where slot_name = 'yici_again'; perform pg_sleep(0.01); end; end loop; end $$",
                "delete from again_t where id = 2",
                "select pg_create_logical_replication_slot('yici_again', 'pgoutput')");
        province.awaitRows("select _deleted from registry.again_t where _key = '2'", "t");
        province.awaitRows("select state from collection.source where name = 'again'", "streaming");
    }

    @Test
    @Order(3)
    void aServerThatWasReplacedByAnotherIsLoadedAnewAlthoughItsLogStandsBehind() {
        province.awaitRows(
                "select _key, v, _deleted from registry.replaced_t order by 1", "1|w1|f", "2|v2|f", "3|v3|f", "4|v4|t");
        province.awaitRows(
                "select state, reason from collection.source_table where source = 'replaced'", "streaming|restored");
        province.at("replaced", "update replaced_t set v = 'w2' where id = 2");
        province.awaitRows("select v from registry.replaced_t where _key = '2'", "w2");
    }

    @Test
    @Order(4)
    void aPlatformRestoredFromABackupLoadsWhatTheSlotIsAlreadyPast() throws Exception {
        province.stop();
        province.savePlatform();
        province.start();
        province.at(
                "backup",
                "insert into backup_t values (5, 'v5')",
                "delete from backup_t where id = 1",
                "update backup_t set v = 'w2' where id = 2");
        province.awaitRows("select v from registry.backup_t where _key = '2'", "w2");
        awaitConfirmed("backup");
        province.stop();

        province.restorePlatform();
        assertThat(province.query("select count(*) from registry.backup_t where not _deleted"))
                .containsExactly("4");
        province.start();

        province.awaitRows(
                "select _key, v, _deleted from registry.backup_t order by 1",
                "1|v1|t",
                "2|w2|f",
                "3|v3|f",
                "4|v4|f",
                "5|v5|f");
        province.awaitRows(
                "select state, reason from collection.source_table where source = 'backup'", "streaming|gap");
    }

    @Test
    @Order(5)
    void aServerWhoseFolderWasPutBackIsFoundOutAlthoughItsLogIsPastTheOldPlace(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        int port = free();
        String url = "jdbc:postgresql://localhost:" + port + "/postgres";
        try (EmbeddedPostgres server = at(data, port)) {
            province.register("folder", url + "?user=postgres");
            sql(
                    url,
                    "create table folder_t (id bigint primary key, v text)",
                    "insert into folder_t select n, 'v' || n from generate_series(1, 3) n");
            province.publish(Resources.resource(799, "folder", "folder_t", Map.of("v", ItemType.TEXT), Map.of()), 1);
            province.awaitRows("select state from collection.source where name = 'folder'", "streaming");
            sql(url, "insert into folder_t values (4, 'v4')");
            province.awaitRows("select count(*) from registry.folder_t", "4");
            province.stop();
        }
        copy(data, copy);
        try (EmbeddedPostgres server = at(data, port)) {
            province.start();
            String written = "select mark_position from collection.source where name = 'folder'";
            String before = province.query(written).get(0);
            sql(
                    url,
                    "update folder_t set v = 'lost' where id = 1",
                    "delete from folder_t where id = 2",
                    "insert into folder_t values (5, 'lost')");
            province.awaitRows("select v from registry.folder_t where _key = '5'", "lost");
            Province.await(() -> province.query(written).get(0).equals(before), false);
            province.stop();
        }
        try (EmbeddedPostgres server = at(copy, port)) {
            sql(
                    url,
                    "select pg_switch_wal()",
                    "update folder_t set v = 'w3' where id = 3",
                    "select pg_switch_wal()",
                    "insert into folder_t values (6, 'v6')");
            province.start();

            province.awaitRows(
                    "select _key, v from registry.folder_t where not _deleted order by 1",
                    "1|v1",
                    "2|v2",
                    "3|w3",
                    "4|v4",
                    "6|v6");
            province.awaitRows(
                    "select state, reason from collection.source_table where source = 'folder'", "streaming|restored");
            sql(url, "update folder_t set v = 'w1' where id = 1");
            province.awaitRows("select v from registry.folder_t where _key = '1'", "w1");
            province.stop();
        }
        // What is left of this source would be tried for ever.
        province.platform("delete from collection.source where name = 'folder'");
        province.start();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static EmbeddedPostgres at(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "off")
                .start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void sql(String url, String... statements) throws SQLException {
        try (Connection connection = Province.connect(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The slot has been told of everything up to now. */
    private void awaitConfirmed(String name) {
        province.at(name, "create table a_commit ()", "drop table a_commit");
        String now = province.queryAt(name, "select pg_current_wal_flush_lsn()").get(0);
        Province.await(
                () -> province.queryAt(
                        name,
                        "select confirmed_flush_lsn >= '" + now + "' from pg_replication_slots where slot_name = 'yici_"
                                + name + "'"),
                List.of("t"));
    }

    private void awaitInactive(String name) {
        Province.await(
                () -> province.queryAt(
                        name, "select active from pg_replication_slots where slot_name = 'yici_" + name + "'"),
                List.of("f"));
    }
}
