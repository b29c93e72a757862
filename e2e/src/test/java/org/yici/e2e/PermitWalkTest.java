package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A company is registered in market regulation's own database; its transport permit is granted before the practice's three minutes. */
@TestInstance(Lifecycle.PER_CLASS)
class PermitWalkTest {
    private static final double PATIENCE_MILLIS = 60_000;

    /** A right code (GB 32100) that no company of the province has. */
    private static final String UNKNOWN_COMPANY = "91511602MA0000007A";

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
    void aPermitIsGrantedSecondsAfterTheCompanyIsRegistered() {
        try (Visitor founder = browser.desktop()) {
            Page page = founder.as(Accounts.FOUNDER)
                    .at("/demo/departments/market-regulation")
                    .page();
            press(page, "form[action$='/companies'] button");
            press(page, "a[href*='identifier=']");
            founder.picture("permit-guide").expectAccessible().expectNoSidewaysScroll();
            press(page, "#start form button");
            String number = handIn(founder);

            page.locator("#seconds").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
            founder.picture("permit-granted")
                    .expectAccessible()
                    .expectNoSidewaysScroll()
                    .expectNoComplaints();
            assertThat(Double.parseDouble(page.locator("#seconds").innerText())).isBetween(0.0, 180.0);
            founder.at("/cases/" + number)
                    .picture("permit-case")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("COMPLETED");
            assertThat(page.locator("#result-1").innerText()).isNotBlank();
            try (Visitor phone = browser.phone()) {
                phone.inEnglish().as(Accounts.FOUNDER).at("/cases/" + number).picture("permit-case-phone-en");
                phone.expectAccessible().expectNoSidewaysScroll().expectNoComplaints();
                assertThat(phone.text()).contains("seconds");
            }
        }
    }

    @Test
    void whoAppliesBeforeTheLicenceArrivesIsToldAndMayWait() {
        try (Visitor founder = browser.phone()) {
            Page page = founder.as(Accounts.FOUNDER)
                    .at("/services/transport-permit")
                    .page();
            page.locator("#identifier").fill(UNKNOWN_COMPANY);
            press(page, "#start form button");
            String number = handIn(founder);
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("AWAITING_DATA");
            assertThat(page.locator("[data-elapsed]").innerText()).contains("秒");
            founder.at("/cases/" + number)
                    .picture("permit-waiting-phone")
                    .expectAccessible()
                    .expectNoSidewaysScroll();
            page.locator(".withdraw summary").press("Enter");
            press(page, "#withdraw");
            assertThat(page.locator("#state").getAttribute("data-state")).isEqualTo("WITHDRAWN");
            founder.expectNoComplaints();
        }
    }

    private static String handIn(Visitor founder) {
        Page page = founder.page();
        founder.expectAccessible().expectNoSidewaysScroll();
        press(page, "#consent");
        founder.expectAccessible().expectNoSidewaysScroll();
        assertThat(founder.text()).as("times as people read them").doesNotContainPattern("[0-9]T[0-9]{2}:[0-9]{2}");
        press(page, "#check-continue");
        page.locator("#contact").fill("王慧华");
        page.locator("#phone").fill("13900001234");
        press(page, "#fill-continue");
        founder.expectAccessible().expectNoSidewaysScroll();
        press(page, "#submit");
        assertThat(page.url()).endsWith("/done");
        founder.picture("permit-done").expectAccessible().expectNoSidewaysScroll();
        return page.locator("#case-number").innerText();
    }

    private static void press(Page page, String selector) {
        page.waitForNavigation(() -> page.locator(selector).first().press("Enter"));
    }
}
