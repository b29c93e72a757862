package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.until;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.AtOnce;
import org.yici.app.TestStore;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.inbox.InboxEntry;

/** Whatever a case waits for, somebody can end it. */
class EndingCasesTest extends CaseScenario {
    private final MockMvc web;

    @Autowired
    EndingCasesTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void whoMayEndAStoppedCaseThatItsApplicantCannotTakeBackIsAskedTo() throws Exception {
        String number = unpaid();
        assertThat(asked(titles, number)).isEmpty();
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set jzmj = 97 where bdcqzh = ?")
                .param(home)
                .update();
        until(
                "it arrives",
                () -> jdbc.sql("select count(*) from registry.real_estate where title_no = ? and area = 97")
                        .param(home)
                        .query(Long.class)
                        .single(),
                count -> count == 1);
        pay(number);
        untilState(seller, number, State.STOPPED);
        assertThat(asked(titles, number)).containsExactly("inbox.todo.stopped");
        assertThat(asked(transport, number)).isEmpty();
        cases.refuse(titles, number, "产权已变");
        assertThat(asked(titles, number)).isEmpty();
    }

    private List<String> asked(User official, String number) {
        return platform.getBean(Inbox.class).waiting(official, 0, 1000).content().stream()
                .filter(entry -> number.equals(entry.reference()) && entry.key().startsWith("inbox.todo.stopped"))
                .map(InboxEntry::key)
                .toList();
    }

    @Test
    void aBuyerWhoDoesNotPayBindsTheHomeUntilADepartmentRefuses() throws Exception {
        String number = unpaid();
        assertThatThrownBy(() -> cases.withdraw(seller, number))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("has a result in a department's register already")
                .hasMessageContaining("housing, natural-resources, tax");
        assertThat(page(seller, number))
                .contains("id=\"bound\"", "您不能再自行撤回")
                .doesNotContain("id=\"withdraw\"", "refuse-case");
        assertThat(page(titles, number)).contains("id=\"refuse-case\"", "买卖合同备案（", "契税核定（");
        assertThat(page(clerk, number)).doesNotContain("refuse-case");
        assertThat(answer(titles, post("/tasks").with(csrf()).param("number", number))
                        .getContentAsString(StandardCharsets.UTF_8))
                .as("who has no task of the case finds it all the same")
                .contains("href=\"/cases/" + number);

        String another = draft();
        assertThatThrownBy(() -> cases.submit(seller, another, form("860000"))).isInstanceOf(ClaimedException.class);
        assertThat(refusal(seller, number, "x").getStatus()).isEqualTo(403);
        assertThat(refusal(clerk, number, "x").getStatus()).isEqualTo(403);
        assertThat(refusal(transport, number, "x").getStatus()).isEqualTo(403);
        assertThat(refusal(titles, number, " ").getStatus()).isEqualTo(422);

        MockHttpServletResponse refused = refusal(titles, number, "买方逾期未缴");
        assertThat(refused.getStatus()).isEqualTo(200);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("\"state\":\"REFUSED\"", "\"written\":[{\"department\":\"housing\"");
        Case closed = see(seller, number);
        assertThat(closed.reason()).isEqualTo("买方逾期未缴");
        assertThat(closed.exits().written())
                .as("what to correct is the officials' to know")
                .isEmpty();
        assertThat(keys(closed)).contains("case.event.case-refused", "case.event.refused", "case.event.left-behind");
        assertThat(closed.timeline())
                .filteredOn(event -> event.key().equals("case.event.case-refused"))
                .allMatch(event -> event.leaf() != null);
        assertThat(page(housing, number)).contains("id=\"left-behind\"", "买卖合同备案", "待办理");
        assertThat(rest("waiting", number) + rest("claim", number)).isZero();
        assertThat(refusal(titles, number, "x").getStatus()).isEqualTo(409);
        assertThat(cases.submit(seller, another, form("860000")).state()).isEqualTo(State.AWAITING_PARTY);
        pay(number);
        assertThat(see(seller, number).state()).isEqualTo(State.REFUSED);
        theTaxOfficeStrikesOutAndTheBuyerReadsWhatHappensWithTheMoney(number);
    }

    private void theTaxOfficeStrikesOutAndTheBuyerReadsWhatHappensWithTheMoney(String number) throws Exception {
        assertThat(page(buyer, number)).contains("契税核定（8600 元）由税务局作废", "全额退回原缴款账户", "待办理");
        assertThat(page(seller, number)).as("the tax is the buyer's").doesNotContain("8600 元", "退回原缴款账户");
        assertThat(page(tax, number)).contains("/demo/bank/refunds?code=", "id=\"corrected-enter-assessment\"");
        assertThat(answer(tax, get("/tasks")).getContentAsString(StandardCharsets.UTF_8))
                .contains("待撤销的登记", "/cases/" + number);
        String done = "/cases/" + number + "/corrections/enter-assessment";
        assertThat(answer(titles, post(done).with(csrf())).getStatus()).isEqualTo(403);
        assertThat(answer(buyer, post(done).with(csrf())).getStatus()).isEqualTo(403);
        assertThat(answer(tax, post(done).with(csrf())).getStatus()).isEqualTo(302);
        assertThat(answer(tax, post(done).with(csrf())).getStatus()).isEqualTo(409);
        assertThat(page(buyer, number)).contains("已由税务局作废", "已全额退回原缴款账户");
        assertThat(see(buyer, number).timeline())
                .filteredOn(event -> event.key().equals("case.event.corrected"))
                .singleElement()
                .satisfies(event -> assertThat(event.leaf()).isNotNull());
    }

