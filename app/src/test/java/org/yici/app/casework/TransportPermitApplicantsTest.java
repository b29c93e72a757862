package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;

/** Who may apply for a company, and how often. */
@Tag("road")
class TransportPermitApplicantsTest extends TransportPermitScenario {
    @Autowired
    TransportPermitApplicantsTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void whoeverIsNotTheLegalRepresentativeCanNeitherBeginNorConsentForTheCompany() {
        register(citizen("他人").citizenId(), "company", "普通货运");
        assertThatThrownBy(() -> cases.open(founder, "transport-permit", company))
                .isInstanceOf(NotAllowedException.class)
                .hasMessageContaining("legal representative");
        assertThat(retrieved()).isZero();
    }

    @Test
    void whoAppliedBeforeTheCompanyExistedAndDoesNotActForItIsRefusedBeforeAnythingIsRetrieved() {
        String number = applied();
        register(citizen("他人").citizenId(), "company", "普通货运");
        until(
                "it is refused",
                () -> jdbc.sql("select state from casework.case_file where number = ?")
                        .param(number)
                        .query(String.class)
                        .single(),
                "REFUSED"::equals);
        assertThat(see(transport, number).reason())
                .isIn("申请人不是该企业的法定代表人", "The applicant is not the company's legal representative");
        assertThat(see(transport, number).evidence("licence").orElseThrow().records())
                .isZero();
        assertThat(rows("transport", "dlysxkz", number)).isZero();
    }

    @Test
    void whoCeasesToRepresentACompanyLosesItsDraftsAndItsCases() {
        register(founder.citizenId(), "individual", "普通货运");
        String draft = cases.open(founder, "transport-permit", company).number();
        String open = applied();
        task(transport, open, "review");
        User successor = citizen("接任者");
        register(successor.citizenId(), "individual", "普通货运");
        assertThatThrownBy(() -> cases.consent(founder, draft)).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> cases.submit(founder, draft, map("contact", "蒲新来", "phone", "13900139000")))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> cases.withdraw(founder, open)).isInstanceOf(NotAllowedException.class);
        assertThat(cases.find(founder, open)).isEmpty();
        assertThat(cases.of(founder, 0, 10).content()).isEmpty();
        assertThatThrownBy(() -> approve(transport, open, "review")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(transport, open).changes())
                .extracting(EvidenceChange::kind)
                .contains(EvidenceChange.Kind.REPRESENTATION);
    }

    /** How often the company's records were asked for, and not only compared. */
    private long retrieved() {
        return jdbc.sql(
                        "select count(*) from casework.evidence e join casework.party p on p.case_number = e.case_number"
                                + " where p.identifier = ?")
                .param(company)
                .query(Long.class)
                .single();
    }

    @Test
    void aSecondLiveApplicationForOneCompanyIsRefusedAndNamesTheFirst() {
        register(founder.citizenId(), "individual", "普通货运");
        String first = applied();
        task(transport, first, "review");
        assertThatThrownBy(this::applied)
                .isInstanceOfSatisfying(
                        ClaimedException.class,
                        claimed -> assertThat(claimed.getMessage()).contains(first));
    }

    @Test
    void ofManyDraftsBegunAtOnceThereAreNoMoreThanTen() throws Exception {
        register(founder.citizenId(), "individual", "普通货运");
        CyclicBarrier together = new CyclicBarrier(16);
        List<Callable<Boolean>> opens = Collections.nCopies(16, () -> {
            together.await();
            try {
                cases.open(founder, "transport-permit", company);
                return true;
            } catch (TooManyDraftsException e) {
                return false;
            }
        });
        int opened = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Boolean> one : threads.invokeAll(opens)) {
                opened += one.get() ? 1 : 0;
            }
        }
        assertThat(opened).isEqualTo(10);
    }

    @Test
    void strangersWhoClaimToRepresentACompanyKeepNobodyOut() {
        register(founder.citizenId(), "individual", "普通货运");
        for (int n = 0; n < 5; n++) {
            User stranger = citizen("路人");
            assertThatThrownBy(() -> cases.open(stranger, "transport-permit", company))
                    .isInstanceOf(NotAllowedException.class);
        }
        assertThat(cases.open(founder, "transport-permit", company).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void whoTriesOneCompanyAfterTheOtherIsRefusedAndOnesOwnCompaniesDoNotCount() {
        for (int n = 0; n < 5; n++) {
            company = TestProvince.creditCode();
            register(founder.citizenId(), "individual", "普通货运");
            assertThat(cases.open(founder, "transport-permit", company).state()).isEqualTo(State.DRAFT);
        }
        User stranger = citizen("路人");
        for (int n = 0; n < 3; n++) {
            company = TestProvince.creditCode();
            register(founder.citizenId(), "individual", "普通货运");
            assertThatThrownBy(() -> cases.open(stranger, "transport-permit", company))
                    .isInstanceOf(NotAllowedException.class);
        }
        company = TestProvince.creditCode();
        register(founder.citizenId(), "individual", "普通货运");
        assertThatThrownBy(() -> cases.open(stranger, "transport-permit", company))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("too-many-claims");
    }

    @Test
    void aPersonHasSoManyDraftsOfAnItemAndNoMore() {
        register(founder.citizenId(), "individual", "普通货运");
        String oldest = cases.open(founder, "transport-permit", company).number();
        for (int n = 1; n < 10; n++) {
            cases.open(founder, "transport-permit", company);
        }
        assertThatThrownBy(() -> cases.open(founder, "transport-permit", company))
                .isInstanceOf(TooManyDraftsException.class)
                .hasMessageContaining("finish or discard one of these first: " + oldest);
        cases.withdraw(founder, oldest);
        assertThat(cases.open(founder, "transport-permit", company).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void aWrongCreditCodeIsNamed() {
        assertThatThrownBy(() -> cases.open(founder, "transport-permit", "91511602MA0000001X"))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsEntry("identifier", "field.error.credit-code"));
    }
}
