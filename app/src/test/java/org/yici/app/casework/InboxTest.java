package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;

/** What waits for somebody and what happened that concerns them, as they see it on every page. */
class InboxTest extends CaseScenario {
    private static final Pattern HEAD = Pattern.compile("aria-label=\"待办和消息：(\\d+) 件待办，(\\d+) 条未读消息\"");

    private final MockMvc web;

    @Autowired
    InboxTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void whoIsAskedToConfirmReadsItInTheHeadOfEveryPageUntilItIsDone() throws Exception {
        assertThat(page(buyer, "/")).contains("id=\"inbox-head\"").doesNotContain("inbox-count");
        assertThat(page(buyer, "/inbox")).contains("现在没有等您办的事", "还没有消息");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));

        for (String path : new String[] {"/", "/cases", "/catalogue"}) {
            assertThat(head(buyer, path)).as(path).startsWith("1 ");
        }
        assertThat(page(buyer, "/inbox")).contains("请您核对并确认", "href=\"/apply/" + number + "\"", number);
        assertThat(head(seller, "/")).as("nothing is asked of the seller").startsWith("0 ");

        cases.consent(buyer, number);
        confirm(buyer, number);
        assertThat(page(buyer, "/inbox")).doesNotContain("请您核对并确认");
        assertThat(page(seller, "/inbox")).contains("确认申请", "href=\"/cases/" + number + "\"");
        assertThat(page(buyer, "/inbox")).as("the own act is no news").doesNotContain("确认申请");
    }

    @Test
    void whatWasReadIsNoLongerCountedAndGoesOnBeingShown() throws Exception {
        String number = accepted();
        task(titles, number, "examine-title");
        task(housing, number, "verify-contract");
        String inbox = page(seller, "/inbox");
        assertThat(inbox).contains("窗口受理：通过", "未读", "id=\"read-all\"");
        long unread = unread(seller);
        assertThat(unread).isGreaterThanOrEqualTo(2);

        post(seller, "/inbox/read", map("entry", hidden(inbox, "entry"), "at", hidden(inbox, "at")));
        assertThat(unread(seller)).isEqualTo(unread - 1);
        post(seller, "/inbox/read-all", map("until", hidden(inbox, "until")));
        assertThat(unread(seller)).isZero();
        assertThat(page(seller, "/inbox")).contains("窗口受理：通过").doesNotContain("id=\"read-all\"");

        approve(titles, number, "examine-title");
        assertThat(unread(seller)).as("what happens later is news").isPositive();
        assertThat(page(seller, "/inbox")).contains("权属审查：通过");
    }

    @Test
    void supplementsPaymentsAndDecisionsArriveWithWhomTheyConcern() throws Exception {
        String number = handedIn();
        decide(clerk, number, "accept", Verdict.SUPPLEMENT, "请补充付款证明", Map.of());
        assertThat(page(seller, "/inbox")).contains("申请被退回，请您补正", "/cases/" + number + "#supplement-request");
        assertThat(page(buyer, "/inbox")).doesNotContain("申请被退回，请您补正").contains("请补充付款证明");
        Map<String, String> again = form("860000");
        again.put("supplement", "已付清");
        cases.submit(seller, number, again);
        assertThat(page(seller, "/inbox")).doesNotContain("申请被退回，请您补正");

        approve(clerk, number, "accept");
        approve(titles, number, "examine-title");
        approve(housing, number, "verify-contract");
        approve(tax, number, "assess-tax", "tax", "8600");
        until("the tax is asked for", () -> page(buyer), shown -> shown.contains("去缴纳契税"));
        assertThat(page(buyer)).contains("等待买方缴纳契税", "href=\"/demo/bank?code=");
        assertThat(page(seller)).doesNotContain("去缴纳契税");
        pay(number);
        approve(registrar, number, "register");
        untilState(seller, number, State.COMPLETED);
        assertThat(page(buyer)).doesNotContain("去缴纳契税").contains("办结");
    }

    @Test
    void whoReadWhatAboutOneIsOneLineADepartmentAndDay() throws Exception {
        String number = accepted();
        approve(housing, number, "verify-contract");
        String inbox = page(buyer);
        assertThat(inbox).contains("使用了您的数据", "href=\"/my/uses\"");
        Matcher lines = Pattern.compile("住房和城乡建设局 · </span><span>我的数据").matcher(inbox);
        assertThat(lines.results().count())
                .as("of many readings of one department")
                .isEqualTo(1);

        task(titles, number, "examine-title");
        task(tax, number, "assess-tax");
        post(buyer, "/inbox/read-all", map("until", hidden(page(buyer), "until")));
        assertThat(unread(buyer)).isZero();
        UUID subject = see(buyer, number).party("buyer").orElseThrow().subject();
        Map<String, String> known = Map.of("resource", "GA5100/000001", "purpose", "house-sale");
        Ledger ledger = platform.getBean(Ledger.class);
        ledger.append(new Act(Act.Kind.QUERY, "system:housing", "housing", subject, number, known));
        assertThat(unread(buyer)).as("the same once more").isZero();
        Map<String, String> other = Map.of("resource", "MZ5100/000001", "purpose", "house-sale");
        ledger.append(new Act(Act.Kind.QUERY, "system:housing", "housing", subject, number, other));
        assertThat(unread(buyer)).as("something else").isEqualTo(1);
    }

    @Test
    void ofAHouseholdTheOthersReadNothingBeforeItIsWhole() throws Exception {
        User partner = citizen("温雅琴");
        marry(buyer, partner, "2018-05-20");
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        cases.consent(buyer, number);
        cases.confirm(
                buyer,
                number,
                null,
                map(
                        "children_homes",
                        "0",
                        "buyer-spouse_name",
                        partner.displayName(),
                        "buyer-spouse_id",
                        partner.citizenId()));
        assertThat(page(partner)).contains("请您核对并确认", "href=\"/apply/" + number + "\"");
        assertThat(page(seller)).doesNotContain(partner.displayName(), "确认申请");
        cases.consent(partner, number);
        confirm(partner, number);
        assertThat(page(seller)).contains("确认申请").doesNotContain(partner.displayName());
        assertThat(page(buyer)).contains("确认申请");
    }

    @Test
    void anOfficialReadsWhichTasksWaitAndNobodysName() throws Exception {
        User reader = new User("inbox-reader", "窗口员", Set.of(Role.CLERK), "window", null);
        long before = waiting(reader);
        String number = handedIn();
        assertThat(waiting(reader)).isEqualTo(before + 1);
        String id = task(clerk, number, "accept").id();
        String shown = pageWith(reader, "/inbox", number);
        assertThat(shown).contains("窗口受理：等待本部门办理", "href=\"/window/tasks/" + id + "\"");
        assertThat(shown).doesNotContain(seller.displayName(), "罗**");
        assertThat(jdbc.sql("select count(*) from ledger.leaf where actor = ?")
                        .param(reader.actor())
                        .query(Long.class)
                        .single())
                .as("no name was shown, so nothing was read")
                .isZero();
        approve(clerk, number, "accept");
        assertThat(waiting(reader)).isEqualTo(before);
    }

    @Test
    void programsReadTheSameAndMarkIt() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        assertThat(page(buyer, "/api/v1/my/inbox"))
                .contains("\"waiting\":1", "\"key\":\"inbox.todo.confirm\"", "\"reference\":\"" + number + "\"");
        cases.consent(buyer, number);
        confirm(buyer, number);
        String news = page(seller, "/api/v1/my/inbox?kind=news&size=1");
        assertThat(news).contains("\"size\":1", "\"read\":false");
        Matcher at = Pattern.compile("\"at\":\"([^\"]+)\"").matcher(news);
        assertThat(at.find()).isTrue();
        web.perform(MockMvcRequestBuilders.post("/api/v1/my/inbox/read")
                .contentType("application/json")
                .content("{\"at\": \"" + at.group(1) + "\"}")
                .with(user(new SignedInUser(seller, ""))));
        assertThat(page(seller, "/api/v1/my/inbox?kind=news")).contains("\"unread\":0");
        assertThat(page(seller, "/api/v1/my/inbox?kind=other")).contains("\"kind\"");
    }

    private String page(User reader) {
        try {
            return page(reader, "/inbox");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String page(User reader, String path) throws Exception {
        return web.perform(get(path).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /** The page of a list that names something, however much other tests have left behind. */
    private String pageWith(User reader, String path, String text) throws Exception {
        for (int page = 1; page < 50; page++) {
            String shown = page(reader, path + "?todo=" + page);
            if (shown.contains(text)) {
                return shown;
            }
        }
        throw new AssertionError(text + " is on no page of " + path);
    }

    private void post(User reader, String path, Map<String, String> form) throws Exception {
        var request = MockMvcRequestBuilders.post(path).with(csrf()).with(user(new SignedInUser(reader, "")));
        form.forEach(request::param);
        assertThat(web.perform(request).andReturn().getResponse().getRedirectedUrl())
                .isEqualTo("/inbox");
    }

    private static String hidden(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).as(name).isTrue();
        return field.group(1);
    }

    /** "waiting unread", as the head of a page says. */
    private String head(User reader, String path) throws Exception {
        Matcher head = HEAD.matcher(page(reader, path));
        assertThat(head.find()).as(path).isTrue();
        return head.group(1) + " " + head.group(2);
    }

    private long waiting(User reader) throws Exception {
        return Long.parseLong(head(reader, "/").split(" ")[0]);
    }

    private long unread(User reader) throws Exception {
        return Long.parseLong(head(reader, "/").split(" ")[1]);
    }
}
