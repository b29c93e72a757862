package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.map;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.service.ServiceItems;

/** How officials of one department share their work, at the window and at the departments' desks. */
class DesksTest extends CaseScenario {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final MockMvc web;

    @Autowired
    DesksTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
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
    void whatOneOfficialProposesTakesEffectWhenAnotherConfirmsIt() throws Exception {
        publish(item -> item.replace("    - key: accept\n", "    - key: accept\n      secondEyes: true\n"));
        User first = official("陈", Role.CLERK, "window");
        User second = official("褚", Role.CLERK, "window");
        String number = handedIn();
        String path = "/window/tasks/" + task(first, number, "accept").id();
        assertThat(body(first, path)).contains("本环节须两人办理", "提交复核");
        // As if the task had come to be between two looks at it.
        String id = task(first, number, "accept").id();
        assertThatThrownBy(() -> ReflectionTestUtils.invokeMethod(
                        platform.getBean("taskDecisions"),
                        "decide",
                        first,
                        id,
                        new Task.Decision(Task.Verdict.APPROVE, "", Map.of()),
                        List.of()))
                .hasMessageContaining("This task asks for a second pair of eyes");
        post(first, path, "verdict", "APPROVE", "number", number);
        assertThat(see(clerk, number).state()).as("proposed only").isEqualTo(State.SUBMITTED);
        assertThat(body(first, path)).contains("您已提出办理意见").doesNotContain("confirm-proposal");
        assertThat(post(first, path + "/confirm").getStatus())
                .as("the own proposal")
                .isEqualTo(403);

        assertThat(body(second, path)).contains("confirm-proposal", first.displayName());
        assertThat(post(second, path + "/return", "comment", "").getStatus()).isEqualTo(422);
        post(second, path + "/return", "comment", "请核对付款方式");
        assertThat(body(first, "/window?list=mine")).contains(number);
        assertThat(body(first, "/cases/" + number)).contains("复核退回。意见：请核对付款方式");
        assertThat(post(second, path + "/confirm").getStatus())
                .as("nothing is proposed")
                .isEqualTo(409);

        post(first, path, "verdict", "APPROVE", "comment", "已核对", "number", number);
        assertThat(post(second, path + "/confirm").getRedirectedUrl()).isEqualTo("/window");
        assertThat(see(clerk, number).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(leaves(number, "PROPOSAL"))
                .as("twice proposed, once returned")
                .isEqualTo(3);
        assertThat(leaves(number, "DECISION")).isEqualTo(1);
        assertThat(TestProvince.keys(see(seller, number)))
                .contains("case.event.task-approved")
                .doesNotContain("case.event.proposed", "case.event.proposal-returned");
    }

    @Test
    void whatAnOpenPageShowedIsDecidedAndNothingElse() throws Exception {
        publish(item -> item.replace("    - key: accept\n", "    - key: accept\n      secondEyes: true\n"));
        User first = official("甲", Role.CLERK, "window");
        User second = official("乙", Role.CLERK, "window");
        String number = handedIn();
        String path = "/window/tasks/" + task(first, number, "accept").id();
        post(first, path, "verdict", "APPROVE", "number", number);
        String shown = shown(second, path);
        post(second, path + "/return", "comment", "请核对", "shown", shown);
        post(first, path, "verdict", "SUPPLEMENT", "comment", "缺件", "number", number);
        assertThat(post(second, path + "/confirm", "shown", shown).getStatus())
                .as("another proposal than the one that was read")
                .isEqualTo(409);
        assertThat(see(seller, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(post(second, path + "/confirm", "shown", shown(second, path)).getStatus())
                .isEqualTo(302);
        assertThat(see(seller, number).state()).isEqualTo(State.SUPPLEMENT);
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

    /** Whether it stands in the inbox, on whichever of its pages. */
    private boolean isAskedToConfirm(User official, String number) {
        return platform.getBean(Inbox.class).waiting(official, 0, 1000).content().stream()
                .anyMatch(entry -> entry.key().equals("inbox.todo.refusal") && number.equals(entry.reference()));
    }

    private String shown(User official, String path) throws Exception {
        Matcher shown = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"").matcher(body(official, path));
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    @Test
    void whereATaskAsksForTwoOfficialsOneAloneDoesNotRefuseTheWholeCase() throws Exception {
        publish(item -> item.replace("    - key: accept\n", "    - key: accept\n      secondEyes: true\n"));
        String number = handedIn();
        String path = "/cases/" + number + "/refuse";
        assertThat(post(tax, path, "reason", "材料不实").getStatus()).isEqualTo(302);
        assertThat(see(seller, number).state()).as("proposed only").isEqualTo(State.SUBMITTED);
        assertThat(body(housing, "/cases/" + number)).contains("整个办件：拟不予办理", "材料不实");
        assertThat(TestProvince.keys(see(seller, number))).doesNotContain("case.event.proposed");
        assertThat(see(tax, number).allows(CaseAct.REFUSE)).isFalse();
        assertThat(post(tax, path, "reason", "材料不实").getStatus())
                .as("the own proposal")
                .isEqualTo(403);
        assertThat(see(seller, number).state()).isEqualTo(State.SUBMITTED);
        assertThat(body(tax, "/cases/" + number)).contains("撤回我的意见").doesNotContain("refuse-now");
        assertThat(body(seller, "/cases/" + number)).doesNotContain("拟不予办理");
        assertThat(isAskedToConfirm(housing, number)).isTrue();
        assertThat(isAskedToConfirm(tax, number)).isFalse();

        assertThat(post(housing, path + "/return", "reason", "").getStatus()).isEqualTo(422);
        assertThat(post(seller, path + "/return", "reason", "不要").getStatus()).isEqualTo(403);
        assertThat(post(housing, path + "/return", "reason", "材料属实").getStatus())
                .isEqualTo(302);
        assertThat(isAskedToConfirm(housing, number)).isFalse();
        assertThat(body(tax, "/cases/" + number)).contains("整个办件：复核退回。意见：材料属实", "须两人办理");
        assertThat(post(housing, path + "/return", "reason", "再退").getStatus())
                .as("nothing is proposed")
                .isEqualTo(409);

        assertThat(post(tax, path, "reason", "材料不实").getStatus()).isEqualTo(302);
        assertThat(post(housing, path, "reason", "经核实，材料不实").getStatus()).isEqualTo(302);
        assertThat(see(seller, number).state()).isEqualTo(State.REFUSED);
        assertThat(leaves(number, "PROPOSAL"))
                .as("twice proposed, once returned")
                .isEqualTo(3);
        assertThat(leaves(number, "DECISION")).isEqualTo(1);
    }

    @Test
    void aProposedRefusalLapsesWhenTheCaseMovesOnAlsoWhereItComesBack() throws Exception {
        publish(item -> item.replace("    - key: assess-tax\n", "    - key: assess-tax\n      secondEyes: true\n"));
        String number = accepted();
        User colleague = official("税", Role.APPROVER, "tax");
        assertThat(post(tax, "/cases/" + number + "/refuse", "reason", "材料不实").getStatus())
                .isEqualTo(302);
        assertThat(body(colleague, "/cases/" + number)).contains("拟不予办理，待复核");
        decide(titles, number, "examine-title", Task.Verdict.SUPPLEMENT, "请补充", Map.of());
        Map<String, String> supplemented = form("860000");
        supplemented.put("supplement", "已补充说明");
        cases.submit(seller, number, supplemented);
        untilState(seller, number, State.IN_PROGRESS);
        assertThat(body(colleague, "/cases/" + number)).doesNotContain("拟不予办理，待复核");
        assertThat(post(colleague, "/cases/" + number + "/refuse", "reason", "不予办理")
                        .getStatus())
                .isEqualTo(302);
        assertThat(see(seller, number).state()).as("proposed anew").isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void aStoppedCaseNeedsTwoAsWellAlsoThroughATask() throws Exception {
        publish(item -> item.replace("    - key: assess-tax\n", "    - key: assess-tax\n      secondEyes: true\n"));
        String number = accepted();
        String examine = task(titles, number, "examine-title").id();
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set jzmj = 98 where bdcqzh = ?")
                .param(home)
                .update();
        TestProvince.until(
                "it arrives",
                () -> jdbc.sql("select count(*) from registry.real_estate where title_no = ? and area = 98")
                        .param(home)
                        .query(Long.class)
                        .single(),
                count -> count == 1);
        post(titles, "/tasks/" + examine, "verdict", "APPROVE", "number", number);
        assertThat(see(titles, number).state()).isEqualTo(State.STOPPED);
        post(titles, "/tasks/" + examine, "verdict", "REFUSE", "comment", "产权已变", "number", number);
        assertThat(see(titles, number).state()).as("proposed only").isEqualTo(State.STOPPED);
        User colleague = official("登", Role.APPROVER, "natural-resources");
        assertThat(isAskedToConfirm(colleague, number)).isTrue();
        assertThat(post(colleague, "/cases/" + number + "/refuse", "reason", "产权已变")
                        .getStatus())
                .isEqualTo(302);
        assertThat(see(seller, number).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aSecondPairOfEyesNeedsARole() {
        assertThatThrownBy(() -> publish(item -> item.replace(
                        "      role: CLERK\n      department: window",
                        "      department: window\n      secondEyes: true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the task accept asks for a second pair of eyes, so it must say whose");
    }

    @Test
    void aComputedValueIsChangedOnlyWithAReason() throws Exception {
        String number = accepted();
        String verify = task(housing, number, "verify-contract").id();
        assertThat(body(housing, "/tasks/" + verify))
                .as("what the housing department verifies")
                .contains("id=\"contract\"", "成交价为人民币 860000 元");
        approve(housing, number, "verify-contract");
        String path = "/tasks/" + task(tax, number, "assess-tax").id();
        MockHttpServletResponse silent = post(tax, path, "verdict", "APPROVE", "tax", "1", "number", number);
        assertThat(silent.getStatus()).isEqualTo(422);
        assertThat(silent.getContentAsString(StandardCharsets.UTF_8)).contains("您修改了系统算出的数值，请在意见中写明理由");
        assertThat(post(tax, path, "verdict", "APPROVE", "tax", "1", "comment", "家庭唯一住房，已核实", "number", number)
                        .getStatus())
                .isEqualTo(302);
    }

    private interface Change {
        String of(String item);
    }

    /** The next test publishes the declared item again. */
    private void publish(Change change) throws IOException {
        platform.getBean(ServiceItems.class).publish(TestProvince.changed("house-sale", change::of));
    }

    private User official(String family, Role role, String department) {
        int serial = SERIAL.incrementAndGet();
        User user = new User("desk-" + serial, family + "经办" + serial, Set.of(role), department, null);
        platform.getBean(Identities.class).register(user, "a password of a test");
        return user;
    }

    private long leaves(String number, String kind) {
        // An act that is tried again leaves a leaf that is voided.
        return jdbc.sql(
                        "select count(*) from ledger.leaf l where case_number = ? and kind = ? and not exists"
                                + " (select from ledger.leaf v where v.kind = 'VOID' and v.entry like '%\"voids\":\"' || l.index || '\"%')")
                .params(number, kind)
                .query(Long.class)
                .single();
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

    private String body(User reader, String path) throws Exception {
        return web.perform(get(java.net.URI.create(path)).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse post(User actor, String path, String... form) throws Exception {
        var request = MockMvcRequestBuilders.post(path).with(csrf()).with(user(new SignedInUser(actor, "")));
        map(form).forEach(request::param);
        return web.perform(request).andReturn().getResponse();
    }
}
