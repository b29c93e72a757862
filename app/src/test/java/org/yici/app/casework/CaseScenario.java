package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.casework.TestProvince.approver;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.clerk;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flowable.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Consents;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;

/** A seller, a buyer, their data, and the people of the departments. */
@PlatformTest
abstract class CaseScenario {
    static final Map<String, String> DECLARED = Map.of("children_homes", "0");
    private static final AtomicInteger SERIAL = new AtomicInteger();

    final ApplicationContext platform;
    final Cases cases;
    final JdbcClient jdbc;
    final User clerk = clerk();
    final User housing = approver("housing");
    final User tax = approver("tax");
    final User titles = approver("natural-resources");
    final User registrar =
            new User("registrar-natural-resources", "登簿员", Set.of(Role.APPROVER), "natural-resources", null);
    final User transport = approver("transport");
    TestProvince province;
    StandInStream stream;
    User seller;
    User buyer;
    String home;
    String unit;

    CaseScenario(ApplicationContext platform) {
        this.platform = platform;
        this.cases = platform.getBean(Cases.class);
        this.jdbc = TestStore.owner();
    }

    @BeforeEach
    void populate() throws Exception {
        province = TestProvince.ensure(platform);
        stream = new StandInStream(jdbc, platform.getBean(Catalogue.class), platform.getBean(Subjects.class));
        seller = citizen("罗建华");
        buyer = citizen("邓晓燕");
        for (User person : List.of(seller, buyer)) {
            known(person, person.displayName());
            stream.put(
                    "GA5100/000002",
                    person.citizenId(),
                    map("household_no", "H" + person.citizenId(), "id_no", person.citizenId(), "division", "511602"));
        }
        home = title(seller, "88.50", "current");
        unit = "511602-" + SERIAL.get();
    }

    @AfterEach
    void stopStream() {
        stream.close();
    }

    /** A home in the department's own register. */
    String title(User owner, String area, String status) {
        int serial = SERIAL.incrementAndGet();
        String number = "川(2020)广安市不动产权第%07d号".formatted(serial);
        TestProvince.owner("natural-resources")
                .sql("insert into bdc_djb (bdcqzh, bdcdyh, qlr_zjh, qlr_mc, zl, xzqh, jzmj, djrq, qszt)"
                        + " values (?, ?, ?, ?, ?, '511602', ?::numeric, '2020/05/06', ?)")
                .params(
                        number,
                        "511602-" + serial,
                        owner.citizenId(),
                        owner.displayName(),
                        "广安区金安大道" + serial + "号",
                        area,
                        status.equals("current") ? "1" : "2")
                .update();
        until(
                "the title arrives",
                () -> jdbc.sql("select count(*) from registry.real_estate where title_no = ?")
                        .param(number)
                        .query(Long.class)
                        .single(),
                count -> count == 1);
        return number;
    }

    Map<String, String> form(String price) {
        return map(
                "title_no",
                home,
                "buyer_name",
                buyer.displayName(),
                "buyer_id",
                buyer.citizenId(),
                "price",
                price,
                "payment",
                "once",
                "phone",
                "13800138000");
    }

