package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Resource;

/** Each test publishes a resource of its own while the one job runs, over real servers. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectionJobTest {
    private static final String ZHANG = "11010519491231002X";
    private static final String WANG = "440524188001010014";
    private Province province;
    private int number;

    @BeforeAll
    void found() throws Exception {
        province = Province.found();
        province.department("police");
        province.department("housing");
        province.nowhere("nowhere");
        province.at(
                "housing",
                Resources.ddl("contract"),
                "insert into contract values (1, '" + ZHANG + "', '张三', '在', '1')");
        province.publish(Resources.resource(900_001, "housing", "contract"), 1);
        province.publish(Resources.resource(900_002, "nowhere", "nothing"), 1);
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
    void aFirstLoadArrivesCleanedAndLinkedWithItsProvenance() {
        Resource person = collected(
                "first_load",
                "insert into first_load values" + " (1, ' １１０１０５４９１２３１００２ ', '张　三', '在', '1.5万元'), (2, '" + WANG
                        + "', 'Wang', null, null)");

        province.awaitRows(
                "select _key, id_no, name, status, amount, _source, _sequence, _edition, _deleted from registry.first_load order by 1",
                "1|" + ZHANG + "|张三|normal|15000.00|police|0|1|f",
                "2|" + WANG + "|Wang|null|null|police|0|1|f");
        assertThat(province.query("select _subject_id_no from registry.first_load where _key = '1'"))
                .containsExactly(new SubjectIds(Province.KEY)
                        .of(ItemType.CITIZEN_ID, ZHANG)
                        .toString());
        province.awaitLoaded(person);
        assertThat(province.query(
                        "select l.position = r._position, l.rows from collection.loaded l, registry.first_load r"
                                + " where l.resource = '" + person.code() + "' and r._key = '1'"))
                .containsExactly("t|2");
        province.awaitRows(
                "select state, loaded_at is not null from collection.source where name = 'police'", "streaming|t");
    }

    @Test
    void insertsUpdatesAndDeletionsArriveInTheirOrder() {
        collected("changes");

        province.at("police", "insert into changes values (1, '" + ZHANG + "', '张三', '在', '1')");
        province.awaitRows("select _key, name, _sequence, _deleted from registry.changes", "1|张三|1|f");
        province.at("police", "update changes set name = '张四', amount = null");
        province.awaitRows("select _key, name, amount, _deleted from registry.changes", "1|张四|null|f");
        province.at("police", "update changes set id = 7");
        province.awaitRows("select _key, name, _deleted from registry.changes order by 1", "1|张四|t", "7|张四|f");
        province.at(
                "police",
                "begin; delete from changes; insert into changes values (7, '" + WANG + "', '王五', '亡', '2'); commit");
        province.awaitRows("select _key, name, _deleted from registry.changes order by 1", "1|张四|t", "7|王五|f");
        province.at("police", "delete from changes");
        province.awaitRows("select _key, _deleted from registry.changes order by 1", "1|t", "7|t");
    }

    @Test
    void whatFailsARuleIsInQuarantineUntilALaterVersionPasses() {
        Resource resource = collected("doubtful", "insert into doubtful values (1, '" + ZHANG + "', '张三', '在', '1')");
        String quarantine =
                "select source_key, rule, item, value, state, record ->> 'status' from collection.quarantine"
                        + " where resource = '" + resource.code() + "' order by id";

        province.at("police", "update doubtful set status = '?'");
        province.awaitRows(quarantine, "1|code.unknown|status|?|open|?");
        assertThat(province.query("select name, status from registry.doubtful"))
                .as("the last good version stays, with the time it is of")
                .containsExactly("张三|normal");
        province.at("police", "update doubtful set status = '在', sfzh = '1101051949123100'");
        province.awaitRows(
                quarantine,
                "1|code.unknown|status|?|superseded|?",
                "1|citizen-id.length|id_no|1101051949123100|open|在");
        province.at("police", "update doubtful set sfzh = '" + WANG + "'");
        province.awaitRows(
                quarantine,
                "1|code.unknown|status|?|superseded|?",
                "1|citizen-id.length|id_no|1101051949123100|superseded|在");
        province.awaitRows("select id_no from registry.doubtful", WANG);
    }

    @Test
    void ofSeveralBadVersionsOnlyTheLastIsOpen() {
        Resource resource = collected("twice_bad");

        province.at(
                "police",
                "begin; insert into twice_bad values (1, '1', '张三', '在', '1'); update twice_bad set sfzh = '12';"
                        + " update twice_bad set sfzh = '123'; commit");

        province.awaitRows(
                "select value, state, closed_at is null from collection.quarantine where resource = '" + resource.code()
                        + "' order by id",
                "1|superseded|f",
                "12|superseded|f",
                "123|open|t");
    }

    @Test
    void aNewEditionCleansFromTheNextChangeOnWithoutARestart() {
        Resource first = collected("edition", "insert into edition values (1, '" + ZHANG + "', '张三', '在', '1')");
        Map<String, ItemType> items = new LinkedHashMap<>();
        first.items().forEach(item -> items.put(item.name(), item.type()));
        province.publish(Resources.resource(codeNumber(first), "police", "edition", items, Map.of("迁", "moved")), 2);
        province.awaitRows("select _edition from registry.edition where _key = '1'", "1");

        int key = 2;
        while (province.query("select 1 from registry.edition where _edition = 2")
                        .isEmpty()
                && key < 400) {
            province.at("police", "insert into edition values (" + key++ + ", '" + WANG + "', '王五', '迁', '1')");
            Province.pause();
        }

        assertThat(province.query("select distinct status from registry.edition where _edition = 2"))
                .containsExactly("moved");
        assertThat(key).isLessThan(400);
    }

    @Test
    void oneTableFeedsSeveralResourcesAlsoOneThatIsPublishedLater() {
        Resource first =
                collected("shared_table", "insert into shared_table values (1, '" + ZHANG + "', '张三', '在', '1')");
        Resource second = new Resource(
                String.format("GA5100/%06d", ++number),
                "shared_second",
                first.label(),
                first.summary(),
                "police",
                first.source(),
                first.sharing(),
                Resources.resource(number, "police", "x").items());
        province.publish(second, 1);

        province.awaitRows("select name from registry.shared_second", "张三");
        province.at("police", "update shared_table set name = '李四'");
        province.awaitRows("select name from registry.shared_second", "李四");
        province.awaitRows("select name from registry.shared_table", "李四");
    }

    @Test
    void aLargeValueThatAnUpdateLeavesAloneIsNotLost() {
        collected("large");
        province.at(
                "police",
                "alter table large alter name set storage external",
                "insert into large values (1, '" + ZHANG + "', repeat('张', 4000), '在', '1')",
                "update large set amount = '2'");

        province.awaitRows("select length(name), amount from registry.large", "4000|2.00");
    }

    @Test
    void anEmptiedTableIsEmptiedHereToo() {
        Resource resource = collected(
                "emptied",
                "insert into emptied select n, '" + ZHANG + "', '张三', '在', n from generate_series(1, 500) n");
        province.awaitLoaded(resource);

        province.at("police", "truncate emptied", "insert into emptied values (3, '" + WANG + "', '王五', '在', '3')");

        province.awaitRows(
                "select _deleted, count(*), min(name) from registry.emptied group by 1 order by 1",
                "f|1|王五",
                "t|499|张三");
    }

    @Test
    void aTableWithoutAKeyIsNamedAndItsDepartmentGoesOnWorking() {
        Resource resource = Resources.resource(++number, "police", "keyless");
        province.at("police", "create table keyless (id bigint, sfzh text, name text, status text, amount text)");
        province.publish(resource, 1);

        Province.await(
                () -> province.query("select message like 'Table public.keyless has no primary key over (id)%' from"
                        + " collection.source where name = 'police'"),
                List.of("t"));
        province.at("police", "insert into keyless values (1)", "update keyless set id = 2", "delete from keyless");
        province.at("police", "alter table keyless add primary key (id)");
        province.awaitLoaded(resource);
        province.awaitRows("select message from collection.source where name = 'police'", "null");
    }

    @Test
    void aRecordThatTheRegistryDoesNotTakeGoesToQuarantineAloneAndTheOthersArrive() {
        Resource resource = collected("poisoned");
        province.platform("alter table registry.poisoned add check (name <> '毒')");

        province.at(
                "police",
                "insert into poisoned select n, '" + ZHANG + "', case n when 77 then '毒' else '张三' end, '在', n"
                        + " from generate_series(1, 300) n");

        province.awaitRows("select count(*) from registry.poisoned", "299");
        province.awaitRows(
                "select source_key, rule, state, record ->> 'name' from collection.quarantine where resource = '"
                        + resource.code() + "'",
                "77|registry.write|open|毒");
    }

    @Test
    void aDatabaseThatCannotBeReachedSaysSoAndDoesNotStopTheOthers() {
        Province.await(
                () -> province.query("select state, message like 'The database of nowhere cannot be reached: %' from"
                        + " collection.source where name = 'nowhere'"),
                List.of("unreachable|t"));
        province.awaitRows("select name from registry.contract", "张三");
    }

    @Test
    void aPlatformThatGoesAwayForAWhileLosesNothing() {
        collected("patient");
        for (int i = 0; i < 20; i++) {
            province.at("police", "insert into patient values (" + i + ", '" + WANG + "', '王五', '在', '1')");
            province.platform("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    + " and application_name = 'yici-collection'");
        }

        province.awaitRows("select count(*) from registry.patient", "20");
    }

    @Test
    void aQuietSourceDoesNotMakeItsServerKeepLog() {
        collected("quiet", "insert into quiet values (1, '" + ZHANG + "', '张三', '在', '1')");
        province.at("housing", "create table elsewhere as select n from generate_series(1, 10000) n");
        String now = province.queryAt("police", "select pg_current_wal_lsn()").get(0);

        for (String slot : List.of("police", "housing")) {
            Province.await(
                    () -> province.queryAt(
                            "police",
                            "select confirmed_flush_lsn >= '" + now
                                    + "' from pg_replication_slots where slot_name = 'yici_" + slot + "'"),
                    List.of("t"));
        }
    }

    @Test
    void aBrokenConnectionIsTakenUpAgain() {
        collected("broken", "insert into broken values (1, '" + ZHANG + "', '张三', '在', '1')");
        province.at(
                "police",
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name like 'yici-collection%'"
                        + " and datname = 'police'",
                "insert into broken values (2, '" + WANG + "', '王五', '在', '1')");

        province.awaitRows("select _key from registry.broken order by 1", "1", "2");
        province.awaitRows("select state from collection.source where name = 'police'", "streaming");
    }

    @Test
    void whatFlowedIsToldBySecond() {
        Resource resource = collected("flowing", "insert into flowing values (1, '" + ZHANG + "', '张三', '在', '1')");
        province.at(
                "police",
                "insert into flowing select n, '" + ZHANG + "', '张三', case when n % 10 = 0 then '?' end, n"
                        + " from generate_series(2, 101) n");

        province.awaitRows(
                "select sum(received), sum(written), sum(quarantined) from collection.flow where resource = '"
                        + resource.code() + "'",
                "101|91|10");
        assertThat(province.query(
                        "select max(lag_p50) between 0 and 20000, bool_and(lag_p50 <= lag_p99 and lag_p99 <= lag_max)"
                                + " from collection.flow where resource = '" + resource.code() + "'"))
                .containsExactly("t|t");
    }

    private Resource collected(String table, String... afterwards) {
        Resource resource = Resources.resource(++number, "police", table);
        province.at("police", Resources.ddl(table));
        if (afterwards.length > 0) {
            province.at("police", afterwards);
        }
        province.publish(resource, 1);
        if (afterwards.length > 0) {
            Province.await(() -> province.query("select 1 from registry." + table + " limit 1"), List.of("1"));
        }
        province.awaitLoaded(resource);
        return resource;
    }

    private static int codeNumber(Resource resource) {
        return Integer.parseInt(resource.code().substring(7));
    }
}
