package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/** How officials of one department share their work, at the window and at the departments' desks. */
class DesksTest extends DesksScenario {
    @Autowired
    DesksTest(ApplicationContext platform, MockMvc web) {
        super(platform, web);
    }

    @Test
    void whoClaimsATaskKeepsColleaguesOffUntilItIsHandedOver() throws Exception {
        User first = official("周", Role.CLERK, "window");
        User second = official("吴", Role.CLERK, "window");
        String number = handedIn();
        String path = "/window/tasks/" + task(first, number, "accept").id();
        assertThat(pageWith(second, "/window?list=department&page=", number)).contains("已等");
        assertThat(post(first, path + "/claim").getRedirectedUrl()).isEqualTo(path);
        assertThat(body(first, "/window?list=mine")).contains(number, "由您办理");
        assertThat(pageWith(second, "/window?list=department&page=", number)).contains(first.displayName() + "正在办理");
        assertThat(body(second, path)).contains(first.displayName() + "正在办理").doesNotContain("id=\"decide\"");

        for (MockHttpServletResponse late :
                List.of(post(second, path + "/claim"), post(second, path, "verdict", "APPROVE", "number", number))) {
            assertThat(late.getStatus()).isEqualTo(409);
            assertThat(late.getContentAsString(StandardCharsets.UTF_8)).contains(first.displayName() + "正在办理");
        }

        MockHttpServletResponse silent = post(first, path + "/hand-over", "to", second.username(), "reason", " ");
        assertThat(silent.getStatus()).isEqualTo(422);
        assertThat(silent.getContentAsString(StandardCharsets.UTF_8)).contains("请填写此项", "reason-error");
        assertThat(post(first, path + "/hand-over", "to", clerk.username(), "reason", "x")
                        .getStatus())
                .as("an account that is not registered")
                .isEqualTo(422);
        post(first, path + "/hand-over", "to", second.username(), "reason", "下午外出");
        assertThat(body(second, "/window")).as("the own list first").contains(number, "由您办理");
        assertThat(pageWith(second, "/inbox?todo=", number)).contains("窗口受理：由您办理");
        assertThat(body(first, "/window?list=mine")).doesNotContain(number);

        assertThat(post(second, path, "verdict", "APPROVE", "number", number).getRedirectedUrl())
                .startsWith("/window");
        assertThat(body(second, "/window?list=done")).contains("窗口受理：通过", number);
        MockHttpServletResponse gone = post(first, path, "verdict", "APPROVE", "number", number);
        assertThat(gone.getStatus()).isEqualTo(409);
        assertThat(gone.getContentAsString(StandardCharsets.UTF_8))
                .as("who did it, and what")
                .contains(second.displayName(), "窗口受理：通过");

        assertThat(TestProvince.keys(see(clerk, number))).contains("case.event.claimed", "case.event.handed-over");
        assertThat(TestProvince.keys(see(seller, number)))
                .as("what colleagues tell each other is not for parties")
                .doesNotContain("case.event.claimed", "case.event.handed-over");
        assertThat(leaves(number, "ASSIGNMENT")).isEqualTo(2);
    }

    @Test
    void aTaskOfAnAbsentColleagueIsTakenOverAndWhoExaminedIsNeverOffered() throws Exception {
        User examiner = official("郑", Role.APPROVER, "natural-resources");
        User absent = official("王", Role.APPROVER, "natural-resources");
        User registrar = official("冯", Role.APPROVER, "natural-resources");
        String number = accepted();
        approve(examiner, number, "examine-title");
        approve(housing, number, "verify-contract");
        assessedAndPaid(number);
        String id = task(absent, number, "register").id();
        String path = "/tasks/" + id;
        assertThat(post(examiner, path + "/claim").getStatus()).isEqualTo(403);
        assertThat(post(absent, path + "/claim").getRedirectedUrl()).isEqualTo(path);
        assertThat(body(registrar, path)).contains("我自己").doesNotContain(examiner.displayName());
        assertThat(post(registrar, path + "/hand-over", "to", examiner.username(), "reason", "x")
                        .getStatus())
                .isEqualTo(422);
        post(registrar, path + "/hand-over", "to", registrar.username(), "reason", "同事请假");
        assertThatThrownBy(() -> cases.decide(absent, id, new Task.Decision(Verdict.APPROVE, "", Map.of())))
                .isInstanceOf(HeldException.class);
        approve(registrar, number, "register");
        untilState(seller, number, State.COMPLETED);
    }

