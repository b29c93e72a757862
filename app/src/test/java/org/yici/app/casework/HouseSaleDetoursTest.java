package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.map;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.service.InvalidFieldsException;

/** What may come between handing in and the new title. */
class HouseSaleDetoursTest extends CaseScenario {
    @Autowired
    HouseSaleDetoursTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void theWindowSendsBackAndAChangedPriceMustBeConfirmedAgain() {
        String number = handedIn();
        assertThatThrownBy(() -> decide(clerk, number, "accept", Verdict.SUPPLEMENT, " ", Map.of()))
                .isInstanceOf(InvalidFieldsException.class);
        Case back = decide(clerk, number, "accept", Verdict.SUPPLEMENT, "请核对成交价", Map.of());
        assertThat(back.state()).isEqualTo(State.SUPPLEMENT);
        assertThat(see(seller, number).reason()).isEqualTo("请核对成交价");
        Case changed = cases.submit(seller, number, form("880000"));
        assertThat(changed.state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(waiting(clerk, number, "accept")).isEmpty();
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
        approve(clerk, number, "accept");
        assertThat(task(housing, number, "verify-contract").caseNumber()).isEqualTo(number);
    }

    @Test
    void aDepartmentSendsBackAndTheCaseGoesOnWhereItWas() {
        String number = accepted();
        approve(housing, number, "verify-contract");
        assertThat(decide(titles, number, "examine-title", Verdict.SUPPLEMENT, "请说明共有情况", Map.of())
                        .state())
                .isEqualTo(State.SUPPLEMENT);
        assertThat(see(seller, number).item().field("supplement")).isPresent();
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsOnlyKeys("supplement"));
        assertThatThrownBy(() -> cases.submit(seller, number, form("990000")))
                .as("housing has approved that price")
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsExactly(Map.entry("price", "field.error.frozen")));
        Map<String, String> answered = form("860000");
        answered.put("supplement", "单独所有");
        assertThat(cases.submit(seller, number, answered).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(task(titles, number, "examine-title").caseNumber()).isEqualTo(number);
    }

    @Test
    void aDepartmentsRefusalEndsTheCaseForAll() {
        String number = accepted();
        task(housing, number, "verify-contract");
        Case refused = decide(titles, number, "examine-title", Verdict.REFUSE, "权属有争议", Map.of());
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        Case seen = see(buyer, number);
        assertThat(seen.reason()).isEqualTo("权属有争议");
        assertThat(keys(seen)).endsWith("case.event.refused");
        assertThat(waiting(housing, number, "verify-contract")).isEmpty();
    }

    @Test
    void anApplicantTakesACaseBackAndNobodyWorksOnItAnyMore() {
        String number = accepted();
        task(housing, number, "verify-contract");
        assertThatThrownBy(() -> cases.withdraw(buyer, number)).isInstanceOf(NotAllowedException.class);
        assertThat(cases.withdraw(seller, number).state()).isEqualTo(State.WITHDRAWN);
        assertThat(waiting(housing, number, "verify-contract")).isEmpty();
        assertThatThrownBy(() -> cases.withdraw(seller, number)).isInstanceOf(IllegalCaseStateException.class);
    }

    @Test
    void onceAContractIsFiledTheCaseCannotBeTakenBackAndARefusalSaysWhatStays() {
        String number = accepted();
        approve(housing, number, "verify-contract");
        task(tax, number, "assess-tax");
        assertThatThrownBy(() -> cases.withdraw(seller, number))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("register already");
        decide(tax, number, "assess-tax", Verdict.REFUSE, "买方欠税", Map.of());
        assertThat(keys(see(seller, number))).endsWith("case.event.refused", "case.event.left-behind");
    }

    /** The engine's job for one branch and the decision that ends the other meet at the same rows. */
    @Test
    void branchesThatEndAtTheSameTimeDoNotWaitForEachOther() throws Exception {
        long before = deadlocks();
        for (int round = 0; round < 5; round++) {
            home = title(seller, "88.50", "current");
            String number = accepted();
            approve(housing, number, "verify-contract");
            String assess = task(tax, number, "assess-tax").id();
            String examine = task(titles, number, "examine-title").id();
            try (var threads = Executors.newFixedThreadPool(2)) {
                Future<Case> one = threads.submit(
                        () -> cases.decide(tax, assess, new Task.Decision(Verdict.APPROVE, "", map("tax", "8600"))));
                Future<Case> other = threads.submit(() -> {
                    // The write-back's job of the other branch begins about now.
                    one.get();
                    return cases.decide(titles, examine, new Task.Decision(Verdict.APPROVE, "", Map.of()));
                });
                other.get();
            }
            pay(number);
            task(titles, number, "register");
        }
        assertThat(deadlocks()).isEqualTo(before);
    }

    private long deadlocks() throws InterruptedException {
        // A server process tells its figures with up to a second's delay.
        Thread.sleep(1200);
        return jdbc.sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }
}