    @Test
    void aTaskOfTheOwnIsTheWayToRefuse() {
        String number = accepted();
        task(titles, number, "examine-title");
        assertThat(see(titles, number).allows(CaseAct.REFUSE)).isFalse();
        assertThatThrownBy(() -> cases.refuse(titles, number, "x"))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("refuse the case by that task");
        assertThat(see(tax, number).allows(CaseAct.REFUSE)).isTrue();
        assertThat(cases.refuse(tax, number, "x").state()).isEqualTo(State.REFUSED);
        assertThat(waiting(titles, number, "examine-title")).isEmpty();
    }

    @Test
    void aRegisterThatNeverAnswersBindsNobodyEither() throws IOException {
        String number = unpaid();
        pay(number);
        task(registrar, number, "register");
        province.reach("natural-resources", closedPort());
        try {
            assertThat(approve(registrar, number, "register").state()).isEqualTo(State.REGISTERING);
            untilTold(seller, number, "case.event.write-back-delayed");
            assertThat(cases.refuse(tax, number, "登记机构无法登簿").state()).isEqualTo(State.REFUSED);
        } finally {
            province.reach("natural-resources", TestStore.server().port());
        }
        assertThat(rows("natural-resources", "bdc_djb", number)).isZero();
    }

    @Test
    void aConsentThatIsGoneWhileTheTaxIsUnpaidStopsTheCaseAndGoesOnWhenGivenAgain() throws Exception {
        String number = unpaid();
        revokeAll(buyer);
        Case stopped = untilState(seller, number, State.STOPPED);
        assertThat(stopped.changes()).extracting(EvidenceChange::kind).containsExactly(EvidenceChange.Kind.CONSENT);
        assertThat(stopped.changes().getFirst().text()).contains("The consent of another party was revoked");
        assertThat(see(buyer, number).changes().getFirst().text()).contains("The consent of Buyer was revoked");
        assertThat(page(buyer, number)).contains("id=\"consent-again\"", "再次授权后，办件自动继续");
        pay(number);
        assertThat(cases.consent(buyer, number).state()).isEqualTo(State.IN_PROGRESS);
        task(registrar, number, "register");
        assertThat(keys(see(seller, number))).contains("case.event.stopped-consent", "case.event.consent-given");
    }

    @Test
    void aConsentThatIsGoneWhileItIsRegisteredIsAskedForAgain() throws IOException {
        String number = unpaid();
        pay(number);
        task(registrar, number, "register");
        province.reach("natural-resources", closedPort());
        try {
            approve(registrar, number, "register");
            untilTold(seller, number, "case.event.write-back-delayed");
            revokeAll(seller);
        } finally {
            province.reach("natural-resources", TestStore.server().port());
        }
        untilState(seller, number, State.STOPPED);
        assertThat(rows("natural-resources", "bdc_djb", number)).isZero();
        cases.consent(seller, number);
        untilState(seller, number, State.COMPLETED);
    }

    @Test
    void onceTheTitleIsInTheRegisterNoOtherDepartmentRefuses() throws Exception {
        String number = unpaid();
        pay(number);
        task(registrar, number, "register");
        stream.halt("natural-resources");
        try {
            approve(registrar, number, "register");
            untilTold(seller, number, "case.event.written-back");
            TestProvince.until(
                    "the title is in the register",
                    () -> rows("natural-resources", "bdc_djb", number),
                    rows -> rows == 1);
            MockHttpServletResponse refused = refusal(housing, number, "再查一下");
            assertThat(refused.getStatus()).isEqualTo(409);
            assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("natural-resources");
            assertThat(page(housing, number)).doesNotContain("id=\"refuse-case\"");
            assertThat(see(titles, number).allows(CaseAct.REFUSE))
                    .as("who keeps the register can correct it")
                    .isTrue();
        } finally {
            stream.goOn("natural-resources");
        }
        untilState(seller, number, State.COMPLETED);
    }

    @Test
    void whoConsentsTwiceAtOnceHasConsentedOnce() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        List<Integer> answers = AtOnce.write(
                "exchange.consent",
                Collections.nCopies(
                        2,
                        () -> answer(
                                        seller,
                                        post("/api/v1/cases/" + number + "/consent")
                                                .with(csrf()))
                                .getStatus()));
        assertThat(answers).contains(200);
        assertThat(jdbc.sql("select count(*) - count(distinct (consumer, resource, items)) from exchange.consent"
                                + " where case_number = ? and revoked_at is null")
                        .param(number)
                        .query(Long.class)
                        .single())
                .as("given twice")
                .isZero();
    }

    @Test
    void aCaseThatIsWithdrawnWhileSomebodyConsentsLeavesNothingAllowed() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        AtOnce.write(
                "exchange.consent",
                List.of(
                        () -> answer(
                                        seller,
                                        post("/api/v1/cases/" + number + "/consent")
                                                .with(csrf()))
                                .getStatus(),
                        () -> cases.withdraw(seller, number).state()));
        assertThat(see(seller, number).state()).isEqualTo(State.WITHDRAWN);
        assertThat(jdbc.sql("select count(*) from exchange.consent where case_number = ? and revoked_at is null")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String draft() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        return number;
    }

    private long rest(String table, String number) {
        return jdbc.sql("select count(*) from casework." + table + " where case_number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private String page(User who, String number) throws Exception {
        return answer(who, get("/cases/" + number)).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse refusal(User who, String number, String reason) throws Exception {
        return answer(
                who,
                post("/api/v1/cases/" + number + "/refusal")
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"" + reason + "\"}"));
    }

    private MockHttpServletResponse answer(User who, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(user(new SignedInUser(who, ""))))
                .andReturn()
                .getResponse();
    }
}