    @Test
    void casesAreFoundByNumberNameAndTitleAmongThoseOfTheDepartment() throws Exception {
        String number = handedIn();
        User stranger = new User("search-transport", "审批员", Set.of(Role.APPROVER), "transport", null);
        for (String text : List.of(number, home, String.valueOf(seller.citizenId()))) {
            assertThat(found(titles, text)).as(text).contains(">" + number + "<");
            assertThat(found(stranger, text)).as(text).contains("没有找到").doesNotContain(">" + number + "<");
        }
        assertThat(found(titles, seller.displayName())).contains("罗**", "件，最近的在前");
        assertThat(found(titles, "罗")).as("a part of a name").contains("没有找到");
        assertThat(body(titles, "/tasks?list=done&number=" + number))
                .as("what is looked for stands in no address")
                .doesNotContain(">" + number + "<");
        assertThat(found(titles, buyer.displayName()))
                .as("who is not the applicant")
                .contains("没有找到");
    }

    @Test
    void anOpenPageApprovesNoContractThatWasChangedMeanwhile() throws Exception {
        String number = accepted();
        String path = "/tasks/" + task(housing, number, "verify-contract").id();
        String shown = shown(housing, path);
        decide(titles, number, "examine-title", Task.Verdict.SUPPLEMENT, "请核对价格", Map.of());
        cases.submit(seller, number, form("1000"));
        confirm(buyer, number);
        untilState(seller, number, State.IN_PROGRESS);
        assertThat(post(housing, path, "verdict", "APPROVE", "number", number, "shown", shown)
                        .getStatus())
                .isEqualTo(409);
        assertThat(task(housing, number, "verify-contract")).isNotNull();
        assertThat(body(housing, path)).contains("1,000");
    }

    @Test
    void aComputedValueIsChangedOnlyWithAReason() throws Exception {
        String number = accepted();
        String verify = task(housing, number, "verify-contract").id();
        assertThat(body(housing, "/tasks/" + verify))
                .as("what the housing department verifies")
                .contains("id=\"contract\"", "成交价为人民币 860,000 元");
        approve(housing, number, "verify-contract");
        String path = "/tasks/" + task(tax, number, "assess-tax").id();
        MockHttpServletResponse silent = post(tax, path, "verdict", "APPROVE", "tax", "1", "number", number);
        assertThat(silent.getStatus()).isEqualTo(422);
        assertThat(silent.getContentAsString(StandardCharsets.UTF_8)).contains("您修改了系统算出的数值，请在意见中写明理由");
        assertThat(post(tax, path, "verdict", "APPROVE", "tax", "1", "comment", "家庭唯一住房，已核实", "number", number)
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void whoLooksForNothingIsToldWhatToType() throws Exception {
        assertThat(found(titles, "  ")).contains("请填写办件编号");
    }

    private String found(User reader, String text) throws Exception {
        return post(reader, "/tasks", "number", text).getContentAsString(StandardCharsets.UTF_8);
    }

    /** The page of a list that names something, however much other tests have left behind. */
    private String pageWith(User reader, String path, String text) throws Exception {
        for (int page = 1; page < 50; page++) {
            String shown = body(reader, path + page);
            if (shown.contains(text)) {
                return shown;
            }
        }
        throw new AssertionError(text + " is on no page of " + path);
    }
}
