package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.e2e.HouseSaleDesks.press;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A home is sold by pages alone: the seller at a desk, the buyer on a telephone and in English, one department without scripts, and
 * nobody brings a paper.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HouseSaleWalkTest {
    /** What passes between departments comes by way of their own databases and the stream. */
    private static final double PATIENCE_MILLIS = 60_000;

    private Browser browser;
    private HouseSaleDesks desks;

    @BeforeAll
    void start() {
        browser = new Browser();
        desks = new HouseSaleDesks(browser);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    @Order(1)
    void aDraftIsKeptAndItsFaultsAreNamed() {
        try (Visitor seller = browser.desktop()) {
            toTheForm(seller.as(Accounts.SELLER));
            Page page = seller.page();
            page.locator("#buyer_id").fill("511602199001011234");
            page.locator("#price").fill("八十万");
            press(page, "#fill-continue");
            seller.picture("apply-faults").expectAccessible().expectNoSidewaysScroll();
            assertThat(page.locator("#errors li").count()).isGreaterThanOrEqualTo(3);
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("errors");
            page.locator("#errors a[href='#price']").press("Enter");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("price");
            assertThat(page.locator("#price").inputValue()).isEqualTo("八十万");
            assertThat(page.locator("#price").getAttribute("aria-describedby")).contains("price-error");
            String number = page.locator(".about .mono").first().innerText();
            press(page, "#fill-later");
            assertThat(page.locator("#case-" + number).isVisible()).isTrue();
            seller.at("/apply/" + number + "/fill");
            assertThat(page.locator("#buyer_id").inputValue()).isEqualTo("511602199001011234");
            page.onDialog(com.microsoft.playwright.Dialog::accept);
            press(page, "#discard");
            assertThat(seller.open("/cases/" + number).status()).isEqualTo(200);
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("WITHDRAWN");
        }
    }

    @Test
    @Order(2)
    void nobodySeesAnotherPersonsDraft() {
        String number;
        try (Visitor seller = browser.withoutScript()) {
            number = toTheForm(seller.as(Accounts.SELLER));
            press(seller.page(), "#discard");
        }
        try (Visitor stranger = browser.desktop()) {
            stranger.as(Accounts.FOUNDER);
            assertThat(stranger.open("/cases/" + number).status()).isEqualTo(404);
            assertThat(stranger.open("/apply/" + number + "/fill").status()).isEqualTo(404);
            assertThat(stranger.open("/window").status()).isEqualTo(403);
        }
    }

    @Test
    @Order(3)
    void aHomeIsSoldWithoutPaper() {
        try (Visitor seller = browser.desktop()) {
            String number = apply(seller);
            confirm(number);
            spouseConfirms(Accounts.SPOUSE, number, "AWAITING_PARTY");
            assertThat(seller.at("/cases/" + number).text()).doesNotContain("买方配偶");
            spouseConfirms(Accounts.PARTNER, number, "SUBMITTED");
            desks.sendBack(number);
            supplement(seller);
            desks.accept(number);
            desks.approve(Accounts.HOUSING, number, browser.withoutScript(), "task-housing");
            desks.approve(Accounts.TITLE, number, browser.desktop(), "task-title");
            seller.at("/cases/" + number)
                    .picture("case-in-progress")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            desks.assessTax(number);
            payTax(number);
            desks.approve(Accounts.REGISTRAR, number, browser.phone(), "task-register-phone");

            // Nobody reloads: the page brings the result by itself.
            Page page = seller.page();
            page.locator("#result").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("COMPLETED");
            assertThat(page.locator("#result-1").innerText()).contains("不动产权");
            assertThat(page.locator(".lane-done").count()).isEqualTo(3);
            assertThat(page.locator("#result").innerText())
                    .as("what the buyer's household makes of the tax is not the seller's to know")
                    .doesNotContain("契税（元）");
            assertThat(page.locator(".panel-evidence .panel-head").innerText()).containsPattern("部门共享 [0-9]+ 份");
            assertThat(page.locator(".panel-evidence").innerText())
                    .as("what departments hold about the buyer is not the seller's to know")
                    .contains("仅该方可见")
                    .doesNotContain("无记录");
            seller.picture("case-completed")
                    .expectAccessible()
                    .expectNoSidewaysScroll()
                    .expectNoComplaints();
            assertThat(page.locator(".panel-evidence a.proof").count()).isGreaterThanOrEqualTo(2);
            seller.at("/cases/" + number + "/receipt").picture("case-receipt").expectAccessible();
            assertThat((Boolean) page.evaluate("() => document.querySelector('figure img').naturalWidth > 0"))
                    .isTrue();
            onATelephone(number);
        }
    }

    /** Opens a new draft and goes as far as the form. */
    private static String toTheForm(Visitor seller) {
        Page page = seller.at("/services/house-sale").page();
        press(page, "#start form button");
        assertThat(page.url()).endsWith("/consent");
        String number = page.locator(".about .mono").first().innerText();
        press(page, "#consent");
        assertThat(page.url()).endsWith("/check");
        press(page, "#check-continue");
        assertThat(page.url()).endsWith("/fill");
        return number;
    }

    private String apply(Visitor seller) {
        Page page = seller.as(Accounts.SELLER).at("/services/house-sale").page();
        press(page, "#start form button");
        seller.picture("apply-consent").expectAccessible().expectNoSidewaysScroll();
        assertThat(page.locator(".ask").count()).isGreaterThanOrEqualTo(3);
        press(page, "#consent");
        seller.picture("apply-check").expectAccessible().expectNoSidewaysScroll();
        assertThat(page.locator("#material-title .source-badge").innerText()).contains("自然资源和规划局");
        press(page, "#check-continue");
        seller.picture("apply-fill").expectAccessible().expectNoSidewaysScroll();
        assertThat(page.locator("#title_no").inputValue()).contains("不动产权");
        page.locator("#buyer_name").fill(page.locator("#demo-buyer .demo-name").innerText());
        page.locator("#buyer_id").fill(page.locator("#demo-buyer .demo-id").innerText());
        page.locator("#spouse_name")
                .fill(page.locator("#demo-spouse .demo-name").innerText());
        page.locator("#spouse_id").fill(page.locator("#demo-spouse .demo-id").innerText());
        page.locator("#price").fill("860,000");
        page.locator("#payment").selectOption("once");
        page.locator("#phone").fill("13800001234");
        press(page, "#fill-continue");
        assertThat(page.url()).endsWith("/review");
        assertThat(seller.text()).contains("860,000");
        seller.picture("apply-review").expectAccessible().expectNoSidewaysScroll();
        press(page, "#submit");
        assertThat(page.url()).endsWith("/done");
        seller.picture("apply-done").expectAccessible().expectNoSidewaysScroll();
        return page.locator("#case-number").innerText();
    }

    private void confirm(String number) {
        try (Visitor buyer = browser.phone()) {
            Page page = buyer.inEnglish().as(Accounts.BUYER).at("/cases").page();
            buyer.picture("cases-buyer-phone-en").expectAccessible().expectNoSidewaysScroll();
            press(page, "#case-" + number + " .btn");
            buyer.picture("confirm-consent-phone-en").expectAccessible().expectNoSidewaysScroll();
            press(page, "#consent");
            buyer.picture("confirm-check-phone-en").expectAccessible().expectNoSidewaysScroll();
            assertThat(buyer.text()).contains("860,000").contains("Something wrong?");
            press(page, "#check-continue");
            buyer.picture("confirm-review-phone-en")
                    .expectAccessible()
                    .expectNoSidewaysScroll()
                    .expectNoComplaints();
            assertThat(page.locator("#contract-text").innerText()).contains("860");
            page.locator("#children_homes").fill("0");
            press(page, "#confirm");
            // Married, and naming nobody: told here, not to the seller.
            assertThat(page.locator("#errors a[href='#buyer-spouse_id']").innerText())
                    .contains("household");
            buyer.picture("confirm-household-phone-en").expectAccessible().expectNoSidewaysScroll();
            page.locator("#buyer-spouse_name")
                    .fill(page.locator("#demo-partner .demo-name").innerText());
            page.locator("#buyer-spouse_id")
                    .fill(page.locator("#demo-partner .demo-id").innerText());
            press(page, "#confirm");
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("AWAITING_PARTY");
            buyer.picture("confirm-done-phone-en").expectAccessible().expectNoSidewaysScroll();
            // Until the spouses have confirmed, the buyer may take it back.
            assertThat(buyer.at("/cases/" + number).page().locator("#take-back").count())
                    .isEqualTo(1);
            buyer.picture("confirm-take-back-phone-en").expectAccessible().expectNoSidewaysScroll();
        }
    }

    /** The seller's, because the home was acquired in marriage; the buyer's, because the tax counts the homes of the household. */
    private void spouseConfirms(Accounts account, String number, String state) {
        try (Visitor spouse = browser.withoutScript()) {
            Page page = spouse.as(account).at("/cases").page();
            press(page, "#case-" + number + " .btn");
            press(page, "#consent");
            press(page, "#check-continue");
            spouse.picture("confirm-review-" + account.username());
            press(page, "#confirm");
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo(state);
        }
    }

    private void supplement(Visitor seller) {
        // The page where the seller waits brings it by itself.
        Page page = seller.page();
        page.locator("#supplement-request").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("#supplement-request").innerText()).contains("请说明购房款是否已经付清。");
        seller.picture("case-supplement").expectAccessible().expectNoSidewaysScroll();
        page.locator("#supplement-request input").last().fill("已经付清。");
        press(page, "#supplement-send");
        assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("SUBMITTED");
    }

    /** What is due comes to the buyer's page by itself; the bank is another page, and the case goes on when it has told the tax office. */
    private void payTax(String number) {
        String bank;
        try (Visitor buyer = browser.phone()) {
            Page page =
                    buyer.inEnglish().as(Accounts.BUYER).at("/cases/" + number).page();
            page.locator("#act-tax-paid").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
            buyer.picture("case-pay-phone-en").expectAccessible().expectNoSidewaysScroll();
            press(page, "#act-tax-paid");
            bank = page.url();
            assertThat(buyer.text()).contains("Simulated");
            buyer.picture("bank-phone-en").expectAccessible().expectNoSidewaysScroll();
            press(page, "#pay");
            assertThat(page.locator("#serial").innerText()).startsWith("YC");
            buyer.picture("bank-receipt-phone-en")
                    .expectAccessible()
                    .expectNoSidewaysScroll()
                    .expectNoComplaints();
            press(page, "#back");
            assertThat(page.url()).as("back to the case").endsWith("/cases/" + number);
        }
        try (Visitor customer = browser.desktop()) {
            customer.at(bank.substring(bank.indexOf("/demo/")))
                    .picture("bank-settled")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            assertThat(customer.page().locator("#settled").isVisible()).isTrue();
        }
    }

    private void onATelephone(String number) {
        try (Visitor buyer = browser.phone()) {
            buyer.as(Accounts.BUYER).at("/inbox").picture("inbox-phone");
            buyer.expectAccessible().expectNoSidewaysScroll().expectNoComplaints();
            assertThat(buyer.text()).contains("办结", number);
            buyer.at("/cases/" + number).picture("case-completed-phone");
            buyer.expectAccessible().expectNoSidewaysScroll().expectNoComplaints();
            assertThat(buyer.page().locator("#result").innerText()).containsPattern("契税（元）\\s+[0-9]{1,3},[0-9]{3}");
        }
    }
}
