package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Pages that bring what is new by themselves, and what they say when they cannot; and what must fit beside it. */
@TestInstance(Lifecycle.PER_CLASS)
class LivePagesTest {
    private static final Locator.WaitForOptions GONE =
            new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

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
    void aPageThatLostThePlatformSaysSinceWhenAndRecovers() {
        try (Visitor clerk = browser.desktop()) {
            Page page = clerk.as(Accounts.CLERK).at("/window").page();
            Locator live = page.locator(".live-mark");
            Locator stale = page.locator("#stale");
            assertThat(live.isVisible()).isTrue();
            assertThat(stale.isVisible()).isFalse();
            page.context().setOffline(true);
            stale.waitFor();
            assertThat(stale.innerText()).containsPattern("自 \\d\\d:\\d\\d:\\d\\d 起不再实时");
            assertThat(live.isVisible()).isFalse();
            clerk.picture("window-stale").expectAccessible();
            page.context().setOffline(false);
            stale.waitFor(GONE);
            assertThat(live.isVisible()).isTrue();
        }
    }

    @Test
    void theOperatorsTableBesideTheChartShowsAllItsColumns() {
        try (Visitor operator = browser.desktop()) {
            Page page =
                    operator.inEnglish().as(Accounts.OPERATOR).at("/operator").page();
            page.locator("#flow-chart canvas").waitFor();
            operator.picture("operator-columns-en").expectNoSidewaysScroll();
            assertThat(overflow(page, "#flow-table")).isLessThanOrEqualTo(0);
            page.context().setOffline(true);
            page.locator("#stale").waitFor();
            assertThat(page.locator(".live-now").isVisible()).isFalse();
        }
    }

    @Test
    void whatIsToldAboutAQuarantinedRecordStaysInItsCard() {
        try (Visitor steward = browser.desktop()) {
            Page page = steward.inEnglish()
                    .as(Accounts.STEWARD)
                    .at("/operator/quarantine")
                    .page();
            page.locator("tbody th a").first().click();
            page.locator(".facts-narrow").waitFor();
            steward.picture("quarantined-en").expectAccessible().expectNoSidewaysScroll();
            assertThat(overflow(page, ".facts-narrow")).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void theDepartmentsAreReachedFromTheFootAlsoOnATelephone() {
        try (Visitor visitor = browser.desktop()) {
            Page page = visitor.at("/").page();
            page.waitForNavigation(
                    () -> page.locator("footer a[href='/demo/departments']").click());
            assertThat(visitor.title()).contains("部门");
            visitor.inEnglish().at("/").picture("menu-en").expectNoSidewaysScroll();
        }
        try (Visitor visitor = browser.phone()) {
            Page page = visitor.at("/").page();
            assertThat(page.locator("footer a[href='/demo/departments']").isVisible())
                    .isTrue();
        }
    }

    private static int overflow(Page page, String selector) {
        return ((Number) page.locator(selector).evaluate("place => place.scrollWidth - place.clientWidth")).intValue();
    }
}
