package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.resource.ItemType;

/** A source and its tables read "streaming" only while what they hold is what the department holds. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamingIsTrueTest {
    private Province province;
    private int number;

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
    void whatPiledUpWhileNobodyReadIsCaughtUpWithBeforeTheSourceStreams() throws Exception {
        province.department("piled");
        table("piled", "backlog");
        String state = "select state from collection.source where name = 'piled'";
        province.start();
        province.awaitRows(state, "streaming");
        province.stop();
        province.at("piled", "insert into backlog select n, 'v' || n, '' from generate_series(4, 1000) n");
        try (Connection writes = province.database().connect();
                Statement statement = writes.createStatement()) {
            writes.setAutoCommit(false);
            // Nothing is written as long as this is held, so the backlog stays one.
            statement.execute("lock table registry.backlog in exclusive mode");
            province.start();
            province.awaitRows(state, "catching-up");
            assertThat(province.query("select count(*) from registry.backlog")).containsExactly("3");
            writes.rollback();
        }
        province.awaitRows(state, "streaming");
        assertThat(province.query("select count(*) from registry.backlog"))
                .as("before it reads streaming, all is there")
                .containsExactly("1000");
    }

    /** The server believes in the reader that it does not hear any more, and keeps the slot for it. */
    @Test
    void aSlotThatASwallowedReaderHoldsIsTakenAgainAtOnceAndWhatPiledUpIsCaughtUpWith() throws Exception {
        try (SwallowingNetwork wire = province.departmentBehindAWire("swallowed")) {
            String state = "select state from collection.source where name = 'swallowed'";
            table("swallowed", "kept");
            province.start();
            province.awaitRows(state, "streaming");
            wire.swallow();
            Province.await(() -> province.query(state), List.of("unreachable"), 12);
            province.at("swallowed", "insert into kept values (4, 'v4', '')");
            wire.mend();
            Province.await(() -> province.query("select count(*) from registry.kept"), List.of("4"), 15);
            province.awaitRows(state, "streaming");
            province.stop();
        }
    }

    @Test
    void whatIsReceivedButNotWrittenForLongIsToldOfUntilItIs() throws Exception {
        province.department("slow");
        table("slow", "held");
        String states = "select s.state, t.state from collection.source s join collection.source_table t"
                + " on t.source = s.name where s.name = 'slow'";
        province.start();
        province.awaitRows(states, "streaming|streaming");
        try (Connection writes = province.database().connect();
                Statement statement = writes.createStatement()) {
            writes.setAutoCommit(false);
            statement.execute("lock table registry.held in exclusive mode");
            province.at("slow", "insert into held values (4, 'v4', '')");
            Province.await(() -> province.query(states), List.of("catching-up|catching-up"), 15);
            writes.rollback();
        }
        province.awaitRows(states, "streaming|streaming");
        assertThat(province.query("select count(*) from registry.held")).containsExactly("4");
    }

    /** However deep the enumeration is in a column's type. */
    @Test
    void aRenamedValueOfAnEnumerationIsLoadedAnew() throws Exception {
        province.department("named");
        province.at(
                "named",
                "create type mood as enum ('calm', 'loud')",
                "create domain feeling as mood",
                "create table moods (id bigint primary key, v mood)",
                "create table feelings (id bigint primary key, v feeling)",
                "insert into moods values (1, 'calm'), (2, 'loud')",
                "insert into feelings select * from moods");
        publish("named", "moods");
        publish("named", "feelings");
        province.start();
        for (String table : List.of("moods", "feelings")) {
            province.awaitRows("select v from registry." + table + " order by _key", "calm", "loud");
        }
        province.at("named", "alter type mood rename value 'loud' to 'shrill'");
        for (String table : List.of("moods", "feelings")) {
            province.awaitRows("select v from registry." + table + " order by _key", "calm", "shrill");
        }
    }

    /** No index vouches for the key: the rows themselves are looked at. */
    @Test
    void rowsWithoutAKeyOfTheirOwnStopTheirTableUntilTheyHaveOne() throws Exception {
        province.department("loose");
        for (String table : List.of("twice", "empty", "well")) {
            province.at(
                    "loose",
                    "create table " + table + " (id bigint, v text)",
                    "alter table " + table + " replica identity full",
                    "insert into " + table + " values (1, 'a'), (2, 'b')");
        }
        province.at("loose", "insert into twice values (2, 'c')", "insert into empty values (null, 'c')");
        for (String table : List.of("twice", "empty", "well")) {
            publish("loose", table);
        }
        province.start();
        String states =
                "select table_name, state, cause from collection.source_table where source = 'loose' order by 1";
        province.awaitRows(states, "empty|stopped|key-empty", "twice|stopped|key-not-unique", "well|streaming|null");
        province.at("loose", "update twice set id = 3 where v = 'c'", "update empty set id = 3 where v = 'c'");
        province.awaitRows(states, "empty|streaming|null", "twice|streaming|null", "well|streaming|null");
        province.awaitRows("select _key from registry.twice where not _deleted order by 1", "1", "2", "3");
        province.awaitRows("select _key from registry.empty where not _deleted order by 1", "1", "2", "3");
    }

    /** One of the two would stand for both, and its end would be the end of both. */
    @Test
    void aKeyThatIsRepeatedLaterStopsItsTable() throws Exception {
        province.department("later");
        for (String table : List.of("twice", "moved", "well")) {
            province.at(
                    "later",
                    "create table " + table + " (id bigint, v text)",
                    "alter table " + table + " replica identity full",
                    "insert into " + table + " values (1, 'a'), (2, 'b')");
            publish("later", table);
        }
        province.at(
                "later",
                "create table shifted (id bigint primary key deferrable, v text)",
                "alter table shifted replica identity full",
                "insert into shifted select n, 'v' || n from generate_series(1, 1000) n");
        publish("later", "shifted");
        province.start();
        String states = "select table_name, state, cause from collection.source_table where source = 'later'"
                + " and table_name <> 'shifted' order by 1";
        String shifted = "select state, cause, reason from collection.source_table where table_name = 'shifted'";
        province.awaitRows(states, "moved|streaming|null", "twice|streaming|null", "well|streaming|null");
        province.awaitRows(shifted, "streaming|null|null");
        // Within a statement the keys of rows change hands, and the log tells of them one after the other.
        province.at("later", "update shifted set id = id + 1");
        province.at("later", "delete from well where id = 2; insert into well values (2, 'again')");
        province.at("later", "insert into twice values (2, 'c')", "update moved set id = 1 where v = 'b'");
        province.awaitRows(
                states, "moved|stopped|key-not-unique", "twice|stopped|key-not-unique", "well|streaming|null");
        province.at("later", "delete from twice where v = 'c'", "update moved set id = 3 where v = 'b'");
        province.awaitRows(states, "moved|streaming|null", "twice|streaming|null", "well|streaming|null");
        province.awaitRows("select v from registry.twice where not _deleted order by 1", "a", "b");
        province.awaitRows("select _key, v from registry.moved where not _deleted order by 1", "1|a", "3|b");
        province.awaitRows("select v from registry.well where not _deleted order by 1", "a", "again");
        province.awaitRows(
                "select table_name, reason from collection.source_table where source = 'later' order by 1",
                "moved|key-repeated",
                "shifted|key-repeated",
                "twice|key-repeated",
                "well|null");
        province.awaitRows(shifted, "streaming|null|key-repeated");
        province.awaitRows(
                "select count(*), count(*) filter (where v = 'v' || _key::int - 1) from registry.shifted where not _deleted",
                "1000|1000");
    }

    /** The row of the log is written first, and the load's would be taken for an older state of it. */
    @Test
    void aKeyThatIsRepeatedBesideTheLoadStopsItsTable() throws Exception {
        province.department("beside");
        province.at(
                "beside",
                "create table full_one (id bigint, v text)",
                "alter table full_one replica identity full",
                "insert into full_one select n, 'v' || n from generate_series(1, 30000) n");
        publish("beside", "full_one");
        try (Connection writes = province.database().connect();
                Statement lock = writes.createStatement()) {
            writes.setAutoCommit(false);
            lock.execute("lock table registry.full_one in share mode");
            province.start();
            province.awaitRows("select expected_rows from collection.source where name = 'beside'", "30000");
            // As row 29,999 it is the same again, which is no other row.
            province.at(
                    "beside",
                    "delete from full_one where id = 29999; insert into full_one values (29999, 'again')",
                    "insert into full_one values (30000, 'another')");
            // So that the log is read while the load waits.
            TimeUnit.SECONDS.sleep(3);
            writes.rollback();
        }
        String state = "select state, cause from collection.source_table where source = 'beside'";
        province.awaitRows(state, "stopped|key-not-unique");
        province.at("beside", "delete from full_one where v = 'another'");
        province.awaitRows(state, "streaming|null");
        province.awaitRows(
                "select v from registry.full_one where not _deleted and _key in ('29999', '30000') order by 1",
                "again",
                "v30000");
    }

    /** Which columns are read stays the same; what is made of them does not. */
    @Test
    void aNewEditionReachesTheRecordsThatAreThere() throws Exception {
        province.department("edited");
        province.at(
                "edited",
                "create table states (id bigint primary key, v text)",
                "insert into states values (1, '子'), (2, '女')");
        int resource = ++number;
        province.publish(
                Resources.resource(
                        resource,
                        "edited",
                        "states",
                        Map.of("v", ItemType.CODE),
                        Map.of("子", "child", "女", "daughter")),
                1);
        province.start();
        province.awaitRows("select v, _edition from registry.states order by _key", "child|1", "daughter|1");
        province.awaitRows("select state from collection.source_table where source = 'edited'", "streaming");
        province.publish(
                Resources.resource(
                        resource, "edited", "states", Map.of("v", ItemType.CODE), Map.of("子", "kid", "女", "daughter")),
                2);
        province.awaitRows("select v, _edition from registry.states order by _key", "kid|2", "daughter|2");
        province.awaitRows(
                "select state, reason from collection.source_table where source = 'edited'", "streaming|edition");
    }

    @Test
    void aTransactionThatKeepsALoadWaitingIsNamed() throws Exception {
        province.department("forgetful");
        province.department("waiting");
        table("waiting", "list");
        province.start();
        String state = "select state, coalesce(message, '') ~ 'process \\d+ of postgres in the database forgetful'"
                + " from collection.source where name = 'waiting'";
        province.awaitRows(state, "streaming|f");
        try (Connection open = DriverManager.getConnection(province.url("forgetful"));
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            province.at("waiting", "truncate list", "insert into list values (9, 'v9', '')");
            province.awaitRows(state, "loading|t");
            open.rollback();
        }
        province.awaitRows(state, "streaming|f");
        province.awaitRows("select _key from registry.list where not _deleted", "9");
    }

    /** Its rows are in the log as one piece, and are not here before all of it has been read. */
    @Test
    void aLargeTransactionReadsAsCatchingUp() throws Exception {
        province.department("large");
        table("large", "heap");
        province.start();
        String state = "select state from collection.source_table where source = 'large'";
        province.awaitRows(state, "streaming");
        try (Connection writes = province.database().connect();
                Statement lock = writes.createStatement()) {
            writes.setAutoCommit(false);
            lock.execute("lock table registry.heap in share mode");
            province.at(
                    "large", "insert into heap select n, 'v' || n, repeat('n', 500) from generate_series(4, 60000) n");
            Province.await(() -> province.query(state), List.of("catching-up"), 15);
            writes.rollback();
        }
        province.awaitRows(state, "streaming");
        assertThat(province.query("select count(*) from registry.heap")).containsExactly("60000");
    }

    /** The lock of a table that is being read keeps its department from altering it, and then from everything. */
    @Test
    void aLoadThatThePlatformDoesNotTakeLetsGoOfItsTable() throws Exception {
        province.department("patient");
        province.at(
                "patient",
                "create table long_one (id bigint primary key, v text)",
                "insert into long_one select n, 'v' || n from generate_series(1, 150000) n");
        publish("patient", "long_one");
        List<ProcessHandle> platform = province.platformServer();
        province.start();
        Province.await(
                () -> province.queryAt(
                        "patient",
                        "select count(*) > 0 from pg_locks where relation = 'long_one'::regclass and mode = 'AccessShareLock'"
                                + " and pid <> pg_backend_pid()"),
                List.of("t"),
                30);
        Province.signal("-STOP", platform);
        try {
            province.at("patient", "set statement_timeout = '25s'", "alter table long_one add column w text");
        } finally {
            Province.signal("-CONT", platform.reversed());
        }
        province.awaitRows("select count(*) from registry.long_one", "150000");
        province.awaitRows("select state from collection.source_table where source = 'patient'", "streaming");
    }

    @Test
    void anotherAccountOfASourceIsUsedAtOnce() throws Exception {
        province.department("renewed");
        table("renewed", "kept");
        province.start();
        province.awaitRows("select state from collection.source where name = 'renewed'", "streaming");
        province.at("renewed", "create role renewed_reader superuser login");
        province.platform("update collection.source set username = 'renewed_reader', url = split_part(url, '?', 1)"
                + " where name = 'renewed'");
        Province.await(
                () -> province.queryAt(
                        "renewed",
                        "select usename from pg_stat_replication join pg_replication_slots s on s.active_pid = pid"
                                + " where slot_name = 'yici_renewed'"),
                List.of("renewed_reader"),
                15);
        province.at("renewed", "insert into kept values (4, 'v4', '')");
        province.awaitRows("select count(*) from registry.kept", "4");
    }

    @Test
    void whatTheJobBeforeSaidOfATableCountsNoMore() throws Exception {
        province.department("old");
        table("old", "news");
        String state = "select state from collection.source_table where source = 'old'";
        province.start();
        province.awaitRows(state, "streaming");
        province.stop();
        List<ProcessHandle> server = province.serverOf("old");
        Province.signal("-STOP", server);
        try {
            province.start();
            province.awaitRows(state, "loading");
        } finally {
            Province.signal("-CONT", server.reversed());
        }
        province.awaitRows(state, "streaming");
    }

    private void table(String department, String table) {
        province.at(
                department,
                "create table " + table + " (id bigint primary key, v text, note text)",
                "insert into " + table + " select n, 'v' || n, 'n' || n from generate_series(1, 3) n");
        publish(department, table);
    }

    private void publish(String department, String table) {
        province.publish(Resources.resource(++number, department, table, Map.of("v", ItemType.TEXT), Map.of()), 1);
    }
}