    /** A case that waits for the window. */
    String handedIn() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        cases.consent(buyer, number);
        assertThat(confirm(buyer, number).state()).isEqualTo(State.SUBMITTED);
        return number;
    }

    /** Another party confirms; the buyer declares that no child owns a home. */
    Case confirm(User party, String number) {
        return cases.confirm(party, number, null, DECLARED);
    }

    /** Somebody as public security knows him or her. */
    User known(User person, String name) {
        stream.put(
                "GA5100/000001",
                String.valueOf(person.citizenId()),
                map("id_no", person.citizenId(), "name", name, "status", "normal"));
        return person;
    }

    /** A marriage, or a divorce if it has a second day, and the other one as public security knows him or her. */
    void marry(User one, User other, String on, String... divorcedOn) {
        boolean divorced = divorcedOn.length > 0;
        stream.put(
                "MZ5100/000001",
                "M" + one.citizenId() + on,
                map(
                        "certificate_no",
                        "J511602-" + one.citizenId() + on,
                        "husband_id",
                        one.citizenId(),
                        "husband_name",
                        one.displayName(),
                        "wife_id",
                        other.citizenId(),
                        "wife_name",
                        other.displayName(),
                        "registered_on",
                        on,
                        "divorced_on",
                        divorced ? divorcedOn[0] : null,
                        "status",
                        divorced ? "divorced" : "married"));
        known(other, other.displayName());
    }

    /** A case that the departments work on. */
    String accepted() {
        String number = handedIn();
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
        return number;
    }

    /** A case whose tax is assessed, and which waits for the buyer to pay it. */
    String assessed(String amount) {
        String number = accepted();
        approve(titles, number, "examine-title");
        approve(housing, number, "verify-contract");
        approve(tax, number, "assess-tax", "tax", amount);
        return number;
    }

    /** A case that waits for the payment of 8600 yuan. */
    String unpaid() {
        String number = assessed("8600");
        until(
                "the case waits for the payment",
                () -> see(buyer, number).waits(),
                waits -> waits.stream().anyMatch(wait -> wait.step().equals("tax-paid")));
        return number;
    }

    /** Where nothing listens. */
    static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    void revokeAll(User person) {
        UUID subject = platform.getBean(Subjects.class).of(ItemType.CITIZEN_ID, String.valueOf(person.citizenId()));
        Consents consents = platform.getBean(Consents.class);
        consents.of(subject, 0, 100)
                .content()
                .forEach(consent -> consents.revoke(person.actor(), subject, consent.id()));
    }

    /** The tax officer's assessment, which the buyer pays as soon as it is there. */
    void assessedAndPaid(String number) {
        approve(tax, number, "assess-tax", "tax", "8600");
        pay(number);
    }

    /** A bank hands a payment in at the tax office, whose own database decides whether it fits. */
    void pay(String number) {
        until("the assessment is entered", () -> rows("tax", "sb_zsxx", number), rows -> rows == 1);
        TestProvince.owner("tax")
                .sql("insert into sb_jkxx (yhlsh, jkxh, jkje) select 'B' || zsxh, jkxh, se from sb_zsxx where ywh = ?")
                .param(number)
                .update();
    }

    Optional<Task> waiting(User user, String number, String key) {
        return cases.tasks(user, 0, 200).content().stream()
                .filter(task -> task.caseNumber().equals(number) && task.key().equals(key))
                .findFirst();
    }

    Task task(User user, String number, String key) {
        try {
            return until(key + " of " + number, () -> waiting(user, number, key), Optional::isPresent)
                    .orElseThrow();
        } catch (AssertionError e) {
            Case found = see(user, number);
            throw new AssertionError(
                    e.getMessage() + "; the case is " + found.state() + " after " + TestProvince.keys(found), e);
        }
    }

    Case approve(User user, String number, String key, String... values) {
        // Whoever changes a computed value says why.
        return decide(user, number, key, Task.Verdict.APPROVE, values.length == 0 ? "" : "已核实", map(values));
    }

    Case decide(
            User user, String number, String key, Task.Verdict verdict, String comment, Map<String, String> values) {
        return cases.decide(user, task(user, number, key).id(), new Task.Decision(verdict, comment, values));
    }

    Case see(User user, String number) {
        return cases.find(user, number).orElseThrow();
    }

    Case untilState(User user, String number, State state) {
        return until(number + " is " + state, () -> see(user, number), found -> found.state() == state);
    }

    Case untilTold(User user, String number, String key) {
        return until(
                number + " tells " + key,
                () -> see(user, number),
                found -> TestProvince.keys(found).contains(key));
    }

    /** Waits until the process of a case has nothing to do by itself. */
    void untilStill(String number) {
        ManagementService jobs = platform.getBean(ManagementService.class);
        String process = platform.getBean(CaseStore.class).find(number).orElseThrow().process;
        if (process != null) {
            until(
                    number + " is still",
                    () -> jobs.createJobQuery().processInstanceId(process).count(),
                    waiting -> waiting == 0);
        }
    }

    long rows(String department, String table, String number) {
        return TestProvince.owner(department)
                .sql("select count(*) from " + table + " where ywh = ?")
                .param(number)
                .query(Long.class)
                .single();
    }
}
