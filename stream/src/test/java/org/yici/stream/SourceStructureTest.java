package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Rights, partitions, children and keys of a department's tables: what cannot be read whole is named with its cause. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceStructureTest {
    private Province province;

    @BeforeAll
    void found() throws Exception {
        province = Province.found();
    }

    @AfterEach
    void theJobHasNotEnded() throws Exception {
        assertThat(province.stopped).isEmpty();
        province.stopAndForget();
    }

    @AfterAll
    void close() throws Exception {
        province.close();
    }

    @Test
    void aUserWithoutRightsReadsWhatItMayAndNamesTheRest() throws Exception {
        province.department("rights");
        province.at(
                "rights",
                "create role reader login replication password 'x'",
                "create publication yici",
                "alter publication yici set (publish_via_partition_root = true)");
        for (String table : List.of("granted", "not_granted", "row_secured", "not_published")) {
            province.table("rights", table);
            if (!table.equals("not_published")) {
                province.at("rights", "alter publication yici add table " + table);
            }
            if (!table.equals("not_granted")) {
                province.at("rights", "grant select on " + table + " to reader");
            }
        }
        province.at("rights", "alter table row_secured enable row level security");
        String url = province.url("rights").replaceAll("\\?.*", "");
        province.platform("update collection.source set username = 'reader', password = '"
                + Province.sealed("rights", url, "reader", "x") + "', url = '" + url + "' where name = 'rights'");
        province.start();

        province.awaitRows(state("rights", "granted"), "streaming|null");
        province.awaitRows(state("rights", "not_granted"), "stopped|select");
        province.awaitRows(state("rights", "row_secured"), "stopped|row-security");
        province.awaitRows(state("rights", "not_published"), "stopped|cannot-publish");
        province.awaitRows("select state from collection.source where name = 'rights'", "partial");

        province.at(
                "rights",
                "grant select on not_granted to reader",
                "alter table row_secured disable row level security",
                "alter publication yici add table not_published",
                "revoke select on granted from reader");
        province.awaitRows(state("rights", "not_granted"), "streaming|null");
        province.awaitRows(state("rights", "row_secured"), "streaming|null");
        province.awaitRows(state("rights", "not_published"), "streaming|null");
        province.awaitRows(state("rights", "granted"), "stopped|select");
        province.awaitRows("select count(*) from registry.not_published", "3");

        // A right on columns is less than one on the table; one on a table is none without its schema.
        province.at(
                "rights",
                "revoke select on not_granted from reader",
                "grant select (id, note) on not_granted to reader");
        province.awaitRows(state("rights", "not_granted"), "stopped|select");
        province.at("rights", "grant select on not_granted to reader");
        province.awaitRows(state("rights", "not_granted"), "streaming|null");
        province.at("rights", "revoke usage on schema public from public", "revoke usage on schema public from reader");
        province.awaitRows(state("rights", "not_granted"), "stopped|select");
        province.at("rights", "grant usage on schema public to reader");
        province.awaitRows(state("rights", "not_granted"), "streaming|null");
    }

    @Test
    void partitionsAndChildrenAreWhatTheLoadAndTheLogAgreeOn() throws Exception {
        province.department("parts");
        province.at(
                "parts",
                "create table yearly (id bigint, v text, note text, primary key (id)) partition by range (id)",
                "create table yearly_1 partition of yearly for values from (1) to (10)",
                "create table yearly_2 partition of yearly for values from (10) to (20)",
                "create table yearly_3 partition of yearly for values from (20) to (30)",
                "insert into yearly values (1, 'v1', ''), (11, 'v11', ''), (21, 'v21', '')",
                "create table parent (id bigint primary key, v text, note text)",
                "create table child () inherits (parent)",
                "insert into parent values (1, 'v1', '')",
                "insert into child values (2, 'v2', '')");
        province.publish("parts", "yearly");
        province.publish("parts", "parent");
        province.start();
        province.awaitRows("select _key, v from registry.yearly order by 1", "1|v1", "11|v11", "21|v21");
        province.awaitRows(state("parts", "yearly"), "streaming|null");
        province.awaitRows(state("parts", "parent"), "stopped|children");
        assertThat(province.query("select arguments from collection.source_table where table_name = 'parent'"))
                .containsExactly("{public.parent,public.child,public.child}");
        province.at("parts", "alter table child no inherit parent");
        province.awaitRows(state("parts", "parent"), "streaming|null");

        province.at(
                "parts",
                "truncate yearly_1",
                "alter table yearly detach partition yearly_2",
                "update yearly set v = 'w21' where id = 21",
                "insert into child values (3, 'v3', '')",
                "insert into parent values (4, 'v4', '')");
        province.awaitRows(
                "select _key, v, _deleted from registry.yearly order by 1", "1|v1|t", "11|v11|t", "21|w21|f");
        province.awaitRows("select _key from registry.parent where not _deleted order by 1", "1", "4");

        province.at(
                "parts",
                "alter table yearly attach partition yearly_2 for values from (10) to (20)",
                "create unlogged table yearly_4 partition of yearly for values from (30) to (40)");
        province.awaitRows(state("parts", "yearly"), "stopped|unlogged");
        province.at(
                "parts",
                "alter table yearly_4 set logged",
                "alter publication yici set (publish_via_partition_root = false)");
        province.awaitRows(state("parts", "yearly"), "stopped|via-root");
        province.awaitRows(state("parts", "parent"), "streaming|null");
        province.at("parts", "alter publication yici set (publish_via_partition_root = true)");
        province.awaitRows(state("parts", "yearly"), "streaming|null");
        province.awaitRows(
                "select _key, v, _deleted from registry.yearly order by 1", "1|v1|t", "11|v11|f", "21|w21|f");
    }

    /** Such a table has no key over all its partitions; that of its rows which lie elsewhere no log tells is said first. */
    @Test
    void aPartitionOnAnotherServerIsNamed() throws Exception {
        province.department("elsewhere");
        province.at(
                "elsewhere",
                "create table spread (id bigint, v text, note text) partition by range (id)",
                "create table spread_here partition of spread for values from (1) to (10)",
                "create foreign data wrapper elsewhere",
                "create server elsewhere foreign data wrapper elsewhere",
                "create foreign table spread_there partition of spread for values from (10) to (20) server elsewhere");
        province.publish("elsewhere", "spread");
        province.start();
        province.awaitRows(state("elsewhere", "spread"), "stopped|foreign");
        assertThat(province.query("select arguments[2] from collection.source_table where table_name = 'spread'"))
                .containsExactly("public.spread_there");
    }

    @Test
    void aPartitionUnderItsRootsNameAndATwoWayKeyAreNamed() throws Exception {
        province.department("names");
        province.at(
                "names",
                "create table root (id bigint, v text, note text, primary key (id)) partition by range (id)",
                "create table leaf partition of root for values from (1) to (10)",
                "insert into root values (1, 'v1', 'n1')",
                "create table twice (id bigint primary key, v text, note text not null unique)",
                "insert into twice values (1, 'v1', 'n1')");
        province.publish("names", "root");
        province.publish("names", "leaf");
        Resource byId = province.publish("names", "twice");
        province.start();
        province.awaitRows(state("names", "root"), "streaming|null");
        province.awaitRows(state("names", "leaf"), "stopped|under-root");
        province.awaitRows(state("names", "twice"), "streaming|null");

        province.publish(byNote("names", "twice"), 1);
        province.awaitRows(state("names", "twice"), "stopped|keys-differ");
        assertThat(province.query("select arguments[2:3] from collection.source_table where table_name = 'twice'")
                        .getFirst())
                .contains(byId.code());
    }

    /** The same table by another key. */
    private static Resource byNote(String department, String table) {
        Resource one = Resources.resource(900, department, table, Map.of("v", ItemType.TEXT), Map.of());
        return new Resource(
                one.code(),
                table + "_by_note",
                one.label(),
                one.summary(),
                one.provider(),
                new SourceTable(department, "public", table, List.of("note")),
                one.sharing(),
                one.items());
    }

    private static String state(String department, String table) {
        return "select state, cause from collection.source_table where source = '" + department + "' and table_name = '"
                + table + "'";
    }
}
