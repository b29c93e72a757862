package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.service.ServiceItems;

/** What one official proposes, another of the same duty confirms. */
class SecondEyesTest extends DesksScenario {
    @Autowired
    SecondEyesTest(ApplicationContext platform, MockMvc web) {
        super(platform, web);
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

    /** Whether it stands in the inbox, on whichever of its pages. */
    private boolean isAskedToConfirm(User official, String number) {
        return platform.getBean(Inbox.class).waiting(official, 0, 1000).content().stream()
                .anyMatch(entry -> entry.key().equals("inbox.todo.refusal") && number.equals(entry.reference()));
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

    private interface Change {
        String of(String item);
    }

    /** The next test publishes the declared item again. */
    private void publish(Change change) throws IOException {
        platform.getBean(ServiceItems.class).publish(TestProvince.changed("house-sale", change::of));
    }
}
