package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.until;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** What a case's page tells each reader to do. */
class CasePagesTest extends CaseScenario {
    private final MockMvc web;

    @Autowired
    CasePagesTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void whoRevokedTheConsentIsAskedAgainOnThePageAndConsentsThere() throws Exception {
        String number = handedIn();
        assertThat(page(buyer, number)).doesNotContain("consent-again");
        revokeAll(buyer);
        assertThat(page(buyer, number)).contains("您的授权已撤销或到期", "id=\"consent-again\"");
        assertThat(page(seller, number)).as("another's matter").doesNotContain("consent-again");
        assertThat(api(buyer, number)).contains("\"must_consent_again\":true");
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);

        String there = web.perform(
                        post("/cases/" + number + "/consent").with(csrf()).with(user(new SignedInUser(buyer, ""))))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(there).isEqualTo("/cases/" + number);
        assertThat(page(buyer, number)).doesNotContain("consent-again");
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void ofAStoppedCaseEachReaderIsToldWhoMustDoWhat() throws Exception {
        String number = handedIn();
        stream.put(
                "GA5100/000001",
                String.valueOf(buyer.citizenId()),
                TestProvince.map("id_no", buyer.citizenId(), "name", buyer.displayName(), "status", "deceased"));
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThat(page(seller, number)).contains("须由您更新材料", "id=\"renew\"");
        assertThat(page(buyer, number)).contains("须由卖方更新材料或撤回", "您现在不用做什么").doesNotContain("id=\"renew\"");
        assertThat(page(titles, number)).contains("须由卖方更新材料或撤回", "贵部门可以写明理由", "id=\"refuse-case\"");
        assertThat(page(clerk, number)).contains("须由卖方更新材料或撤回").doesNotContain("refuse-case");
    }

    @Test
    void whatWasHandedInIsReceivedAndAcceptedOnlyByTheWindow() throws Exception {
        String number = handedIn();
        assertThat(page(seller, number))
                .contains("已收件，待受理", "尚未受理", "1 小时", "自受理起计算", "您现在不用做什么")
                .contains("综合窗口", "窗口受理")
                .doesNotContain("data-countdown", "受理通知书", "由您办理");
        assertThat(shown(seller, "/cases/" + number + "/receipt"))
                .contains("收件回执", "不代表已经受理", "受理后 1 小时内")
                .doesNotContain(">受理通知书<");
        assertThat(shown(seller, "/cases")).contains("已收件，待受理", "窗口受理");
        assertThat(api(seller, number))
                .contains("\"accepted_at\":null", "\"promised_by\":null", "\"duty\":\"DECIDE\"", "提交申请，已收件");
        assertThat(page(clerk, number)).contains("由您办理");

        approve(clerk, number, "accept");
        assertThat(page(seller, number)).contains("data-countdown", "受理时间").doesNotContain("尚未受理", "clock-paused");
        assertThat(shown(seller, "/cases/" + number + "/receipt"))
                .contains("受理通知书")
                .doesNotContain("不代表已经受理");
        assertThat(api(seller, number)).doesNotContain("\"accepted_at\":null").contains("已受理，承诺时限");
    }

    @Test
    void theTimeStandsStillWhileTheBuyerPaysAndGoesOnAfterwards() throws Exception {
        String number = unpaid();
        String waiting = until(
                "the time stands still", () -> uncheckedPage(seller, number), page -> page.contains("clock-paused"));
        assertThat(waiting)
                .contains("承诺时限已暂停", "部门现在能办的都办完了", "原因：等待买方缴纳契税", "法定期限同样暂停", "您现在不用做什么")
                .doesNotContain("data-countdown", "由您办理");
        assertThat(page(buyer, number)).contains("由您办理", "去缴纳契税");
        assertThat(shown(buyer, "/cases")).contains("去缴纳契税", "应缴契税 8600", "由您办理", "时限暂停：等待买方缴纳契税");
        assertThat(shown(seller, "/cases")).doesNotContain("去缴纳契税</a>", "应缴契税");
        assertThat(api(seller, number)).contains("\"why\":\"等待买方缴纳契税\"", "\"promised_by\":null");
        pay(number);
        task(registrar, number, "register");
        assertThat(page(seller, number)).contains("data-countdown", "时限继续计算").doesNotContain("clock-paused");
    }

    @Test
    void aStoppedCaseHasNoClockThatRunsAndNothingAtWork() throws Exception {
        String number = accepted();
        task(titles, number, "examine-title");
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
                arrived -> arrived);
        assertThatThrownBy(() -> approve(titles, number, "examine-title")).isInstanceOf(EvidenceChangedException.class);
        assertThat(page(seller, number))
                .contains("承诺时限已暂停", "未查封 → 已查封", "由您办理", "更新材料，或者撤回申请")
                .doesNotContain("data-countdown", "lane-working", "live-dot", "false →");
        assertThat(shown(seller, "/cases")).contains("去更新材料");
        assertThat(waiting(titles, number, "examine-title")).as("no open task").isEmpty();
    }

    private String uncheckedPage(User reader, String number) {
        try {
            return page(reader, number);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String page(User reader, String number) throws Exception {
        return shown(reader, "/cases/" + number);
    }

    private String api(User reader, String number) throws Exception {
        return shown(reader, "/api/v1/cases/" + number);
    }

    private String shown(User reader, String path) throws Exception {
        return web.perform(get(path).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
