package org.yici.app.web;

import static org.yici.app.web.CasePagesFixture.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.CaseEvidence;
import org.yici.app.casework.Case.CaseParty;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Cases;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.InvalidFieldsException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.ServiceItem;
import org.yici.app.casework.Task;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;

/** Cases in memory with one in every state, for the tests of the pages; it keeps what the pages do to them. */
final class FakeCases implements Cases {
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();

    FakeCases() {
        reset();
    }

    void reset() {
        cases.clear();
        tasks.clear();
        CaseParty seller = party("seller", SELLER, NOW.minusSeconds(900), NOW.minusSeconds(700));
        CaseParty buyer = party("buyer", BUYER, NOW.minusSeconds(600), NOW.minusSeconds(590));
        List<Case.Event> handedIn = List.of(
                event(900, "casepage.test.consented", "王芳", null, 117L),
                event(700, "casepage.test.submitted", "王芳", null, 121L));
        List<Case.Event> working = new ArrayList<>(handedIn);
        working.add(event(590, "casepage.test.confirmed", "李建国", null, 133L));
        working.add(event(480, "casepage.test.accepted", "赵敏", "window", 134L));
        working.add(event(360, "casepage.test.done", "周涛", "housing", 137L, "合同核验与备案"));
        working.add(event(120, "casepage.test.rule", "规则", "tax", 139L, "契税计算"));
        working.add(event(100, "casepage.test.rule", "规则", "natural-resources", 140L, "权属核对"));
        put(house("511602202611220001", State.DRAFT, List.of(party("seller", SELLER, null, null)), List.of(), List.of(), Map.of(), null));
        put(house("511602202611220002", State.DRAFT, List.of(party("seller", SELLER, NOW, null)), sellersEvidence(), List.of(), Map.of("title_no", "川（2019）广安区不动产权第0012345号"), null));
        put(house("511602202611220003", State.AWAITING_PARTY, List.of(seller, party("buyer", BUYER, null, null)), sellersEvidence(), handedIn, fields(), null));
        put(house("511602202611220004", State.IN_PROGRESS, List.of(seller, buyer), bothEvidence(), working, fields(), null));
        put(house("511602202611220005", State.SUPPLEMENT, List.of(seller, buyer), bothEvidence(), working.subList(0, 4), fields(), "成交价与合同不一致，请核对后更正。"));
        List<Case.Event> complete = new ArrayList<>(working);
        complete.add(event(60, "casepage.test.done", "吴刚", "natural-resources", 141L, "权属审查"));
        complete.add(event(40, "casepage.test.done", "孙丽", "tax", 142L, "契税核定"));
        complete.add(event(10, "casepage.test.done", "吴刚", "natural-resources", 143L, "登簿审核"));
        put(house("511602202611220006", State.COMPLETED, List.of(seller, buyer), bothEvidence(), complete, fields(), null));
        put(house("511602202611220009", State.REFUSED, List.of(seller, buyer), bothEvidence(), working, fields(), "该不动产已被查封，不能转移登记。"));
        put(permit("511602202611220007", State.AWAITING_DATA));
        put(permit("511602202611220008", State.COMPLETED));
        task("t-window", "accept", "窗口受理", "Acceptance at the window", "window", List.of());
        task("t-window-2", "accept", "窗口受理", "Acceptance at the window", "window", List.of());
        task("t-tax", "assess-tax", "契税核定", "Assessment of the deed tax", "tax", List.of(
                new Task.Input(new ServiceItem.Field("tax", label("应纳契税（元）", "Deed tax due (yuan)"), label("按规则表计算，可以修改", "Computed by the rule table; may be changed"), "MONEY", true, List.of()), "8600.00"),
                new Task.Input(new ServiceItem.Field("paid", label("缴款情况", "Payment"), null, "CHOICE", true, List.of(new ServiceItem.Option("paid", label("已缴清或无应纳税额", "Paid in full or nothing due")), new ServiceItem.Option("assessed", label("已核定，未缴", "Assessed, not paid")))), "paid")));
    }

    private void put(Case one) {
        cases.put(one.number(), one);
    }

    private void task(String id, String key, String zh, String en, String department, List<Task.Input> inputs) {
        tasks.put(id, new Task(id, key, label(zh, en), department, "511602202611220004", label("二手房交易登记", "Second-hand house sale"), "王**",
                NOW.minusSeconds(400), NOW.plusSeconds(2400),
                department.equals("tax") ? List.of(
                        new Task.Finding("housing", label("合同核验", "Contract"), "核验通过，合同备案"),
                        new Task.Finding("housing", label("合同备案号", "Contract number"), "GA-BA-2026-004518"),
                        new Task.Finding("tax", label("契税计算依据", "Basis of the deed tax"), "家庭唯一住房，140 平方米及以下：1%")) : List.of(), inputs));
    }

    private static Case house(String number, State state, List<CaseParty> parties, List<CaseEvidence> evidence, List<Case.Event> timeline, Map<String, String> fields, @Nullable String reason) {
        boolean in = state != State.DRAFT;
        Map<String, String> result = new LinkedHashMap<>();
        if (state == State.COMPLETED) {
            result.put("新不动产权证号", "川（2026）广安区不动产权第0045120号");
            result.put("契税（元）", "8600.00");
        }
        return new Case(number, houseSale(), state, parties, fields, evidence, timeline, NOW.minusSeconds(1000),
                in ? NOW.minusSeconds(700) : null, in ? Instant.now().plus(Duration.ofMinutes(47)) : null,
                state.isClosed() ? NOW : null, result, reason);
    }

