package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.until;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.expression.Expression;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;

/** No title is registered before the deed tax is paid. */
class PaymentTest extends CaseScenario {
    private final MockMvc pages;

    @Autowired
    PaymentTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    @Test
    void theCaseWaitsForThePaymentWhichTheBuyerAloneIsToldHowToMake() throws Exception {
        String number = assessed("8600");
        Case seen = until(
                "the buyer is told",
                () -> see(buyer, number),
                found -> found.waits().stream().anyMatch(wait -> wait.action() != null));
        assertThat(seen.waits()).singleElement().satisfies(wait -> {
            assertThat(wait.step()).isEqualTo("tax-paid");
            assertThat(wait.late()).isFalse();
            assertThat(wait.action()).isNotNull();
            assertThat(wait.action().text()).contains("8600", code(number));
            assertThat(wait.action().href()).isEqualTo("/demo/bank?code=" + code(number));
        });
        assertThat(see(seller, number).waits())
                .singleElement()
                .satisfies(wait -> assertThat(wait.action()).isNull());
        String href = "/demo/bank?code=" + code(number);
        assertThat(answer(buyer, "/api/v1/cases/" + number)).contains("\"step\":\"tax-paid\"", href);
        assertThat(answer(seller, "/api/v1/cases/" + number))
                .contains("\"step\":\"tax-paid\"")
                .doesNotContain(href);
        assertThat(answer(buyer, "/cases/" + number)).contains("等待买方缴纳契税", "id=\"act-tax-paid\"", href, "应缴契税 8600");
        assertThat(answer(seller, "/cases/" + number)).contains("等待买方缴纳契税").doesNotContain("act-tax-paid");
        assertThat(see(buyer, number).evidence("assessment").orElseThrow().values())
                .containsEntry("status", "assessed");
        assertThat(waiting(registrar, number, "register"))
                .as("unpaid, it cannot be registered")
                .isEqualTo(Optional.empty());

        pay(number);
        task(registrar, number, "register");
        Case paid = see(buyer, number);
        assertThat(paid.waits()).isEmpty();
        assertThat(paid.evidence("assessment").orElseThrow().values()).containsEntry("status", "paid");
        approve(registrar, number, "register");
        untilState(seller, number, State.COMPLETED);
    }

    @Test
    void whereNothingIsDueTheCaseGoesOnByItself() {
        String number = assessed("0");
        task(registrar, number, "register");
        assertThat(see(buyer, number).evidence("assessment").orElseThrow().values())
                .containsEntry("status", "paid");
    }

    /** Even if the process had been drawn wrongly, rules and the write-back would not let it pass. */
    @Test
    void whatTheRulesForbidAnOfficialCannotApprove() {
        ServiceItem item = TestProvince.item("house-sale");
        assertThat(item.handling().task("register").orElseThrow().needs())
                .extracting(CaseProcess.Need::that)
                .containsExactly(Expression.of("rule.recheck_title.outcome = \"clear\""));
        String number = assessed("8600");
        pay(number);
        task(registrar, number, "register");
        jdbc.sql(
                        "update casework.case_file set step_values = step_values || '{\"rule.recheck-title.outcome\": \"blocked\","
                                + " \"rule.recheck-title.reason\": \"tax-unpaid\"}' where number = ?")
                .param(number)
                .update();
        assertThatThrownBy(() -> approve(registrar, number, "register"))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("cannot be approved");
    }

    @Test
    void theTaxOfficeItselfRefusesAPaymentThatDoesNotFit() {
        String number = assessed("8600");
        until("the assessment is entered", () -> rows("tax", "sb_zsxx", number), rows -> rows == 1);
        refused("B1", "NONE", "8600", "没有这个缴款序号");
        refused("B2", code(number), "8599.99", "不符");
        pay(number);
        refused("B3", code(number), "8600", "无待缴税款");
        task(registrar, number, "register");
    }

    private void refused(String serial, String code, String amount, String why) {
        assertThatThrownBy(() -> TestProvince.owner("tax")
                        .sql("insert into sb_jkxx (yhlsh, jkxh, jkje) values (?, ?, ?)")
                        .params(List.of(serial, code, new BigDecimal(amount)))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(why);
    }

    private String answer(User who, String path) throws Exception {
        return pages.perform(get(path).with(user(new SignedInUser(who, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String code(String number) {
        return TestProvince.owner("tax")
                .sql("select jkxh from sb_zsxx where ywh = ?")
                .param(number)
                .query(String.class)
                .single();
    }
}
