package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The platform is killed without a word while changes flow and a case's result is in a register of which the platform does not know yet. */
@Order(1)
class FaultTest {
    private static final int CHANGES = 20_000;
    private static final int A_COMMIT = 10;
    private static final long FIRST_KEY = 9_000_000_000L;
    private static final Duration LONG = Duration.ofSeconds(180);

    @TempDir
    Path data;

    @Test
    void afterAKillEveryChangeIsThereOnceTheCaseGoesOnAndTheLedgerIsClean() throws Exception {
        String number;
        CompletableFuture<Void> changes;
        try (DemoProcess demo = DemoProcess.start(300, data)) {
            CaseApi cases = new CaseApi(demo);
            number = cases.handInHouseSale(
                    buyer("aac002"),
                    buyer("aac003"),
                    account("spouse", "citizen_id"),
                    account("spouse", "display_name"));
            cases.confirm(number, account("partner", "citizen_id"), account("partner", "display_name"));
            cases.approve(Accounts.CLERK, number);
            countWrites();
            holdBeforeTheCommitOfAWriteBack();
            cases.approve(Accounts.HOUSING, number);
            String inTheRegister = inTheRegister(number);
            CaseApi.await("the department's commit", LONG, () -> housing(inTheRegister) == 1 ? true : null);

            changes = CompletableFuture.runAsync(this::commitChanges);
            CaseApi.await("the first changes", LONG, () -> arrived() > CHANGES / 10 ? true : null);
            demo.process().destroyForcibly().waitFor();
        }
        // The platform's own server outlives it: what had been written can still be counted.
        long before = arrived();
        changes.join();
        assertThat(platform(writtenHere(number)))
                .as("the platform died before its own commit")
                .isZero();
        letGo();
        assertThat(before).as("changes that had arrived when the platform died").isBetween(1L, CHANGES - 1L);
        try (DemoProcess demo = DemoProcess.start(300, data)) {
            CaseApi cases = new CaseApi(demo);
            cases.approve(Accounts.TITLE, number);
            cases.approve(Accounts.TAX, number);
            cases.pay(number);
            cases.approve(Accounts.REGISTRAR, number);
            cases.awaitState(number, "COMPLETED");
            assertThat(housing(inTheRegister(number))).isEqualTo(1);
            assertThat(platform(writtenHere(number))).isEqualTo(1);
            assertThat(platform("select count(*) from ledger.leaf where kind = 'WRITE_BACK' and case_number = '"
                            + number + "' and entry like '%file-contract%'"))
                    .isEqualTo(1);

            CaseApi.await("all changes", LONG, () -> arrived() == CHANGES ? true : null);
            assertThat(platform("select count(*) from public.written")).isEqualTo(CHANGES);
            assertThat(platform("select count(distinct key) from public.written"))
                    .isEqualTo(CHANGES);
            assertThat(department("select count(*) from ac02 where aac001 >= " + FIRST_KEY))
                    .isEqualTo(CHANGES);
            everybodyIsLinkedAsTheLogSays();
        }
        assertThat(audit()).isZero();
    }

    /** One in a hundred of our rows has no identifier: none is forgotten, and its subject is that of the last change on record. */
    private void everybodyIsLinkedAsTheLogSays() {
        String unidentified = "select count(*) from linking.record r where fields is not null and subject is null";
        CaseApi.await(
                "the last look",
                LONG,
                () -> platform(unidentified + " and linked is null") + platform("select count(*) from linking.pending")
                                == 0
                        ? true
                        : null);
        assertThat(platform(unidentified + " and length(key) = 10")).isEqualTo(CHANGES / 100);
        assertThat(platform(unidentified + " and linked is distinct from (select new_subject from linking.change"
                        + " where records @> array[r.resource || '#' || r.key] order by id desc limit 1)"))
                .isZero();
    }

    /** Every write of one of our rows is noted, so that a row that was written twice can be told from one that was written once. */
    private void countWrites() throws SQLException, IOException {
        try (Connection connection = owner();
                var statement = connection.createStatement()) {
            statement.execute("create table public.written (key text)");
            statement.execute("grant insert on public.written to public");
            statement.execute("create function public.note() returns trigger language plpgsql as"
                    + " 'begin insert into public.written values (new._key); return new; end'");
            statement.execute("create trigger note after insert or update of _position on registry.social_insurance"
                    + " for each row when (length(new._key) = 10) execute function public.note()");
        }
    }

