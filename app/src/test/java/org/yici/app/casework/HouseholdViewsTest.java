package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.identity.SignedInUser;

/** What a member of a household is shown, and that each act answers what its user may see. */
class HouseholdViewsTest extends HouseholdScenario {
    @Autowired
    HouseholdViewsTest(ApplicationContext platform, MockMvc pages) {
        super(platform, pages);
    }

    @Test
    void theSpouseReadsWordsOfItsOwnAndNothingOfTheSale() throws Exception {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        assertThat(page(partner, get("/apply/" + number + "/consent")))
                .contains("谁填报了您", buyer.displayName(), "不同意，退出本办件", "由买方重新填报并确认")
                .doesNotContain("退回申请人", "金安大道", "860,000", seller.displayName());
        cases.consent(partner, number);
        assertThat(page(partner, get("/apply/" + number + "/review")))
                .contains("您不是合同当事人", "买方配偶姓名")
                .doesNotContain("您配偶的姓名", "确认交易", "退回申请人");
    }

    @Test
    void whoDeclinesAsOfAHouseholdIsAnsweredNothingByTheApi() throws Exception {
        String number = forTheBuyer();
        cases.confirm(buyer, number, null, naming(partner, "0"));
        MockHttpServletResponse answer = pages.perform(post("/api/v1/cases/" + number + "/decline")
                        .with(csrf())
                        .with(user(new SignedInUser(partner, "")))
                        .contentType("application/json")
                        .content("{\"reason\": \"no\"}"))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(204);
        assertThat(answer.getContentAsString()).isEmpty();
    }

    @Test
    void afterEachActTheAnswerIsWhatTheUserMaySee() {
        Case opened = cases.open(seller, "house-sale", "");
        String number = opened.number();
        same(opened, see(seller, number));
        same(cases.consent(seller, number), see(seller, number));
        same(cases.submit(seller, number, form("860000")), see(seller, number));
        same(cases.decline(buyer, number, "不是我").orElseThrow(), see(buyer, number));
        Map<String, String> answered = form("860000");
        answered.put("supplement", "请再核对");
        cases.submit(seller, number, answered);
        same(cases.consent(buyer, number), see(buyer, number));
        same(cases.confirm(buyer, number, null, naming(partner, "0")), see(buyer, number));
        same(cases.takeBack(buyer, number), see(buyer, number));
        cases.confirm(buyer, number, null, naming(partner, "0"));
        same(cases.consent(partner, number), see(partner, number));
        same(confirm(partner, number), see(partner, number));
        same(approve(clerk, number, "accept"), see(clerk, number));
        same(cases.withdraw(seller, number), see(seller, number));
    }

    private static void same(Case answer, Case seen) {
        assertThat(shape(answer)).isEqualTo(shape(seen));
    }

    /** What is shown, without times, which the database keeps less finely. */
    private static List<Object> shape(Case seen) {
        return List.of(
                seen.state(),
                seen.parties().stream()
                        .map(party ->
                                List.of(party.role(), party.identifier(), party.name(), party.confirmedAt() == null))
                        .toList(),
                seen.fields(),
                seen.evidence().stream().collect(Collectors.toMap(CaseEvidence::material, CaseEvidence::values)),
                seen.timeline().stream()
                        .map(event -> event.key() + event.arguments() + event.leaf())
                        .toList(),
                String.valueOf(seen.contract()),
                String.valueOf(seen.reason()));
    }
}
