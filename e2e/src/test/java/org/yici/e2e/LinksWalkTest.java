package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
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

/** A steward goes through the records in doubt by keys alone; what is decided takes effect at once and can be taken back. */
@TestInstance(Lifecycle.PER_CLASS)
class LinksWalkTest {
    private Browser browser;

    @BeforeAll
    void start() throws SQLException, IOException {
        browser = new Browser();
        enterDoubtfulRecords();
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    void aDecisionTakesEffectWithinSecondsAndCanBeTakenBack() throws Exception {
        try (Visitor steward = browser.desktop()) {
            steward.as(Accounts.STEWARD).at("/operator/links");
            for (int i = 0; i < 120 && steward.page().locator("[data-key=s]").count() == 0; i++) {
                Thread.sleep(250);
                steward.at("/operator/links");
            }
            assertThat(steward.text()).contains("没有有效证件号码的记录").contains("合计");
            steward.picture("links").expectAccessible().expectNoComplaints();

            press(steward, "s");
            steward.page().locator("#done").waitFor();
            assertThat(steward.text()).contains("已记录：是同一人");
            Locator decided = steward.page().locator("#decided tbody tr").first();
            decided.locator(".effect-LINKED").waitFor();

            // The way back is also on the page of a decided pair.
            steward.at(decided.locator("th a").getAttribute("href"));
            assertThat(steward.page().locator("#done").count()).isZero();
            press(steward, "u");
            steward.page().locator("#done").waitFor();
            assertThat(steward.text()).contains("决定已撤回");

            String pair = steward.page().url();
            press(steward, "d");
            steward.page().locator("#done").waitFor();
            steward.page()
                    .locator("#decided tbody tr")
                    .first()
                    .locator(".effect-APART")
                    .waitFor();
            steward.page().navigate(pair);
            assertThat(steward.text()).contains("不是同一人");
            steward.picture("links-decided").expectAccessible().expectNoComplaints();
        }
        try (Visitor phone = browser.phone()) {
            phone.inEnglish()
                    .as(Accounts.STEWARD)
                    .at("/operator/links")
                    .picture("links-phone-en")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            assertThat(phone.text()).contains("Records in doubt").contains("Two persons");
        }
    }

    @Test
    void whatThePlatformLinkedByItselfCanBeTakenApart() {
        try (Visitor steward = browser.desktop()) {
            steward.as(Accounts.STEWARD)
                    .at("/operator/links/linked")
                    .picture("links-linked")
                    .expectAccessible()
                    .expectNoComplaints();
            steward.page().locator("main tbody th a").first().click();
            steward.page().locator("[data-key=d]").waitFor();
            assertThat(steward.text()).contains("已自动归并").contains("合计");

            press(steward, "d");
            steward.page().locator("#done").waitFor();
            steward.page()
                    .locator("#decided tbody tr")
                    .first()
                    .locator(".effect-APART")
                    .waitFor();
            press(steward, "u");
            steward.page().getByText("决定已撤回").waitFor();
        }
    }

    @Test
    void aMergeIsListedAndCanBeUndone() throws Exception {
        try (Visitor steward = browser.desktop()) {
            steward.as(Accounts.STEWARD).at("/operator/links");
            for (int i = 0; i < 120 && steward.page().locator("[data-key=s]").count() == 0; i++) {
                Thread.sleep(250);
                steward.at("/operator/links");
            }
            press(steward, "s");
            steward.page()
                    .locator("#decided tbody tr")
                    .first()
                    .locator(".effect-LINKED")
                    .waitFor();

            steward.at("/operator/links/changes");
            Locator newest = steward.page().locator("#changes tbody tr").first();
            assertThat(newest.innerText()).contains("整个并入");
            steward.picture("links-changes").expectAccessible().expectNoComplaints();
            newest.locator("summary").click();
            newest.locator("[name=reason]").fill("核对户口簿后，两条记录不是同一人");
            steward.picture("links-changes-undo").expectAccessible();
            newest.locator("button").click();
            steward.page().locator("#done").waitFor();
            assertThat(steward.text()).contains("已撤销，几秒内生效");
            // The record is looked at again and comes back to the subject that it was of before.
            steward.page()
                    .locator("#changes tbody tr")
                    .getByText("自成一个")
                    .first()
                    .waitFor();
            assertThat(steward.page().locator(".change-OVERTAKEN").count()).isPositive();
            steward.at("/operator/links");
            assertThat(steward.page().locator("#decided tbody tr").first().innerText())
                    .contains("不是同一人");
        }
    }

    @Test
    void nobodyButAStewardSeesThem() {
        try (Visitor operator = browser.desktop()) {
            operator.as(Accounts.OPERATOR);
            assertThat(operator.page()
                            .navigate(DemoProcess.sharedUrl() + "/operator/links")
                            .status())
                    .isEqualTo(403);
        }
    }

    /** Presses a key once the page's script is there to hear it. */
    private static void press(Visitor steward, String key) {
        steward.page().waitForLoadState();
        steward.page().keyboard().press(key);
    }

    /** Household entries without a number, each a little less like the person than the one before. */
    private static void enterDoubtfulRecords() throws SQLException, IOException {
        String[][] variants = {
            {"left(xm, 2) || '某'", "zz"},
            {"left(xm, 2)", "zz"},
            {"left(xm, 1) || '某某'", "zz"},
            {"xm", "''"},
            {"left(xm, 2) || '某'", "''"},
            {"left(xm, 1) || '某' || right(xm, 1)", "substring(zz from '^.*[路街]')"},
        };
        JsonNode where = CaseApi.file(DemoProcess.sharedData().resolve("departments.json"))
                .path("public-security");
        try (Connection source = DriverManager.getConnection(
                        where.path("url").asString(),
                        where.path("user").asString(),
                        where.path("password").asString());
                var statement = source.createStatement()) {
            for (int i = 0; i < variants.length; i++) {
                statement.executeUpdate("insert into t_hkb (hh, xh, xm, yhzgx, zz, djrq) select 'ZW' || bh, " + i + ", "
                        + variants[i][0] + ", '子', " + variants[i][1]
                        + ", '2020-01-01' from t_rkxx where xm ~ '^[一-龥]{3}$'"
                        + " and zt = '0' order by bh offset " + (40 + 5 * i) + " limit 5");
            }
        }
    }
}