    /** The platform waits after the department's commit and before its own until it is killed. */
    private void holdBeforeTheCommitOfAWriteBack() throws SQLException, IOException {
        change("create function public.hold() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(3600); return new; end'");
        change("create trigger hold before insert on casework.written for each row execute function public.hold()");
    }

    /** The platform's server, which outlives the platform, does not notice yet that nobody waits for the commit any more. */
    private void letGo() throws SQLException, IOException {
        change("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
        change("drop trigger hold on casework.written");
    }

    private void change(String sql) throws SQLException, IOException {
        try (Connection connection = owner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String inTheRegister(String number) {
        return "select count(*) from fc_htba where ywh = '" + number + "'";
    }

    private static String writtenHere(String number) {
        return "select count(*) from casework.written where step = 'file-contract' and case_number = '" + number + "'";
    }

    private void commitChanges() {
        try (Connection connection =
                        connect(CaseApi.file(data.resolve("departments.json")).path("human-resources"));
                var insert = connection.prepareStatement("insert into ac02 (aac001, aac002, aac003, aae201)"
                        + " select n, case when n % 100 > 0 then ? end, ?, 1 from generate_series(?, ?) n")) {
            // What the case rests on stays: the seller's insurance is not asked for.
            String id = insured(0, "aac002");
            String name = insured(0, "aac003");
            for (int done = 0; done < CHANGES; done += A_COMMIT) {
                insert.setString(1, id);
                insert.setString(2, name);
                insert.setLong(3, FIRST_KEY + done);
                insert.setLong(4, FIRST_KEY + done + A_COMMIT - 1);
                insert.execute();
            }
        } catch (SQLException | IOException e) {
            throw new CompletionException(e);
        }
    }

    /** The demonstration's buyer as human resources knows him or her. */
    private String buyer(String column) throws IOException, SQLException {
        return insured(1, column);
    }

    /** One of the demonstration's people, whose records come first and are without mistakes: the seller, the buyer. */
    private String insured(int ordinal, String column) throws IOException, SQLException {
        try (Connection connection =
                        connect(CaseApi.file(data.resolve("departments.json")).path("human-resources"));
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select " + column + " from ac02 order by aac001 offset " + ordinal + " limit 1")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** One of the demonstration's people, as the platform knows the account. */
    private String account(String name, String column) throws IOException, SQLException {
        String sql = "select " + column + " from identity.account where username = '" + name + "'";
        try (Connection connection = connect(CaseApi.file(data.resolve("platform.json")));
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private long arrived() {
        return platform("select count(*) from registry.social_insurance where length(_key) = 10");
    }

    private long platform(String sql) {
        return count(data.resolve("platform.json"), null, sql);
    }

    private long housing(String sql) {
        return count(data.resolve("departments.json"), "housing", sql);
    }

    private long department(String sql) {
        return count(data.resolve("departments.json"), "human-resources", sql);
    }

    private static long count(Path file, String member, String sql) {
        try {
            JsonNode where = CaseApi.file(file);
            try (Connection connection = connect(member == null ? where : where.path(member));
                    var rows = connection.createStatement().executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connect(JsonNode where) throws SQLException {
        return DriverManager.getConnection(
                where.path("url").asString(),
                where.path("user").asString(),
                where.path("password").asString());
    }

    /** As the server's own account: the platform's may not alter anything. */
    private Connection owner() throws SQLException, IOException {
        return DriverManager.getConnection(
                CaseApi.file(data.resolve("platform.json")).path("url").asString(),
                "postgres",
                Files.readString(data.resolve("platform/password")).strip());
    }

    private int audit() throws IOException, InterruptedException {
        Process audit = new ProcessBuilder("../yici", "ledger", "audit", "--data", data.toString())
                .inheritIO()
                .start();
        assertThat(audit.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return audit.exitValue();
    }
}
