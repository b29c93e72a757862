package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.resource.Resource;

/** What a department's administrator may do to tables, publication and rights: the table says so, and nothing else stops. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceWatchTest {
    private Province province;
    private final Map<String, Resource> tables = new HashMap<>();

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
    void whatIsDoneToOneTableStopsThatTableAloneAndMendedItIsLoadedAnew() throws Exception {
        province.department("acts");
        for (DepartmentAct act : DepartmentAct.ALL) {
            watch("acts", act.name());
        }
        province.start();
        for (DepartmentAct act : DepartmentAct.ALL) {
            province.awaitRows(state("acts", act.name()), "streaming|null");
        }

        province.platform(
                "create table emptied (name text); create function emptied() returns trigger language plpgsql as"
                        + " $$ begin if new.v is null then insert into emptied values (tg_table_name); end if; return new; end $$");
        for (DepartmentAct act : DepartmentAct.ALL) {
            province.platform("create trigger emptied before insert or update on registry." + act.name()
                    + " for each row execute function emptied()");
            province.at("acts", act.harm().replaceAll("\\bt(?=\\b|_)", act.name()));
            // A row that the log tells with the columns as they are now.
            province.at("acts", tried("update " + act.name() + " set note = 'changed' where note = 'n1'"));
        }
        for (DepartmentAct act : DepartmentAct.ALL) {
            if (!act.cause().isEmpty()) {
                Province.await(
                        () -> {
                            List<String> now = province.query(state("acts", act.name()));
                            return now.size() == 1
                                    && now.get(0).startsWith("stopped|")
                                    && List.of(act.cause().split(","))
                                            .contains(now.get(0).substring("stopped|".length()));
                        },
                        true);
            }
        }
        province.at("acts", "insert into untouched values (9, 'v9', 'n9')");
        province.awaitRows("select v from registry.untouched where _key = '9'", "v9");
        assertThat(province.query(state("acts", "untouched"))).containsExactly("streaming|null");
        province.awaitRows(
                "select state, message like '%public.renamed does not exist%' from collection.source"
                        + " where name = 'acts'",
                "partial|t");
        assertThat(province.query(
                        "select arguments[2:4] from collection.source_table where table_name = 'column_renamed'"))
                .as("column, item and resource are named")
                .containsExactly("{v,v," + tables.get("column_renamed").code() + "}");
        for (DepartmentAct act : DepartmentAct.ALL) {
            assertThat(province.query("select count(v), count(*) from registry." + act.name() + " where _key <> '9'"))
                    .as("no value of %s became empty", act.name())
                    .containsExactly("3|3");
        }

        assertThat(province.query("select name from emptied"))
                .as("no value became empty, not even for a moment")
                .isEmpty();
        province.platform("drop function emptied() cascade");

        for (DepartmentAct act : DepartmentAct.ALL) {
            province.at("acts", act.mend().replaceAll("\\bt(?=\\b|_)", act.name()));
            if (!act.cause().isEmpty()) {
                province.at("acts", "delete from " + act.name() + " where id = 2");
            }
        }
        for (DepartmentAct act : DepartmentAct.ALL) {
            province.awaitRows(state("acts", act.name()), "streaming|null");
            if (!act.cause().isEmpty()) {
                province.awaitRows(
                        "select _key, v, _deleted from registry." + act.name() + " order by 1",
                        "1|v1|f",
                        "2|v2|t",
                        "3|v3|f");
            }
        }
        province.awaitRows("select state, message from collection.source where name = 'acts'", "streaming|null");
    }

    /** Tables that an act has moved away are left alone. */
    private static String tried(String update) {
        return "do $$ begin " + update + "; exception when others then null; end $$";
    }

    @Test
    void whatWasDoneAndUndoneWhileNobodyLookedIsFoundByTheNextLook() throws Exception {
        List<DepartmentAct> undone = DepartmentAct.ALL.stream()
                .filter(act -> !List.of("untouched", "column_dropped", "column_computed")
                        .contains(act.name()))
                .toList();
        province.department("undone");
        for (DepartmentAct act : undone) {
            watch("undone", "undone_" + act.name());
        }
        province.start();
        for (DepartmentAct act : undone) {
            province.awaitRows(state("undone", "undone_" + act.name()), "streaming|null");
        }
        province.stop();

        for (DepartmentAct act : undone) {
            String table = "undone_" + act.name();
            province.at("undone", act.harm().replaceAll("\\bt(?=\\b|_)", table));
            province.at(
                    "undone",
                    "set session_replication_role = replica",
                    // With the table as it is published now, or not at all.
                    unseen(table));
            province.at("undone", act.mend().replaceAll("\\bt(?=\\b|_)", table));
        }
        province.platform(
                "create table told (number bigserial, name text, state text); create function told() returns trigger"
                        + " language plpgsql as $$ begin insert into told (name, state) values (new.table_name, new.state);"
                        + " return new; end $$; create trigger told before insert or update on collection.source_table"
                        + " for each row execute function told()");
        province.start();

        for (DepartmentAct act : undone) {
            province.awaitRows(
                    "select _key, v, _deleted from registry.undone_" + act.name() + " order by 1",
                    province.queryAt("undone", "select id::text, v, 'f' from undone_" + act.name() + " order by 1")
                            .toArray(String[]::new));
            province.awaitRows(state("undone", "undone_" + act.name()), "streaming|null");
            assertThat(province.query("select reason in ('configuration', 'other-columns') from collection.source_table"
                            + " where table_name = 'undone_" + act.name() + "'"))
                    .as("%s was loaded anew", act.name())
                    .containsExactly(act.name().equals("untouched") ? "null" : "t");
            assertThat(province.query("select state from told where name = 'undone_" + act.name()
                            + "' and state in ('loading', 'streaming') order by number limit 1"))
                    .as("%s does not read as streaming before it is loaded", act.name())
                    .containsExactly("loading");
        }
        province.platform("drop function told() cascade");
    }

    /** A row that comes in whatever the table is called meanwhile. */
    private static String unseen(String table) {
        return "do $$ declare r regclass; begin for r in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where relkind = 'r' and relname in ('" + table + "', '" + table
                + "_away') and n.nspname in ('public', '"
                + table
                + "_s') loop begin execute format('insert into %s select 4, ''v4'', ''n4''', r); exception when others then"
                + " null; end; end loop; end $$";
    }

    @Test
    void aPublicationThatLosesOperationsOrIsDroppedIsNamedAndWhatWasMissedIsLoaded() throws Exception {
        Map<String, String[]> harms = new LinkedHashMap<>();
        harms.put("pub_deletes", new String[] {
            "alter publication yici set (publish = 'insert, update')",
            "alter publication yici set (publish = 'insert, update, delete, truncate')",
            "operations"
        });
        harms.put("pub_dropped", new String[] {
            "drop publication yici",
            "create publication yici for table pub_dropped_t with (publish_via_partition_root = true)",
            "publication-missing"
        });
        harms.put("pub_renamed", new String[] {
            "alter publication yici rename to other", "alter publication other rename to yici", "publication-missing"
        });
        harms.put("pub_again", new String[] {
            "drop publication yici; delete from pub_again_t where id = 1; insert into pub_again_t values (5, 'v5', 'n5');"
                    + " create publication yici for all tables",
            "select 1",
            ""
        });
        for (String name : harms.keySet()) {
            province.department(name);
            watch(name, name + "_t");
        }
        province.start();
        for (String name : harms.keySet()) {
            province.awaitRows(state(name, name + "_t"), "streaming|null");
            province.at(name, harms.get(name)[0]);
        }
        for (String name : harms.keySet()) {
            String cause = harms.get(name)[2];
            if (!cause.isEmpty()) {
                province.awaitRows(state(name, name + "_t"), "stopped|" + cause);
                province.at(
                        name,
                        "delete from " + name + "_t where id = 1",
                        "insert into " + name + "_t values (5, 'v5', 'n5')");
                province.at(name, harms.get(name)[1]);
            }
        }
        for (String name : harms.keySet()) {
            province.awaitRows(
                    "select _key, v, _deleted from registry." + name + "_t order by 1",
                    "1|v1|t",
                    "2|v2|f",
                    "3|v3|f",
                    "5|v5|f");
            province.awaitRows("select state from collection.source where name = '" + name + "'", "streaming");
            province.at(name, "update " + name + "_t set v = 'w2' where id = 2");
            province.awaitRows("select v from registry." + name + "_t where _key = '2'", "w2");
        }
    }

    /** As if the network swallowed everything: no connection breaks. */
    @Test
    void aServerThatHangsIsNamedSoonAndReadAgainWhenItGoesOn() throws Exception {
        province.department("frozen");
        watch("frozen", "still");
        province.start();
        province.awaitRows(SOURCE_STATE, "streaming");
        List<ProcessHandle> server = province.serverOf("frozen");
        Province.signal("-STOP", server);
        try {
            Province.await(() -> province.query(SOURCE_STATE), List.of("unreachable"), 12);
            assertThat(province.query("select message from collection.source where name = 'frozen'"))
                    .allMatch(message -> message.contains("does not answer"));
        } finally {
            Province.signal("-CONT", server.reversed());
        }
        province.at("frozen", "insert into still values (4, 'v4', '')");
        province.awaitRows("select count(*) from registry.still", "4");
        province.awaitRows(SOURCE_STATE, "streaming");
    }

    private static final String SOURCE_STATE = "select state from collection.source where name = 'frozen'";

    private void watch(String department, String table) {
        tables.put(table, province.table(department, table));
    }

    private static String state(String department, String table) {
        return "select state, cause from collection.source_table where source = '" + department + "' and table_name = '"
                + table + "'";
    }
}
