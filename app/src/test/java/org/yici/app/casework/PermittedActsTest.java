package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;

/** What a case allows somebody is what is then done, and nothing else: each act is tried by everybody in every state, and undone. */
class PermittedActsTest extends CaseScenario {
    private final TransactionTemplate transaction;
    private final Set<State> tried = new LinkedHashSet<>();

    @Autowired
    PermittedActsTest(ApplicationContext platform, PlatformTransactionManager transactions) {
        super(platform);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void whatIsOfferedIsDoneAndNothingElse() {
        String number = cases.open(seller, "house-sale", "").number();
        tryAll(number);
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        tryAll(number);
        cases.consent(buyer, number);
        tryAll(number);
        confirm(buyer, number);
        tryAll(number);
        approve(clerk, number, "accept");
        tryAll(number);
        approve(titles, number, "examine-title");
        decide(housing, number, "verify-contract", Task.Verdict.SUPPLEMENT, "缺附件", Map.of());
        tryAll(number);
        cases.withdraw(seller, number);
        tryAll(number);
        String paid = unpaid();
        tryAll(paid);
        pay(paid);
        approve(registrar, paid, "register");
        untilState(seller, paid, State.COMPLETED);
        tryAll(paid);
        for (User official : List.of(tax, titles, clerk, housing)) {
            assertThat(see(official, paid).result())
                    .as("the tax is read by whose it is and by who leads the case: %s", official.username())
                    .extracting(line -> line.label().en())
                    .satisfies(labels -> assertThat(labels.contains("Deed tax (yuan)"))
                            .isEqualTo(official == tax || official == titles));
        }
        assertThat(tried)
                .contains(
                        State.DRAFT,
                        State.AWAITING_PARTY,
                        State.SUBMITTED,
                        State.SUPPLEMENT,
                        State.IN_PROGRESS,
                        State.WITHDRAWN,
                        State.COMPLETED);
    }

    @Test
    void whatHasStoppedForAConsentWaitsForThatAlone() {
        String number = unpaid();
        revokeAll(buyer);
        untilState(seller, number, State.STOPPED);
        assertThat(see(seller, number).allows(CaseAct.RENEW)).isFalse();
        assertThat(see(buyer, number).allows(CaseAct.CONSENT)).isTrue();
        tryAll(number);
        cases.refuse(titles, number, "不再授权");
        tryAll(number);
        assertThat(tried).containsExactly(State.STOPPED, State.REFUSED);
    }

    @Test
    void whatHasStoppedForOtherEvidenceIsTheApplicantsToRenew() {
        String number = accepted();
        task(titles, number, "examine-title");
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set jzmj = 99 where bdcqzh = ?")
                .param(home)
                .update();
        until(
                "it arrives",
                () -> jdbc.sql("select count(*) from registry.real_estate where title_no = ? and area = 99")
                        .param(home)
                        .query(Long.class)
                        .single(),
                count -> count == 1);
        assertThatThrownBy(() -> approve(titles, number, "examine-title")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(seller, number).allows(CaseAct.RENEW)).isTrue();
        tryAll(number);
        assertThat(tried).containsExactly(State.STOPPED);
    }

    @Test
    void anOfficialWhoIsACitizenTooIsNoApplicantOfACompanysCase() {
        User founder = TestProvince.citizen("蒲新来");
        String number = cases.open(founder, "transport-permit", TestProvince.creditCode())
                .number();
        cases.consent(founder, number);
        cases.submit(founder, number, map("contact", "蒲新来", "phone", "13900139000"));
        User official = new User(
                "official-and-citizen",
                "审批员",
                Set.of(Role.APPROVER),
                "transport",
                TestProvince.citizen("审批员").citizenId());
        tryAll(number, List.of(founder, official, transport, housing));
        assertThat(see(official, number).own()).isEmpty();
        assertThat(see(official, number).allowed()).containsExactly(CaseAct.REFUSE);
        assertThat(tried).containsExactly(State.AWAITING_DATA);
    }

    private void tryAll(String number) {
        tryAll(number, List.of(seller, buyer, clerk, housing, titles, tax, TestProvince.citizen("路人")));
    }

    private void tryAll(String number, List<User> users) {
        // What the process does by itself would change between two tries what is permitted.
        untilStill(number);
        for (User user : users) {
            Set<CaseAct> allowed = cases.find(user, number).map(Case::allowed).orElse(Set.of());
            cases.find(user, number).ifPresent(found -> tried.add(found.state()));
            for (CaseAct act : CaseAct.values()) {
                assertThat(succeeds(user, number, act))
                        .as(
                                "%s by %s in %s",
                                act,
                                user.displayName(),
                                cases.find(user, number).map(Case::state))
                        .isEqualTo(allowed.contains(act));
            }
        }
    }

    private boolean succeeds(User user, String number, CaseAct act) {
        // Nobody tries everything within a minute.
        jdbc.sql("delete from exchange.call_count where counted like 'asking|%' or counted like 'consents|%'")
                .update();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                act(user, number, act);
                return true;
            } catch (InvalidFieldsException e) {
                // The act is open; what was filled in is not right.
                return true;
            } catch (IllegalCaseStateException | NotAllowedException e) {
                return false;
            }
        }));
    }

    private void act(User user, String number, CaseAct act) {
        switch (act) {
            case CONTINUE -> cases.save(user, number, form("860000"));
            case CONSENT -> cases.consent(user, number);
            case CONFIRM -> confirm(user, number);
            case DECLINE -> cases.decline(user, number, "不同意");
            case TAKE_BACK -> cases.takeBack(user, number);
            case SUPPLEMENT -> {
                if (cases.find(user, number)
                        .filter(found -> found.state() == State.DRAFT)
                        .isPresent()) {
                    throw new IllegalCaseStateException("a draft is handed in");
                }
                cases.submit(user, number, form("860000"));
            }
            case RENEW -> cases.renew(user, number);
            case WITHDRAW -> cases.withdraw(user, number);
            case REFUSE -> cases.refuse(user, number, "不予办理");
            case RETURN_REFUSAL -> cases.returnRefusal(user, number, "继续办理");
        }
    }
}
