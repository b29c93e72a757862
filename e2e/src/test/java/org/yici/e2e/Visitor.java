package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser window of their own: own cookies, own session. */
public final class Visitor implements AutoCloseable {
    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " (" + message.location() + ") at " + page.url());
            }
        });
        page.onPageError(error -> complaints.add(error + " at " + page.url()));
    }

    public Page page() {
        return page;
    }

    /** Opens a path of the platform. */
    public Response open(String path) {
        return page.navigate(path);
    }

    /** Opens a path of the platform and expects it to be there. */
    public Visitor at(String path) {
        assertThat(open(path).status()).as(path).isEqualTo(200);
        return this;
    }

    /** Reads in English from now on. */
    public Visitor inEnglish() {
        open("/login?lang=en");
        return this;
    }

    /** Signs in with a demonstration account's card on the sign-in page. */
    public Visitor as(Accounts account) {
        open("/login");
        // click() waits for animation frames, which a page without scripts does not give.
        page.locator("#as-" + account.username()).press("Enter");
        page.locator(".topbar-user").waitFor();
        return this;
    }

    public void signOut() {
        page.locator(".topbar-button").press("Enter");
        page.locator(".topbar-strong").waitFor();
    }

    /** The text of the page's content. */
    public String text() {
        return page.locator("main").innerText();
    }

    public String title() {
        return page.locator("h1").first().innerText();
    }

    /** Nothing that the accessibility standards forbid is on the page (WCAG 2.2, levels A and AA). */
    public Visitor expectAccessible() {
        // Legacy mode leaves out frames of other origins, which no page has, and a blank page to sum up on, which takes
        // time.
        assertThat(new AxeBuilder(page)
                        .withTags(STANDARDS)
                        .setLegacyMode(true)
                        .analyze()
                        .getViolations())
                .as("accessibility of %s", page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .map(node -> String.valueOf(node.getHtml()))
                                .limit(3)
                                .toList())
                .isEmpty();
        return this;
    }

    /** The page is not wider than the window. */
    public Visitor expectNoSidewaysScroll() {
        Object overflow =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue())
                .as("pixels by which %s is wider than the window", page.url())
                .isLessThanOrEqualTo(0);
        return this;
    }

    /** What went wrong on pages before is another test's. */
    Visitor forgetComplaints() {
        complaints.clear();
        return this;
    }

    /** No script failed and the content policy refused nothing, on all pages since the visit began or complaints were forgotten. */
    public Visitor expectNoComplaints() {
        assertThat(complaints).as("what the browser complained about").isEmpty();
        return this;
    }

    /** Keeps a picture of the whole page in {@code target/screenshots}. */
    public Visitor picture(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