    private static Case permit(String number, State state) {
        boolean done = state == State.COMPLETED;
        CaseParty company = new CaseParty("company", COMPANY, done ? "广安川东物流有限公司" : COMPANY, new java.util.UUID(3, 3), NOW.minusSeconds(30), NOW.minusSeconds(20));
        Map<String, String> result = new LinkedHashMap<>();
        if (done) {
            result.put("许可证号", "川交运管许可广字 511602000318 号");
            result.put("从营业执照登记到许可（秒）", "4.2");
        }
        List<CaseEvidence> evidence = done
                ? List.of(evidence("licence", 0, 150, "credit_code", COMPANY, "name", "广安川东物流有限公司", "legal_rep_name", "陈志强", "address", "广安市广安区滨江路 9 号", "scope", "道路货物运输；仓储服务", "status", "active"), evidence("permits", 0, 151))
                : List.of(evidence("licence", 0, 150), evidence("permits", 0, 151));
        return new Case(number, permit(), state, List.of(company), Map.of("phone", "13800001234"), evidence,
                List.of(event(20, "casepage.test.submitted", "陈志强", null, 149L)), NOW.minusSeconds(40), Instant.now().minusSeconds(7),
                Instant.now().plusSeconds(170), done ? NOW.plusMillis(4200) : null, result, null);
    }

    private Case need(User user, String number) {
        return find(user, number).orElseThrow(() -> new NotAllowedException("Not a party of " + number));
    }

    private Case change(Case old, State state, List<CaseParty> parties, Map<String, String> fields, List<CaseEvidence> evidence) {
        Case changed = new Case(old.number(), old.item(), state, parties, fields, evidence, old.timeline(), old.openedAt(),
                state == State.DRAFT ? null : Optional.ofNullable(old.submittedAt()).orElse(Instant.now()), Instant.now().plusSeconds(3600), null, Map.of(), null);
        put(changed);
        return changed;
    }

    @Override
    public Case open(User user, String itemSlug, String identifier) {
        throw new UnsupportedOperationException("The guide's page opens cases");
    }

    @Override
    public Optional<Case> find(User user, String number) {
        return Optional.ofNullable(cases.get(number)).filter(found -> !user.is(Role.APPLICANT) || mine(user, found));
    }

    private static boolean mine(User user, Case found) {
        return found.item().slug().equals("transport-permit")
                ? user == FOUNDER
                : found.parties().stream().anyMatch(party -> party.identifier().equals(user.citizenId()));
    }

    @Override
    public Page<Case> of(User user, int page, int size) {
        List<Case> mine = cases.values().stream().filter(found -> mine(user, found)).toList().reversed();
        int from = Math.min(mine.size(), page * size);
        return new Page<>(mine.subList(from, Math.min(mine.size(), from + size)), page, size, mine.size());
    }

    @Override
    public Case consent(User user, String number) {
        Case old = need(user, number);
        List<CaseParty> parties = old.parties().stream()
                .map(party -> party.identifier().equals(user.citizenId()) ? party(party.role(), user, Instant.now(), party.confirmedAt()) : party)
                .toList();
        return change(old, old.state(), parties, old.fields(), user == BUYER ? bothEvidence() : sellersEvidence());
    }

    @Override
    public Case save(User user, String number, Map<String, String> fields) {
        Case old = need(user, number);
        return change(old, old.state(), old.parties(), fields, old.evidence());
    }

    @Override
    public Case submit(User user, String number, Map<String, String> fields) {
        Case old = need(user, number);
        if (old.state() != State.DRAFT && old.state() != State.SUPPLEMENT) {
            throw new IllegalCaseStateException("Case " + number + " is " + old.state());
        }
        if (user.citizenId() != null && user.citizenId().equals(fields.get("buyer_id"))) {
            throw new InvalidFieldsException(Map.of("buyer_id", "field.error.citizen-id"));
        }
        List<CaseParty> parties = new ArrayList<>(old.parties());
        if (parties.size() == 1) {
            parties.add(party("buyer", BUYER, null, null));
        }
        return change(old, State.AWAITING_PARTY, parties, fields, old.evidence());
    }

    @Override
    public Case confirm(User user, String number) {
        Case old = need(user, number);
        List<CaseParty> parties = old.parties().stream()
                .map(party -> party(party.role(), party.role().equals("buyer") ? BUYER : SELLER, NOW, NOW))
                .toList();
        return change(old, State.SUBMITTED, parties, old.fields(), old.evidence());
    }

    @Override
    public Case withdraw(User user, String number) {
        Case old = need(user, number);
        return change(old, State.WITHDRAWN, old.parties(), old.fields(), old.evidence());
    }

    @Override
    public Page<Task> tasks(User user, int page, int size) {
        List<Task> mine = tasks.values().stream().filter(task -> task.department().equals(user.department())).toList();
        int from = Math.min(mine.size(), page * size);
        return new Page<>(mine.subList(from, Math.min(mine.size(), from + size)), page, size, mine.size());
    }

    @Override
    public Optional<Task> task(User user, String taskId) {
        return Optional.ofNullable(tasks.get(taskId)).filter(task -> task.department().equals(user.department()));
    }

    @Override
    public Case decide(User user, String taskId, Task.Decision decision) {
        Task task = task(user, taskId).orElseThrow(() -> new IllegalCaseStateException("Task " + taskId + " is done"));
        tasks.remove(taskId);
        return cases.get(task.caseNumber());
    }
}
