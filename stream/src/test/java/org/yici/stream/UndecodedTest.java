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
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.TableStore;

/** Changes that mean nothing, keys that look alike, values that are no text: each concerns its own record or table, nobody else. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UndecodedTest {
    private Province province;
    private int number = 500;

    @BeforeAll
    void found() throws Exception {
        province = Province.found();
        province.department("odd");
        province.department("bytes", "template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'");
        province.department("chinese", "template template0 encoding 'EUC_CN' lc_collate 'C' lc_ctype 'C'");
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
    void aChangeDecodedAfterItsTableWasAlteredIsSetAsideAndItsTableLoadedAnew() {
        province.at(
                "odd",
                "create table altered (id bigint primary key, v text, big text, old_name text)",
                "alter table altered alter big set storage external",
                "insert into altered values (1, 'v1', repeat('x', 5000), 'o')");
        publish("odd", "altered", List.of("id"), "v", "big");
        publish("odd", table("odd", "beside"), List.of("id"), "v");
        province.awaitRows("select v from registry.altered", "v1");
        province.awaitRows("select count(*) from registry.beside", "1");

        province.at(
                "odd",
                "begin; update altered set v = 'v2' where id = 1; alter table altered rename column old_name to new_name; commit",
                "insert into beside values (2, 'w2')");

        province.awaitRows("select _key, v from registry.beside order by 1", "1|v1", "2|w2");
        province.awaitRows("select v, length(big) from registry.altered", "v2|5000");
        province.awaitRows(
                "select table_name, state, position > 0, length(bytes) > 20, reason like '%old_name%' from collection.set_aside"
                        + " where source = 'odd' and table_name = 'altered'",
                "altered|loaded|t|t|t");
        province.awaitRows("select state from collection.source where name = 'odd'", "streaming");
    }

    @Test
    void twoChangesOfOneTransactionThatCannotBeDecodedAreBothSetAside() {
        province.at(
                "odd",
                "create table twice (id bigint primary key, v text, big text, old_name text)",
                "alter table twice alter big set storage external",
                "insert into twice select n, 'v1', repeat('x', 5000), 'o' from generate_series(1, 2) n");
        publish("odd", "twice", List.of("id"), "v", "big");
        province.awaitRows("select count(*) from registry.twice", "2");

        province.at(
                "odd",
                "begin; update twice set v = 'w1' where id = 1; update twice set v = 'w2' where id = 2;"
                        + " alter table twice rename column old_name to new_name; commit");

        province.awaitRows("select v from registry.twice order by 1", "w1", "w2");
        province.awaitRows(
                "select count(*), count(distinct position), count(distinct bytes), bool_and(reason like '%old_name%')"
                        + " from collection.set_aside where table_name = 'twice'",
                "2|1|2|t");
    }

    /** After a restart a load may hold what was counted before the first; the second has its number then. */
    @Test
    void anotherBreakAtTheSamePlaceIsKeptAndTheSameOneReadAgainIsNot() throws Exception {
        try (Session session = new Session(province.database())) {
            TableStore store = new TableStore(session);
            TableStore.Name name = new TableStore.Name("public", "breaks");
            for (int again = 0; again < 2; again++) {
                store.setAside("bytes", name, 77, 1, "no such column", new byte[] {'U', 1});
                store.setAside("bytes", name, 77, 1, "no such column", new byte[] {'U', 2});
                store.setAside("bytes", null, 77, 0, "the log breaks", null);
                store.setAside("bytes", null, 77, 0, "the log breaks otherwise", null);
            }
            String kept = "select position, sequence, reason, bytes from collection.set_aside where source = 'bytes'"
                    + " and position = 77 order by id";
            assertThat(province.query(kept))
                    .containsExactly(
                            "77|1|no such column|\\x5501",
                            "77|1|no such column|\\x5502",
                            "77|0|the log breaks|null",
                            "77|0|the log breaks otherwise|null");
            province.platform("insert into collection.set_aside (source, position, sequence, reason, digest)"
                    + " select 'bytes', 78, n, 'many', '' from generate_series(1, 1000) n");
            for (int again = 0; again < 2; again++) {
                for (int i = 0; i < 3; i++) {
                    store.setAside("bytes", name, 79, i, "one more", new byte[] {'U', 3});
                    store.setAside("bytes", null, 79, i, "one of none", null);
                }
                store.setAside("bytes", name, 77, 1, "no such column", new byte[] {'U', 1});
            }
            String counted = "select table_name, position, sequence, reason, bytes, changes, state"
                    + " from collection.set_aside where source = 'bytes' and rest order by id";
            assertThat(province.query(counted))
                    .as("beyond the bound one row a table tells how many")
                    .containsExactly("breaks|79|2|one more|null|3|open", "null|79|2|one of none|null|3|open");
            province.platform("update collection.set_aside set state = 'loaded' where rest");
            store.setAside("bytes", name, 79, 2, "one more", new byte[] {'U', 3});
            assertThat(province.query(counted)).hasSize(3).last().isEqualTo("breaks|79|2|one more|null|1|open");
        } finally {
            province.platform("delete from collection.set_aside where source = 'bytes'");
        }
    }

    @Test
    void aKeyThatIsStoredOutOfLineIsUpdatedAndNotDeleted() {
        province.at(
                "odd",
                "create table long_key (k text primary key, v text, note text)",
                "alter table long_key alter k set storage external",
                "insert into long_key select string_agg(md5(i::text), ''), 'v1', 'n1' from generate_series(1, 80) i");
        publish("odd", "long_key", List.of("k"), "v", "note");
        province.awaitRows("select note from registry.long_key", "n1");

        province.at("odd", "update long_key set note = 'n2'");
        province.awaitRows("select note, length(_key), _deleted from registry.long_key", "n2|2560|f");
        province.at("odd", "delete from long_key");
        province.awaitRows("select _deleted from registry.long_key", "t");
    }

    @Test
    void aKeyThatIsLongerThanAnIndexTakesIsKnownByItsDigest() {
        province.at(
                "odd",
                "create table huge_key (k text not null, v text)",
                "alter table huge_key replica identity full",
                "insert into huge_key values (repeat('甲', 5000) || 'a', 'a'), (repeat('甲', 5000) || 'b', 'b'), ('short', 'c')");
        publish("odd", "huge_key", List.of("k"), "v");
        province.awaitRows("select v from registry.huge_key where not _deleted order by v", "a", "b", "c");

        province.at("odd", "update huge_key set v = 'a2' where v = 'a'", "delete from huge_key where v = 'b'");
        province.awaitRows("select v from registry.huge_key where not _deleted order by v", "a2", "c");
    }

    @Test
    void keysOfSeveralColumnsThatLookAlikeAreDifferentRecords() {
        province.at(
                "odd",
                "create table pair_key (k1 text, k2 text, v text, primary key (k1, k2))",
                "insert into pair_key values ('a|b', 'c', '1'), ('a', 'b|c', '2'), ('a\\', 'b|c', '3'), ('a\\|b', 'c', '4')");
        publish("odd", "pair_key", List.of("k1", "k2"), "v");
        province.awaitRows("select v from registry.pair_key order by v", "1", "2", "3", "4");

        province.at(
                "odd",
                "insert into pair_key values ('a\\\\', 'b|c', '5'), ('', 'a|b|c', '6'), ('plain', 'key', '7')",
                "delete from pair_key where v = '2'");
        province.awaitRows(
                "select v from registry.pair_key where not _deleted order by v", "1", "3", "4", "5", "6", "7");
        province.awaitRows("select _key from registry.pair_key where v = '7'", "plain|key");
    }

    @Test
    void aValueThatIsNoTextSpoilsItsOwnRecordAlone() {
        province.at("bytes", "create table foreign_bytes (id bigint primary key, v text)");
        province.at("bytes", "insert into foreign_bytes values (1, '张三'), (2, E'\\xd5\\xc5\\xc8\\xfd')");
        Resource resource = publish("bytes", "foreign_bytes", List.of("id"), "v");
        String quarantine = "select source_key, rule, item, value, state from collection.quarantine where resource = '"
                + resource.code() + "' order by id";

        province.awaitRows(quarantine, "2|source.encoding|v|\\xd5c5c8fd|open");
        province.awaitRows("select _key, v from registry.foreign_bytes", "1|张三");
        province.at(
                "bytes",
                "update foreign_bytes set v = E'\\xb0\\xa1' where id = 1",
                "insert into foreign_bytes values (3, '李四')",
                "update foreign_bytes set v = '王五' where id = 2");
        province.awaitRows("select _key, v from registry.foreign_bytes order by 1", "1|张三", "2|王五", "3|李四");
        province.awaitRows(
                quarantine, "2|source.encoding|v|\\xd5c5c8fd|superseded", "1|source.encoding|v|\\xb0a1|open");
        province.awaitRows("select state from collection.source where name = 'bytes'", "streaming");
    }

    @Test
    void aDatabaseInAnotherEncodingIsReadInIt() {
        province.at(
                "chinese", "create table names (id bigint primary key, v text)", "insert into names values (1, '张三')");
        publish("chinese", "names", List.of("id"), "v");
        province.awaitRows("select v from registry.names", "张三");
        province.at("chinese", "insert into names values (2, '李四')");
        province.awaitRows("select v from registry.names order by _key", "张三", "李四");
    }

    @Test
    void largeRowsWaitInBoundedMemoryAndAreSetAsideWhole() {
        province.at("odd", "create table large_rows (id bigint primary key, v text)");
        publish("odd", "large_rows", List.of("id"), "v");
        province.awaitRows("select state from collection.source_table where table_name = 'large_rows'", "streaming");

        province.at(
                "odd", "insert into large_rows select n, repeat(md5(n::text), 80000) from generate_series(1, 40) n");

        province.awaitRows(
                "select count(*), min(length(record->>'v')) from collection.quarantine where rule = 'value.too-long'",
                "40|2560000");
    }

    @Test
    void aRowThatIsNoTextIsARowWithAKeyToo() {
        province.at(
                "bytes",
                "create table same_keys (id bigint, v text)",
                "alter table same_keys replica identity full",
                "insert into same_keys values (1, 'a')");
        publish("bytes", "same_keys", List.of("id"), "v");
        province.awaitRows("select v from registry.same_keys", "a");
        String state = "select state, cause from collection.source_table where table_name = 'same_keys'";
        province.awaitRows(state, "streaming|null");
        province.at("bytes", "insert into same_keys values (1, E'\\xd5\\xc5')");
        province.awaitRows(state, "stopped|key-not-unique");
        province.at("bytes", "delete from same_keys where v <> 'a'");
        province.awaitRows(state, "streaming|null");
    }

    private String table(String department, String table) {
        province.at(
                department,
                "create table " + table + " (id bigint primary key, v text)",
                "insert into " + table + " values (1, 'v1')");
        return table;
    }

    private Resource publish(String department, String table, List<String> key, String... items) {
        Map<String, ItemType> types = new LinkedHashMap<>();
        for (String item : items) {
            types.put(item, ItemType.TEXT);
        }
        Resource plain = Resources.resource(++number, department, table, types, Map.of());
        Resource resource = new Resource(
                plain.code(),
                plain.table(),
                plain.label(),
                plain.summary(),
                plain.provider(),
                new SourceTable(department, "public", table, key),
                plain.sharing(),
                plain.items());
        province.publish(resource, 1);
        return resource;
    }
}
