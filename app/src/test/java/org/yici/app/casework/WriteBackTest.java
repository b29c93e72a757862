package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.TestStore;
import org.yici.app.alert.AlertRule;
import org.yici.app.alert.Observation;
import org.yici.app.api.LogSpy;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.writeback.WriteBackConnection;
import org.yici.app.casework.writeback.WriteBackException;
import org.yici.app.service.WriteBack;

class WriteBackTest extends CaseScenario {
    private final AlertRule hindered;

    @Autowired
    WriteBackTest(ApplicationContext platform) {
        super(platform);
        hindered = platform.getBean("writeBackHindered", AlertRule.class);
    }

    private static void housing(String sql) {
        TestProvince.owner("housing").sql(sql).update();
    }

    @AfterEach
    void heal() {
        jdbc.sql("drop trigger if exists crash on casework.written").update();
        jdbc.sql("drop trigger if exists crash on casework.event").update();
    }

    @Test
    void aDepartmentsDatabaseThatIsDownForAWhileOnlyDelays() throws IOException {
        String number = accepted();
        province.reach("housing", closedPort());
        try (LogSpy log = new LogSpy()) {
            approve(housing, number, "verify-contract");
            untilTold(seller, number, "case.event.write-back-delayed");
            until(
                    "tries",
                    () -> log.lines().stream()
                            .filter(line -> line.contains("did not take"))
                            .count(),
                    tries -> tries > 1);
            assertThat(log.lines())
                    .as("a line a try, no trace")
                    .noneMatch(line -> line.startsWith("!") && line.contains("WriteBackException"));
        }
        assertThat(rows("housing", "fc_htba", number)).isZero();
        province.reach("housing", TestStore.server().port());
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        assertThat(rows("housing", "fc_htba", number)).isEqualTo(1);
        assertThat(keys(see(seller, number)).stream().filter("case.event.write-back-delayed"::equals))
                .as("told once, however often it was tried")
                .hasSize(1);
    }

    /** No waiting mends it: whoever can is told, with the cause. */
    @Test
    void whatOnlyTheDepartmentsAdministratorCanMendIsAnAlert() {
        String number = accepted();
        stream.halt("housing");
        housing("alter table fc_htba rename to fc_htba_gone");
        try {
            approve(housing, number, "verify-contract");
            untilTold(seller, number, "case.event.write-back-hindered");
            assertThat(hindered.observe())
                    .filteredOn(one -> one.level() == Observation.Level.OVER)
                    .anySatisfy(one -> {
                        assertThat(one.subject()).isEqualTo("housing/file-contract");
                        assertThat(one.arguments().getLast()).contains("fc_htba");
                    });
        } finally {
            housing("alter table fc_htba_gone rename to fc_htba");
            stream.goOn("housing");
        }
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        assertThat(rows("housing", "fc_htba", number)).isEqualTo(1);
        assertThat(hindered.observe()).noneMatch(one -> one.subject().equals("housing/file-contract"));
    }

    @Test
    void aCrashBetweenTheDepartmentsCommitAndOursWritesNothingTwice() {
        String number = accepted();
        crash(number, 2);
        approve(housing, number, "verify-contract");
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        assertThat(jdbc.sql("select last_value from casework.test_crashes")
                        .query(Long.class)
                        .single())
                .as("it was tried three times")
                .isEqualTo(3);
        assertThat(rows("housing", "fc_htba", number)).isEqualTo(1);
        assertThat(keys(see(seller, number)).stream().filter("case.event.written-back"::equals))
                .hasSize(1);
    }

    /** The leaf is in the ledger, and then the platform dies: it tells of nothing that took effect, and another one does. */
    @Test
    void aCrashAfterTheLeafLeavesExactlyOneThatIsNotVoided() {
        String number = accepted();
        crash(number, 2, "casework.event", "new.case_number = '%s' and new.key = 'case.event.written-back'");
        approve(housing, number, "verify-contract");
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        List<Long> leaves = jdbc.sql("select index from ledger.leaf where kind = 'WRITE_BACK' and case_number = ?"
                        + " order by index")
                .param(number)
                .query(Long.class)
                .list();
        assertThat(leaves).as("it was tried three times").hasSize(3);
        until(
                "those that took no effect are voided",
                () -> leaves.stream().filter(leaf -> !isVoided(leaf)).count(),
                valid -> valid == 1);
        assertThat(isVoided(leaves.getLast())).isFalse();
        assertThat(keys(see(seller, number)).stream().filter("case.event.written-back"::equals))
                .hasSize(1);
    }

