package org.yici.app.casework.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseScenario;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.Task;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.casework.TestProvince;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/** Nobody decides a case of their own, nobody both examines and registers, and a task is done by whoever has that duty. */
class SeparationTest extends CaseScenario {
    @Autowired
    SeparationTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void anOfficialWhoIsAPartyOfACaseDecidesNothingInIt() {
        String number = handedIn();
        for (User party : new User[] {seller, buyer}) {
            User official = new User(
                    "clerk-" + party.username(), party.displayName(), Set.of(Role.CLERK), "window", party.citizenId());
            String id = task(official, number, "accept").id();
            for (Verdict verdict : Verdict.values()) {
                assertThatThrownBy(() -> cases.decide(official, id, new Task.Decision(verdict, "x", Map.of())))
                        .isInstanceOf(NotAllowedException.class);
            }
        }
        User sameAccount = new User(seller.username(), "x", Set.of(Role.CLERK), "window", null);
        String id = task(sameAccount, number, "accept").id();
        assertThatThrownBy(() -> cases.decide(sameAccount, id, new Task.Decision(Verdict.APPROVE, "", Map.of())))
                .isInstanceOf(NotAllowedException.class);
        assertThat(see(clerk, number).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void whoeverExaminedATitleDoesNotRegisterIt() {
        String number = accepted();
        approve(housing, number, "verify-contract");
        assessedAndPaid(number);
        approve(titles, number, "examine-title");
        for (Verdict verdict : new Verdict[] {Verdict.APPROVE, Verdict.REFUSE}) {
            assertThatThrownBy(() -> decide(titles, number, "register", verdict, "x", Map.of()))
                    .isInstanceOf(NotAllowedException.class)
                    .hasMessageContaining("examine-title");
        }
        approve(registrar, number, "register");
        untilState(seller, number, State.COMPLETED);
    }

    @Test
    void aTaskIsForTheRoleThatItDeclares() {
        String number = handedIn();
        User approverOfTheWindow = TestProvince.approver("window");
        assertThat(waiting(approverOfTheWindow, number, "accept")).isEmpty();
        String accept = task(clerk, number, "accept").id();
        assertThat(cases.task(approverOfTheWindow, accept)).isEmpty();
        assertThatThrownBy(() ->
                        cases.decide(approverOfTheWindow, accept, new Task.Decision(Verdict.APPROVE, "", Map.of())))
                .isInstanceOf(IllegalCaseStateException.class);
        approve(clerk, number, "accept");
        User clerkOfHousing = new User("clerk-of-housing", "文员", Set.of(Role.CLERK), "housing", null);
        task(housing, number, "verify-contract");
        assertThat(waiting(clerkOfHousing, number, "verify-contract")).isEmpty();
        assertThat(cases.tasks(clerkOfHousing, 0, 50).total()).isZero();
    }
}
