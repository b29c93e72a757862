package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.keys;
import static org.yici.app.casework.TestProvince.map;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.EvidenceChange.Kind;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** A home is sold once, and its new owner keeps it, whatever else is tried. */
class DoubleSaleTest extends CaseScenario {
    private final MockMvc pages;

    @Autowired
    DoubleSaleTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    @Test
    void aSecondCaseOnATitleIsRefusedAtSubmissionAndNamesTheCaseAndNobody() throws Exception {
        String first = handedIn();
        String second = draft();
        assertThatThrownBy(() -> cases.submit(seller, second, form("900000")))
                .isInstanceOfSatisfying(
                        ClaimedException.class, e -> assertThat(e.holder()).isEqualTo(first))
                .hasMessageNotContaining(buyer.displayName());
        assertThat(see(seller, second).state()).isEqualTo(State.DRAFT);
        cases.save(seller, second, form("900000"));
        MockHttpServletResponse page = pages.perform(
                        post("/apply/" + second + "/submit").with(csrf()).with(user(new SignedInUser(seller, ""))))
                .andReturn()
                .getResponse();
        assertThat(page.getStatus()).isEqualTo(409);
        assertThat(page.getContentAsString(StandardCharsets.UTF_8)).contains(first, "已有在办的办件");
        MockHttpServletResponse answer = pages.perform(post("/api/v1/cases/" + second + "/submission")
                        .with(csrf())
                        .with(user(new SignedInUser(seller, "")))
                        .contentType("application/json")
                        .content("{\"title_no\":\"" + home + "\",\"buyer_name\":\"" + buyer.displayName()
                                + "\",\"buyer_id\":\"" + buyer.citizenId()
                                + "\",\"price\":\"900000\",\"payment\":\"once\",\"phone\":\"13800138000\"}"))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("already-claimed", first);

        cases.withdraw(seller, first);
        assertThat(cases.submit(seller, second, form("900000")).state()).isEqualTo(State.AWAITING_PARTY);
    }

