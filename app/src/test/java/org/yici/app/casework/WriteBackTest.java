package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.TestStore;

class WriteBackTest extends CaseScenario {
    @Autowired
    WriteBackTest(ApplicationContext platform) {
        super(platform);
    }

    @AfterEach
    void heal() {
        jdbc.sql("drop trigger if exists crash on casework.written").update();
    }

    @Test
    void aDepartmentsDatabaseThatIsDownForAWhileOnlyDelays() throws IOException {
        String number = accepted();
        province.reach("housing", closedPort());
        approve(housing, number, "verify-contract");
        untilTold(seller, number, "case.event.write-back-delayed");
        assertThat(rows("housing", "fc_htba", number)).isZero();
        province.reach("housing", TestStore.server().port());
        assertThat(task(tax, number, "assess-tax").caseNumber()).isEqualTo(number);
        assertThat(rows("housing", "fc_htba", number)).isEqualTo(1);
        assertThat(keys(see(seller, number)).stream().filter("case.event.write-back-delayed"::equals))
                .as("told once, however often it was tried")
                .hasSize(1);
    }

    @Test
    void aCrashBetweenTheDepartmentsCommitAndOursWritesNothingTwice() {
        String number = accepted();
        // Fails our transaction after the department's row is committed, the first two times.
        jdbc.sql("create sequence if not exists casework.test_crashes").update();
        jdbc.sql("select setval('casework.test_crashes', 1, false)")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        create or replace function casework.test_crash() returns trigger language plpgsql as $$
                        begin
                          if nextval('casework.test_crashes') <= 2 then
                            raise exception 'the platform crashes here';
                          end if;
                          return new;
                        end $$""").update();
        jdbc.sql("create trigger crash before insert on casework.written for each row when (new.case_number = '"
                        + number + "') execute function casework.test_crash()")
                .update();
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

    @Test
    void triesComeLessOftenAndNeverEnd() {
        assertThat(JobRetry.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(JobRetry.pause(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(JobRetry.pause(6)).isEqualTo(Duration.ofMinutes(1));
        assertThat(JobRetry.pause(500_000)).isEqualTo(Duration.ofMinutes(1));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
