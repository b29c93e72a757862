package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes the pictures of the two READMEs anew, each in its language: {@code ./yici pictures}. {@code ./yici test} leaves it out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmePictures {
    private static final Path FOLDER = Path.of("").toAbsolutePath().resolveSibling("docs/pictures");
    private static final long LARGEST_BYTES = 150_000;

    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(FOLDER);
        browser = new Browser();
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void aReadmeHasItsPictures(String language) throws IOException {
        try (Visitor seller = browser.desktop()) {
            Page page = seller.page();
            page.setViewportSize(1180, 700);
            seller.open("/login?lang=" + language);
            seller.as(Accounts.SELLER).at("/services/house-sale");
            page.locator("#start form button").press("Enter");
            page.locator("#consent").press("Enter");
            page.locator("#check-continue").waitFor();
            keep(page, "prefilled", language);
            page.onDialog(com.microsoft.playwright.Dialog::accept);
            page.locator("#discard").press("Enter");

            seller.at("/my/uses");
            page.locator(".use-receipt").first().press("Enter");
            page.locator("[data-verdict=good]").first().waitFor();
            keep(page, "receipt", language);
        }
    }

    /** What a reader of the page sees first, below the frame that all pages have. */
    private static void keep(Page page, String name, String language) throws IOException {
        page.evaluate("() => document.querySelector('main').scrollIntoView()");
        Path file = FOLDER.resolve(name + "-" + language + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).as("bytes of %s", file).isLessThan(LARGEST_BYTES);
    }
}