    @Test
    void ofManySubmissionsAtTheSameInstantExactlyOneWins() throws Exception {
        List<String> drafts = List.of(draft(), draft(), draft(), draft());
        CyclicBarrier together = new CyclicBarrier(drafts.size());
        try (var threads = Executors.newFixedThreadPool(drafts.size())) {
            List<Future<Boolean>> all = threads.invokeAll(drafts.stream()
                    .<Callable<Boolean>>map(number -> () -> {
                        together.await();
                        try {
                            cases.submit(seller, number, form("860000"));
                            return true;
                        } catch (ClaimedException e) {
                            return false;
                        }
                    })
                    .toList());
            long won = 0;
            for (Future<Boolean> one : all) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    /** The claims are taken away by hand, so that the re-reading and the register have to hold by themselves. */
    @Test
    void ofTwoSalesOfOneTitleTheSecondIsStoppedAndTheFirstBuyerKeepsTheHome() throws Exception {
        User firstBuyer = buyer;
        String first = handedIn();
        forgetClaims(first);
        User other = newBuyer("蒋文博");
        buyer = other;
        String second = handedIn();
        forgetClaims(second);
        for (String number : List.of(first, second)) {
            approve(clerk, number, "accept");
            approve(housing, number, "verify-contract");
            assessedAndPaid(number);
            approve(titles, number, "examine-title");
            task(titles, number, "register");
            forgetClaims(number);
        }
        approve(registrar, first, "register");
        untilState(seller, first, State.COMPLETED);

        forgetClaims(second);
        assertThatThrownBy(() -> approve(registrar, second, "register"))
                .isInstanceOf(EvidenceChangedException.class)
                .hasMessageContaining(second);
        Case stopped = see(titles, second);
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.changes()).anySatisfy(change -> {
            assertThat(change.item()).isEqualTo("status");
            assertThat(change.before()).isEqualTo("current");
            assertThat(change.after()).isEqualTo("cancelled");
        });
        assertThat(see(other, second).changes())
                .as("the buyer does not see the seller's values")
                .allMatch(change -> change.before() == null && change.after() == null);
        assertThat(currentOwners()).containsExactly(firstBuyer.citizenId());
        assertThatThrownBy(() -> cases.renew(seller, second))
                .as("a contract is filed already")
                .isInstanceOf(IllegalCaseStateException.class);
        assertThat(cases.refuse(titles, second, "已转移").state()).isEqualTo(State.REFUSED);
        assertThat(currentOwners()).containsExactly(firstBuyer.citizenId());
    }

    /** What the stream has not brought yet the platform cannot see; the register itself refuses. */
    @Test
    void theRegisterIsTheLastArbiterWhenTheStreamLags() {
        String number = accepted();
        approve(housing, number, "verify-contract");
        assessedAndPaid(number);
        approve(titles, number, "examine-title");
        task(titles, number, "register");
        stream.halt("natural-resources");
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set sfcf = '1' where bdcqzh = ?")
                .param(home)
                .update();
        approve(registrar, number, "register");
        Case stopped = untilState(seller, number, State.STOPPED);
        assertThat(stopped.changes()).extracting(EvidenceChange::kind).containsExactly(Kind.REGISTER);
        assertThat(stopped.changes().getFirst().text()).contains("查封");
        assertThat(rows("natural-resources", "bdc_djb", number)).isZero();
        assertThat(currentOwners()).containsExactly(seller.citizenId());

        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set sfcf = '0' where bdcqzh = ?")
                .param(home)
                .update();
        stream.goOn("natural-resources");
        assertThat(cases.renew(seller, number).state()).isEqualTo(State.REGISTERING);
        untilState(seller, number, State.COMPLETED);
        assertThat(currentOwners()).containsExactly(buyer.citizenId());
        assertThat(keys(see(seller, number))).containsSubsequence("case.event.stopped", "case.event.goes-on");
    }

    @Test
    void theRegisterTakesNoSecondTitleThatNamesNoFormerOne() {
        JdbcClient register = TestProvince.owner("natural-resources");
        String insert = "insert into bdc_djb (bdcdyh, qlr_zjh, qlr_mc, zl, xzqh, yqzh, yqlr_zjh)"
                + " select bdcdyh, ?, '某人', zl, xzqh, ?, ? from bdc_djb where bdcqzh = ?";
        assertThatThrownBy(() -> register.sql(insert)
                        .params(Arrays.asList(buyer.citizenId(), null, null, home))
                        .update())
                .hasMessageContaining("须写明被替代的原权证");
        assertThat(currentOwners()).containsExactly(seller.citizenId());
        register.sql(insert)
                .params(Arrays.asList(buyer.citizenId(), home, seller.citizenId(), home))
                .update();
        assertThat(currentOwners()).containsExactly(buyer.citizenId());
    }

    @Test
    void ofTwoFirstTitlesOfAUnitTheRegisterTakesOne() throws Exception {
        String insert = "insert into bdc_djb (bdcdyh, qlr_zjh, qlr_mc, zl, xzqh) values ('first-" + unit + "', '"
                + buyer.citizenId() + "', '某人', '某处', '511602')";
        CyclicBarrier together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> entry = () -> {
                together.await();
                try {
                    return TestProvince.owner("natural-resources").sql(insert).update() == 1;
                } catch (DataAccessException e) {
                    return false;
                }
            };
            long entered = 0;
            for (Future<Boolean> one : threads.invokeAll(List.of(entry, entry))) {
                entered += one.get() ? 1 : 0;
            }
            assertThat(entered).isEqualTo(1);
        }
    }

    private String draft() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        return number;
    }

    private User newBuyer(String name) {
        User person = citizen(name);
        stream.put(
                "GA5100/000001",
                person.citizenId(),
                map("id_no", person.citizenId(), "name", name, "status", "normal"));
        return person;
    }

    private void forgetClaims(String number) {
        jdbc.sql("delete from casework.claim where case_number = ?")
                .param(number)
                .update();
    }

    private List<String> currentOwners() {
        return TestProvince.owner("natural-resources")
                .sql(
                        "select qlr_zjh from bdc_djb where qszt = '1' and bdcdyh = (select bdcdyh from bdc_djb where bdcqzh = ?)")
                .param(home)
                .query(String.class)
                .list();
    }
}