    private boolean isVoided(long leaf) {
        return jdbc.sql("select count(*) from ledger.leaf where kind = 'VOID' and entry::text like ?")
                        .param("%\"voids\":\"" + leaf + "\"%")
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The contract is in the housing department's register; here no transaction says so yet. */
    @Test
    void whatMayBeInARegisterIsNeitherTakenBackNorRefusedNorRenewedBeforeTheRegisterIsAsked() throws IOException {
        String number = accepted();
        crash(number, Integer.MAX_VALUE);
        approve(housing, number, "verify-contract");
        until("the row lands", () -> rows("housing", "fc_htba", number), count -> count == 1);
        assertThatThrownBy(() -> cases.withdraw(seller, number))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("has a result in a department's register already");
        assertThat(see(seller, number).state()).isEqualTo(State.IN_PROGRESS);

        province.reach("housing", closedPort());
        assertThatThrownBy(() -> cases.withdraw(seller, number))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("file-contract is in the register of housing is not known")
                .hasMessageContaining("Try again once it does");
        assertThatThrownBy(() -> decide(titles, number, "examine-title", Task.Verdict.REFUSE, "x", Map.of()))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("is not known");
        stopByHand(number);
        assertThatThrownBy(() -> cases.refuse(titles, number, "x")).hasMessageContaining("is not known");
        assertThatThrownBy(() -> cases.renew(seller, number)).hasMessageContaining("is not known");

        province.reach("housing", TestStore.server().port());
        assertThatThrownBy(() -> cases.renew(seller, number)).hasMessageContaining("ask a department to refuse it");
        assertThat(cases.refuse(titles, number, "x").state()).isEqualTo(State.REFUSED);
        assertThat(keys(see(seller, number))).contains("case.event.left-behind");
    }

    @Test
    void whatWasBegunAndNeverLandedBindsNobody() {
        String number = accepted();
        jdbc.sql("insert into casework.begun (case_number, step, department, at)"
                        + " values (?, 'file-contract', 'housing', now())")
                .param(number)
                .update();
        assertThat(cases.withdraw(seller, number).state()).isEqualTo(State.WITHDRAWN);
        assertThat(begun(number)).isZero();
    }

    @Test
    void aDatabaseThatCannotBeReachedBindsNobodyEither() throws IOException {
        String number = accepted();
        province.reach("housing", closedPort());
        approve(housing, number, "verify-contract");
        untilTold(seller, number, "case.event.write-back-delayed");
        assertThat(begun(number)).isZero();
        assertThat(cases.withdraw(seller, number).state()).isEqualTo(State.WITHDRAWN);
        province.reach("housing", TestStore.server().port());
    }

    /** Else it could land after this side has given up. */
    @Test
    void aStatementEndsBeforeItsAnswerIsGivenUp() throws Exception {
        String number = accepted();
        WriteBack target = TestProvince.item("house-sale")
                .handling()
                .writeBack("file-contract")
                .orElseThrow();
        try (Connection owner = TestProvince.connect("housing");
                Statement lock = owner.createStatement()) {
            owner.setAutoCommit(false);
            lock.execute("lock table fc_htba in exclusive mode");
            assertThatThrownBy(() ->
                            platform.getBean(WriteBackConnection.class).write(number, target, Map.of("cqzh", home)))
                    .isInstanceOfSatisfying(
                            WriteBackException.class,
                            e -> assertThat(e.mayBeWritten()).isFalse())
                    .hasMessageContaining("statement timeout");
        }
        assertThat(rows("housing", "fc_htba", number)).isZero();
    }

    private long begun(String number) {
        return jdbc.sql("select count(*) from casework.begun where case_number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    /** As a change that another branch of the process found would. */
    private void stopByHand(String number) {
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set sfcf = '1' where bdcqzh = ?")
                .param(home)
                .update();
        until(
                "the seal arrives",
                () -> jdbc.sql("select sealed from registry.real_estate where title_no = ?")
                        .param(home)
                        .query(Boolean.class)
                        .single(),
                seen -> seen);
        assertThatThrownBy(() -> approve(titles, number, "examine-title")).isInstanceOf(EvidenceChangedException.class);
    }

    @Test
    void aJobThatADeadProcessHeldIsTakenOverWithinSeconds() throws IOException {
        String number = accepted();
        province.reach("housing", closedPort());
        approve(housing, number, "verify-contract");
        untilTold(seller, number, "case.event.write-back-delayed");
        String job = "(select id_ from flowable.act_ru_timer_job t join casework.case_file c"
                + " on c.process = t.process_instance_id_ where c.number = '" + number + "')";
        until(
                "the job waits for its next try",
                () -> jdbc.sql("update flowable.act_ru_timer_job set lock_owner_ = 'the dead',"
                                + " lock_exp_time_ = now() at time zone current_setting('timezone') + interval '3 seconds'"
                                + " where id_ in " + job)
                        .update(),
                changed -> changed == 1);
        province.reach("housing", TestStore.server().port());
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        assertThat(rows("housing", "fc_htba", number)).isEqualTo(1);
    }

    /** Fails our transaction after the department's row is committed, so many times. */
    private void crash(String number, int times) {
        crash(number, times, "casework.written", "new.case_number = '%s'");
    }

    /** @param when which rows of the table must not come in, with a place for the case's number */
    private void crash(String number, int times, String table, String when) {
        jdbc.sql("create sequence if not exists casework.test_crashes").update();
        jdbc.sql("grant usage on sequence casework.test_crashes to public").update();
        jdbc.sql("select setval('casework.test_crashes', 1, false)")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        create or replace function casework.test_crash() returns trigger language plpgsql as $$
                        begin
                          if nextval('casework.test_crashes') <= %d then
                            raise exception 'the platform crashes here';
                          end if;
                          return new;
                        end $$""".formatted(times)).update();
        jdbc.sql("create trigger crash before insert on " + table + " for each row when (" + when.formatted(number)
                        + ") execute function casework.test_crash()")
                .update();
    }
}
