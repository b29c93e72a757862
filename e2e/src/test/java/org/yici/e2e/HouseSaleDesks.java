package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What officials do of a sale at the window and at their desks, in browsers of their own. */
final class HouseSaleDesks {
    private static final double PATIENCE_MILLIS = 60_000;

    private final Browser browser;

    HouseSaleDesks(Browser browser) {
        this.browser = browser;
    }

    void sendBack(String number) {
        try (Visitor clerk = browser.withoutScript()) {
            Page page = clerk.as(Accounts.CLERK).at("/window").page();
            openTask(page, number);
            page.locator("#verdict-SUPPLEMENT").press(" ");
            page.locator("#comment").fill("请说明购房款是否已经付清。");
            press(page, "#decide");
            page.locator("#notice").waitFor();
        }
    }

    void accept(String number) {
        try (Visitor clerk = browser.desktop()) {
            Page page = clerk.as(Accounts.CLERK).at("/window").page();
            clerk.picture("window").expectAccessible().expectNoSidewaysScroll();
            page.locator("#number").fill(number);
            press(page, "#lookup");
            assertThat(page.locator(".found").innerText()).contains(number);
            openTask(page, number);
            press(page, "#claim");
            clerk.picture("window-task")
                    .expectAccessible()
                    .expectNoSidewaysScroll()
                    .expectNoComplaints();
            page.locator("#verdict-SUPPLEMENT").press(" ");
            press(page, "#decide");
            assertThat(page.locator("#comment-error").isVisible()).isTrue();
            clerk.picture("window-task-faults").expectAccessible();
            page.locator("#verdict-APPROVE").press(" ");
            press(page, "#decide");
            page.locator("#notice").waitFor();
            press(page, "#list-done");
            clerk.picture("window-done").expectAccessible().expectNoSidewaysScroll();
            assertThat(page.locator("#inbox tbody").innerText()).contains(number);
            clerk.at("/inbox").picture("inbox-desk").expectAccessible().expectNoSidewaysScroll();
        }
    }

    void approve(Accounts account, String number, Visitor visitor, String picture) {
        try (visitor) {
            Page page = visitor.as(account).at("/tasks").page();
            awaitTask(visitor, number);
            openTask(page, number);
            visitor.picture(picture);
            if (!picture.contains("housing")) {
                visitor.expectAccessible().expectNoSidewaysScroll();
            }
            page.locator("#verdict-APPROVE").press(" ");
            press(page, "#decide");
            page.locator("#notice").waitFor();
        }
    }

    void assessTax(String number) {
        try (Visitor tax = browser.desktop()) {
            Page page = tax.inEnglish().as(Accounts.TAX).at("/tasks").page();
            awaitTask(tax, number);
            tax.picture("tasks-tax-en").expectAccessible().expectNoSidewaysScroll();
            openTask(page, number);
            // What housing has filed came through housing's own database and the stream.
            assertThat(page.locator("#findings .source-badge").allInnerTexts())
                    .anyMatch(text -> text.contains("Housing"));
            assertThat(page.locator("#tax").inputValue()).matches("[0-9]+(\\.[0-9]+)?");
            tax.picture("task-tax-en").expectAccessible().expectNoSidewaysScroll();
            String task = page.url();
            page.locator("#verdict-APPROVE").press(" ");
            press(page, "#decide");
            page.locator("#notice").waitFor();
            tax.expectNoComplaints();
            assertThat(tax.open(task).status()).as("a task that is done").isEqualTo(409);
            tax.picture("task-gone-en").expectAccessible();
        }
    }

    /** The inbox fills itself; without scripts one reloads. */
    private static void awaitTask(Visitor visitor, String number) {
        long end = System.nanoTime() + (long) (PATIENCE_MILLIS * 1_000_000);
        while (row(visitor.page(), number).count() == 0 && System.nanoTime() < end) {
            visitor.page().waitForTimeout(500);
            visitor.at("/tasks");
        }
    }

    private static void openTask(Page page, String number) {
        press(page, row(page, number).locator(".task-link"));
    }

    private static Locator row(Page page, String number) {
        return page.locator("#inbox tbody tr", new Page.LocatorOptions().setHasText(number));
    }

    static void press(Page page, String selector) {
        press(page, page.locator(selector).first());
    }

    // click() waits for animation frames, which a page without scripts does not give.
    static void press(Page page, Locator target) {
        page.waitForNavigation(() -> target.press("Enter"));
    }
}
