package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** What pages show while data moves: a citizen sees each use as it happens, an operator the flow, a steward the correction. */
@TestInstance(Lifecycle.PER_CLASS)
class DataInUseTest {
    private Browser browser;

    @BeforeAll
    void start() {
        browser = new Browser();
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    void aCitizenSeesEachUseAsItHappensAndTakesTheConsentBack() {
        try (Visitor watching = browser.desktop();
                Visitor applying = browser.desktop()) {
            watching.as(Accounts.SELLER).at("/my/uses");
            String before = newestReceipt(watching);

            applying.as(Accounts.SELLER).at("/services/house-sale");
            applying.page().locator("#start form button").click();
            applying.page().locator("#consent").click();

            // The page asks every second; the rest is the machine's load.
            watching.page()
                    .waitForCondition(
                            () -> !newestReceipt(watching).equals(before),
                            new Page.WaitForConditionOptions().setTimeout(10_000));
            assertThat(watching.text()).contains("办理二手房交易登记").contains("您的授权");
            watching.picture("my-data-used").expectAccessible().expectNoComplaints();
            String receipt = watching.page().locator(".use-receipt").first().getAttribute("href");
            assertThat(watching.page()
                            .request()
                            .get(DemoProcess.sharedUrl() + receipt)
                            .text())
                    .contains("yici-receipt/1");

            watching.at("/my/consents")
                    .picture("my-consents-given")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            int valid = watching.page().locator("form.revoke").count();
            assertThat(valid).isPositive();
            watching.page().locator("form.revoke button").first().click();
            watching.page().locator("[role=status].note-jade").waitFor();
            assertThat(watching.page().locator("form.revoke").count()).isEqualTo(valid - 1);
        }
        try (Visitor phone = browser.phone()) {
            phone.as(Accounts.SELLER)
                    .at("/my/uses")
                    .picture("my-data-used-phone")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            phone.at("/my/consents")
                    .picture("my-consents-given-phone")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
        }
        try (Visitor english = browser.desktop()) {
            english.inEnglish()
                    .as(Accounts.SELLER)
                    .at("/my/uses")
                    .picture("my-data-used-en")
                    .expectAccessible();
            assertThat(english.text()).contains("your consent");
        }
    }

    /** Which use is on top; a full page shows no more lines when another one comes. */
    private static String newestReceipt(Visitor citizen) {
        Locator receipts = citizen.page().locator(".use-receipt");
        return receipts.count() == 0 ? "" : receipts.first().getAttribute("href");
    }

    @Test
    void theOperatorSeesAChangeWithinSecondsAndHowLateItCame() throws Exception {
        try (Visitor operator = browser.desktop()) {
            operator.as(Accounts.OPERATOR).at("/operator");
            try (Connection source = department("public-security");
                    var change = source.prepareStatement("update t_rkxx set lxdh = lxdh where zt = '0'")) {
                for (int round = 0; round < 5; round++) {
                    change.execute();
                    Thread.sleep(500);
                }
            }
            operator.page()
                    .waitForFunction("() => [...document.querySelectorAll('#flow-data tbody tr')]"
                            + ".some(row => parseInt(row.cells[2].innerText.replace(',', '')) > 0)");
            assertThat(operator.page().locator("#live .gauges").innerText()).contains(" ms");
            operator.picture("operator-flowing").expectAccessible().expectNoComplaints();
        }
        try (Visitor phone = browser.phone()) {
            phone.as(Accounts.OPERATOR).at("/operator");
            phone.page().locator("#flow-chart canvas").waitFor();
            phone.picture("operator-flowing-phone").expectNoSidewaysScroll();
        }
    }

    @Test
    void aRecordThatTheDepartmentCorrectsLeavesQuarantineByItself() throws Exception {
        try (Visitor steward = browser.desktop()) {
            steward.as(Accounts.STEWARD).at("/operator/quarantine?rule=citizen-id.check");
            Locator row = steward.page()
                    .locator("tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("人口基本信息"))
                    .first();
            String wrong = row.locator(".failing").innerText();
            String key = row.locator("td .mono").last().innerText();
            String record = row.locator("th a").getAttribute("href");

            try (Connection source = department("public-security");
                    var correct = source.prepareStatement("update t_rkxx set sfzh = ? where bh = ?")) {
                correct.setString(1, withRightCheckCharacter(wrong));
                correct.setString(2, key);
                assertThat(correct.executeUpdate()).isEqualTo(1);
            }

            for (int i = 0; i < 60 && !steward.at(record).text().contains("来源已经更正"); i++) {
                Thread.sleep(250);
            }
            assertThat(steward.text()).contains("来源已经更正").contains("已更正");
            steward.picture("quarantined-corrected").expectAccessible();
        }
    }

    // GB 11643.
    private static String withRightCheckCharacter(String id) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (id.charAt(i) - '0') * weights[i];
        }
        return id.substring(0, 17) + "10X98765432".charAt(sum % 11);
    }

    private static Connection department(String code) throws IOException, SQLException {
        JsonNode where = CaseApi.file(DemoProcess.sharedData().resolve("departments.json"))
                .path(code);
        return DriverManager.getConnection(
                where.path("url").asString(),
                where.path("user").asString(),
                where.path("password").asString());
    }
}
