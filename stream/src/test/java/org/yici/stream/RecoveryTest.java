package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.resource.Resource;

/** Stops, replays and losses: the registries end up as the sources are. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryTest {
    private static final String ZHANG = "11010519491231002X";
    private Province province;

    @BeforeAll
    void found() throws Exception {
        province = Province.found();
    }

    @AfterEach
    void stop() throws Exception {
        province.stopAndForget();
        assertThat(province.stopped).isEmpty();
    }

    @AfterAll
    void close() throws Exception {
        province.close();
    }

    @Test
    void aJobWithoutAnyStateGoesOnFromTheSlotAndLosesNothing() throws Exception {
        Resource resource = department("restarted", 1);
        province.start();
        province.awaitLoaded(resource);

        for (int round = 0; round < 3; round++) {
            province.at(
                    "restarted",
                    "insert into restarted_table select n, '" + ZHANG + "', '张三', '在', n from" + " generate_series("
                            + round * 3_000 + ", " + (round * 3_000 + 2_999) + ") n");
            if (round < 2) {
                province.stop();
                province.at("restarted", "update restarted_table set amount = amount::int + 1 where id = " + round);
                province.start();
            }
        }

        province.awaitRows(
                "select count(*), sum(amount) from registry.restarted_table",
                province.queryAt("restarted", "select count(*), sum(amount::numeric(18, 2)) from restarted_table")
                        .get(0));
    }

    @Test
    void whatIsReadAgainChangesNothing() throws Exception {
        Resource resource = department("replayed", 2);
        province.start();
        province.awaitLoaded(resource);
        province.at("replayed", "select pg_copy_logical_replication_slot('yici_replayed', 'saved')");
        for (int i = 0; i < 50; i++) {
            province.at(
                    "replayed",
                    "insert into replayed_table values (" + i + ", '" + ZHANG + "', '张三', '" + (i % 7 == 0 ? "?" : "在")
                            + "', '1')",
                    i % 5 == 0 ? "delete from replayed_table where id = " + i : "select 1",
                    "update replayed_table set status = '在' where id = " + (i - 3));
        }
        province.at("replayed", "insert into replayed_table values (99, '" + ZHANG + "', '终', '在', '1')");
        province.awaitRows("select name from registry.replayed_table where _key = '99'", "终");
        String registry = "select r::text from registry.replayed_table r order by _key";
        String quarantine = "select q::text from collection.quarantine q where source = 'replayed' order by id";
        List<String> registryBefore = province.query(registry);
        List<String> quarantineBefore = province.query(quarantine);
        assertThat(quarantineBefore).hasSize(8);

        province.stop();
        province.platform("delete from collection.flow");
        Province.await(
                () -> province.queryAt(
                        "replayed", "select active from pg_replication_slots where slot_name = 'yici_replayed'"),
                List.of("f"));
        province.at(
                "replayed",
                "select pg_drop_replication_slot('yici_replayed')",
                "select pg_copy_logical_replication_slot('saved', 'yici_replayed')",
                "select pg_drop_replication_slot('saved')");
        province.start();

        Province.await(
                () -> province.query(
                        "select sum(received), sum(written) from collection.flow where source = 'replayed'"),
                List.of("98|0"));
        assertThat(province.query(registry)).isEqualTo(registryBefore);
        assertThat(province.query(quarantine)).isEqualTo(quarantineBefore);
    }

    @Test
    void aLostSlotIsToldAndALoadAnewSweepsWhatIsGone() throws Exception {
        Resource resource = department("slotless", 3);
        province.at(
                "slotless",
                "insert into slotless_table select n, '" + ZHANG + "', '张三', '在', n from generate_series(1, 9) n");
        province.start();
        province.awaitLoaded(resource);
        province.awaitRows("select loaded_at is not null from collection.source where name = 'slotless'", "t");
        province.stop();
        Province.await(
                () -> province.queryAt(
                        "slotless", "select active from pg_replication_slots where slot_name = 'yici_slotless'"),
                List.of("f"));
        province.at(
                "slotless",
                "select pg_drop_replication_slot('yici_slotless')",
                "delete from slotless_table where id > 5",
                "update slotless_table set name = '李四' where id = 1",
                "update slotless_table set status = '?' where id = 2");

        province.start();
        Province.await(
                () -> province.query(
                        "select state, message like '%is gone: changes may be missing. Load this source anew on the page of sources'"
                                + " from collection.source where name = 'slotless'"),
                List.of("slot-lost|t"));
        assertThat(province.query("select count(*) from registry.slotless_table where not _deleted"))
                .containsExactly("9");

        province.platform("update collection.source set loaded_at = null where name = 'slotless'");
        province.awaitRows(
                "select _key, name, _deleted from registry.slotless_table order by 1",
                "1|李四|f",
                "2|张三|f",
                "3|张三|f",
                "4|张三|f",
                "5|张三|f",
                "6|张三|t",
                "7|张三|t",
                "8|张三|t",
                "9|张三|t");
        province.awaitRows("select source_key, state from collection.quarantine where source = 'slotless'", "2|open");
    }

    @Test
    void anyHistoryWithStopsInBetweenEndsAsTheSourceIs() throws Exception {
        Resource first = department("random", 4);
        Resource second = Resources.resource(5, "random", "random_second");
        province.at("random", Resources.ddl("random_second"));
        province.publish(second, 1);
        Random random = new Random(20260505);
        history(random, 300);
        province.start();
        history(random, 500);
        province.stop();
        history(random, 300);
        province.start();
        province.awaitLoaded(first);
        history(random, 600);

        for (String table : List.of("random_table", "random_second")) {
            List<String> source = province.queryAt(
                    "random",
                    "select id, name, amount::numeric(18, 2) from " + table
                            + " where status = '在' order by id::text collate \"C\"");
            assertThat(source).as("the history leaves something to compare").hasSizeGreaterThan(5);
            List<String> bad = province.queryAt(
                    "random", "select id from " + table + " where status <> '在' order by id::text collate \"C\"");
            Province.await(
                    () -> province.query("select _key, name, amount from registry." + table
                            + " r where not _deleted and not exists (select 1 from collection.quarantine q where q.state = 'open'"
                            + " and q.source_key = r._key and q.resource = '"
                            + (table.equals("random_table") ? first : second).code()
                            + "') order by _key collate \"C\""),
                    source);
            Province.await(
                    () -> province.query(
                            "select source_key from collection.quarantine where state = 'open' and resource = '"
                                    + (table.equals("random_table") ? first : second).code()
                                    + "' order by source_key collate \"C\""),
                    bad);
        }
    }

    private void history(Random random, int steps) throws Exception {
        try (Connection connection = Province.connect(province.url("random"))) {
            connection.setAutoCommit(false);
            for (int i = 0; i < steps; i++) {
                step(connection, random);
                if (random.nextInt(4) == 0) {
                    if (random.nextInt(6) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                }
            }
            connection.commit();
        }
    }

    private static void step(Connection connection, Random random) throws Exception {
        String table = random.nextBoolean() ? "random_table" : "random_second";
        String sql = switch (random.nextInt(10)) {
            case 0 -> "delete from " + table + " where id = ?";
            case 1 ->
                "update " + table + " set id = id + 1000 where id = ? and not exists (select 1 from " + table
                        + " o where o.id = " + table + ".id + 1000)";
            default ->
                "insert into " + table + " values (?, '" + ZHANG + "', '名" + random.nextInt(1000) + "字', '"
                        + (random.nextInt(8) == 0 ? "?" : "在") + "', '" + random.nextInt(10_000)
                        + "') on conflict (id) do update set name = excluded.name, amount = excluded.amount, status = excluded.status";
        };
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, random.nextInt(40));
            statement.executeUpdate();
        }
    }

    private Resource department(String name, int number) {
        province.department(name);
        province.at(name, Resources.ddl(name + "_table"));
        Resource resource = Resources.resource(number, name, name + "_table");
        province.publish(resource, 1);
        return resource;
    }
}
