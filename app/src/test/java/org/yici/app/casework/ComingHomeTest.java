package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.TestStore;
import org.yici.app.casework.Case.State;

/** What a department's register says of a case is compared with what the case wrote, however it came there. */
class ComingHomeTest extends CaseScenario {
    @Autowired
    ComingHomeTest(ApplicationContext platform) {
        super(platform);
    }

    @AfterEach
    void heal() {
        TestProvince.owner("tax")
                .sql("drop trigger if exists another on sb_zsxx")
                .update();
    }

    /** Whoever has the tax office's database could let one yuan be paid. */
    @Test
    void whatIsPaidMustBeWhatWasAssessed() {
        String number = unpaid();
        TestProvince.owner("tax")
                .sql("update sb_zsxx set se = 1 where ywh = ?")
                .param(number)
                .update();
        pay(number);
        untilState(seller, number, State.STOPPED);
        assertThat(see(titles, number).changes()).singleElement().satisfies(change -> {
            assertThat(change.item()).isEqualTo("tax");
            assertThat(change.before()).isEqualTo("8600.00");
            assertThat(change.after()).isEqualTo("1.00");
        });
        assertThat(waiting(registrar, number, "register")).isEmpty();
        assertThatThrownBy(() -> cases.renew(seller, number)).hasMessageContaining("ask a department to refuse it");

        TestProvince.owner("tax")
                .sql("update sb_zsxx set se = 8600 where ywh = ?")
                .param(number)
                .update();
        TestProvince.until(
                "it arrives",
                () -> jdbc.sql("select tax = 8600 from registry.tax_assessment where case_no = ?")
                        .param(number)
                        .query(Boolean.class)
                        .single(),
                arrived -> arrived);
        assertThat(cases.renew(seller, number).state()).isEqualTo(State.IN_PROGRESS);
        task(registrar, number, "register");
        approve(registrar, number, "register");
        assertThat(untilState(buyer, number, State.COMPLETED).result())
                .extracting(Case.Result::value)
                .contains("8600.00");
    }

    @Test
    void whatComesHomeForTheFirstTimeMustBeWhatWasWritten() {
        TestProvince.owner("tax").sql("""
                create or replace function another() returns trigger language plpgsql as $$
                begin
                  new.se := 1;
                  return new;
                end $$""").update();
        String number = accepted();
        TestProvince.owner("tax")
                .sql("create trigger another before insert on sb_zsxx for each row when (new.ywh = '" + number
                        + "') execute function another()")
                .update();
        approve(titles, number, "examine-title");
        approve(housing, number, "verify-contract");
        approve(tax, number, "assess-tax", "tax", "8600");
        untilState(seller, number, State.STOPPED);
        assertThat(see(titles, number).changes()).singleElement().satisfies(change -> {
            assertThat(change.item()).isEqualTo("tax");
            assertThat(change.before()).isEqualTo("8600");
            assertThat(change.after()).isEqualTo("1.00");
        });
        assertThat(see(buyer, number).waits()).isEmpty();
        assertThat(cases.refuse(tax, number, "x").state()).isEqualTo(State.REFUSED);
    }

    /** Whoever enters the title first does not spare the buyer the tax. */
    @Test
    void whatAWriteBackNeedsIsAskedEvenIfItsRowIsThere() throws IOException {
        String number = unpaid();
        pay(number);
        task(registrar, number, "register");
        province.reach("natural-resources", closedPort());
        try {
            approve(registrar, number, "register");
            untilTold(seller, number, "case.event.write-back-delayed");
            stream.halt("natural-resources");
            TestProvince.owner("natural-resources")
                    .sql("insert into bdc_djb (ywh, qszt) values (?, '2')")
                    .param(number)
                    .update();
            jdbc.sql("update casework.evidence set records = replace(records::text, 'paid', 'assessed')::jsonb"
                            + " where case_number = ? and material = 'assessment'")
                    .param(number)
                    .update();
        } finally {
            province.reach("natural-resources", TestStore.server().port());
        }
        untilState(seller, number, State.STOPPED);
        assertThat(see(titles, number).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.text()).containsAnyOf("The deed tax is not paid", "契税尚未缴清"));
        TestProvince.owner("natural-resources")
                .sql("delete from bdc_djb where ywh = ?")
                .param(number)
                .update();
    }

    @Test
    void aRowThatSomebodyEnteredBeforeIsNotTakenForTheCases() {
        String number = accepted();
        TestProvince.owner("housing")
                .sql("insert into fc_htba (ywh, cqzh, cmr_zjh, msr_zjh, fwzl, jzmj, cjj)"
                        + " values (?, ?, ?, ?, '别处', 88.5, 1)")
                .params(number, home, seller.citizenId(), buyer.citizenId())
                .update();
        approve(housing, number, "verify-contract");
        untilState(seller, number, State.STOPPED);
        assertThat(see(housing, number).changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(EvidenceChange.Kind.REGISTER);
            assertThat(change.text()).contains("other values", "fwzl, cjj").doesNotContain("cqzh", "jzmj");
        });
        assertThatThrownBy(() -> cases.withdraw(seller, number))
                .as("there is a row of the case in the register, whoever wrote it")
                .hasMessageContaining("has a result in a department's register already");
        assertThat(cases.refuse(housing, number, "x").state()).isEqualTo(State.REFUSED);
    }
}
