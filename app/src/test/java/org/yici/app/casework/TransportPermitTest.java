package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.SignedInUser;
import org.yici.app.service.CaseProcess;

@Tag("road")
class TransportPermitTest extends TransportPermitScenario {
    @Autowired
    TransportPermitTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void aPermitAppliedForBeforeTheCompanyExistsIsGrantedAsSoonAsTheLicenceArrives() {
        String number = applied();
        assertThat(see(founder, number).state()).isEqualTo(State.AWAITING_DATA);
        register(founder.citizenId(), "company", "道路货物运输（不含危险货物）");
        Case done = untilState(founder, number, State.COMPLETED);
        String permit = TestProvince.owner("transport")
                .sql("select xkzh from dlysxkz where ywh = ?")
                .param(number)
                .query(String.class)
                .single();
        assertThat(done.result()).extracting(Case.Result::value).contains(permit);
        assertThat(done.result())
                .filteredOn(line -> line.speed() == CaseProcess.Speed.REGISTRATION)
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.value())).isBetween(0.0, 30.0));
        assertThat(done.party("company").orElseThrow().name()).isEqualTo("广安新来物流有限公司");
        assertThat(keys(done))
                .containsSubsequence(
                        "case.event.submitted",
                        "case.event.data-arrived",
                        "case.event.rules-decided",
                        "case.event.written-back",
                        "case.event.data-arrived",
                        "case.event.completed");
    }

    @Test
    void whatIsNotThereIsWaitedForWithoutAskingTheDepartments() {
        String number = applied();
        assertThat(see(founder, number).state()).isEqualTo(State.AWAITING_DATA);
        long asked = calls(number);
        Instant looked = looked(number, Instant.EPOCH);
        // Other companies come and go, and the resource tells of each.
        String own = company;
        for (int n = 0; n < 5; n++) {
            company = TestProvince.creditCode();
            register(citizen("他人").citizenId(), "company", "普通货运");
            looked = looked(number, looked);
        }
        assertThat(calls(number)).as("calls on the department's right").isEqualTo(asked);
        company = own;
        register(founder.citizenId(), "company", "普通货运");
        untilState(founder, number, State.COMPLETED);
    }

    private long calls(String number) {
        return jdbc.sql(
                        "select count(*) from ledger.leaf where case_number = ? and kind in ('QUERY', 'CHECK', 'REFUSAL')")
                .param(number)
                .query(Long.class)
                .single();
    }

    /** When it was looked after, once that was later than before. */
    private Instant looked(String number, Instant before) {
        return until(
                "it is looked after",
                () -> jdbc.sql("select coalesce(max(looked_at), 'epoch') from casework.waiting where case_number = ?")
                        .param(number)
                        .query(Timestamp.class)
                        .single()
                        .toInstant(),
                at -> at.isAfter(before));
    }

    @Test
    void aLicenceThatIsThereAlreadyIsDecidedOnAtOnce() {
        register(founder.citizenId(), "company", "普通货运");
        String number = applied();
        assertThat(untilState(founder, number, State.COMPLETED)
                        .evidence("licence")
                        .orElseThrow()
                        .values())
                .containsEntry("credit_code", company)
                .doesNotContainKey("legal_rep_id");
    }

    @Test
    void aCompanyThatIsDissolvedInMidCaseStopsIt() {
        register(founder.citizenId(), "individual", "普通货运");
        String number = applied();
        task(transport, number, "review");
        status = "revoked";
        register(founder.citizenId(), "individual", "普通货运");
        assertThatThrownBy(() -> approve(transport, number, "review")).isInstanceOf(EvidenceChangedException.class);
        assertThat(see(founder, number).changes())
                .extracting(EvidenceChange::after)
                .contains("revoked");
    }

    @Test
    void whatTheLawAllowsNobodyIsAskedToAgreeTo() throws Exception {
        register(founder.citizenId(), "company", "普通货运");
        String number = cases.open(founder, "transport-permit", company).number();
        String page = platform.getBean(MockMvc.class)
                .perform(get("/apply/" + number + "/consent").with(user(new SignedInUser(founder, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page)
                .contains("依法调用，无须同意", "《道路运输条例》第二十四条", "以下 3 份材料依法调用")
                .doesNotContain("同意并读取", "您的权利", "不同意会怎样");
        cases.consent(founder, number);
        assertThat(keys(see(founder, number)))
                .contains("case.event.retrieved-by-law")
                .doesNotContain("case.event.consented");
    }

    /** Nobody would see that the licence may have been revoked since: where rules alone decide, they wait. */
    @Test
    void rulesDoNotGrantOnATableWhoseChangesDoNotComeIn() {
        jdbc.sql("""
                        insert into collection.source (name, department, url, username, password, slot, publication)
                        values ('market-regulation', 'market-regulation', 'jdbc:none', 'none', '', 'none', 'yici')
                        on conflict do nothing""").update();
        jdbc.sql("""
                        insert into collection.source_table (source, schema_name, table_name, state, cause, arguments, published)
                        select entry -> 'source' ->> 'source', entry -> 'source' ->> 'schema', entry -> 'source' ->> 'table',
                            'stopped', 'select', '{}', true
                        from collection.plan where resource = 'SJ5100/000001' order by edition desc limit 1""").update();
        try {
            register(founder.citizenId(), "company", "普通货运");
            String number = applied();
            untilTold(founder, number, "case.event.data-refused");
            assertThat(see(founder, number).state()).isNotIn(State.COMPLETED, State.REFUSED);
            assertThat(rows("transport", "dlysxkz", number)).isZero();
            collectAgain();
            untilState(founder, number, State.COMPLETED);
        } finally {
            collectAgain();
        }
    }

    private void collectAgain() {
        jdbc.sql("delete from collection.source_table where source = 'market-regulation'")
                .update();
        jdbc.sql("delete from collection.source where url = 'jdbc:none' and name = 'market-regulation'")
                .update();
    }

    @Test
    void aSecondPermitIsRefused() {
        register(founder.citizenId(), "company", "普通货运");
        untilState(founder, applied(), State.COMPLETED);
        Case refused = untilState(founder, applied(), State.REFUSED);
        assertThat(refused.reason()).containsAnyOf("已有有效", "already holds");
    }

    /** A permit that the transport department issued on paper, and that the stream has not brought yet. */
    @Test
    void theRegisterOfPermitsIsTheLastArbiter() {
        register(founder.citizenId(), "individual", "普通货运");
        String number = applied();
        task(transport, number, "review");
        stream.halt("transport");
        TestProvince.owner("transport")
                .sql("insert into dlysxkz (tyshxydm, yhmc, jyfw) values (?, '某企业', '2')")
                .param(company)
                .update();
        approve(transport, number, "review");
        Case stopped = untilState(founder, number, State.STOPPED);
        assertThat(stopped.changes()).extracting(EvidenceChange::kind).containsExactly(EvidenceChange.Kind.REGISTER);
        assertThat(stopped.changes().getFirst().text()).contains("已有有效的道路运输经营许可证");
        assertThat(rows("transport", "dlysxkz", number)).isZero();
        assertThat(cases.refuse(transport, number, "已有许可证").state()).isEqualTo(State.REFUSED);
    }

    @Test
    void whatTheRulesLeaveOpenAnOfficerDecides() {
        register(founder.citizenId(), "individual", "普通货运");
        String number = applied();
        Task review = task(transport, number, "review");
        assertThat(review.applicant()).isEqualTo("广**");
        approve(transport, number, "review");
        assertThat(untilState(founder, number, State.COMPLETED).result()).isNotEmpty();
    }

    @Test
    void anOfficerMayRefuseWhatTheRulesLeaveOpen() {
        register(founder.citizenId(), "individual", "普通货运");
        String number = applied();
        decide(transport, number, "review", Task.Verdict.REFUSE, "无停车场地", Map.of());
        assertThat(untilState(founder, number, State.REFUSED).reason()).isEqualTo("无停车场地");
    }

    @Test
    void anApplicationThatStillWaitsForDataCanBeTakenBack() {
        String number = applied();
        assertThat(cases.withdraw(founder, number).state()).isEqualTo(State.WITHDRAWN);
        assertThat(jdbc.sql("select count(*) from casework.waiting where case_number = ?")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
