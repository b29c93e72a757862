package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A receipt verifies itself in the browser: whole it is green, altered anywhere it is red with the step that fails, and never green
 * in a browser that cannot check it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReceiptWalkTest {
    private Browser browser;
    private String path;
    private String file;
    private String paper;

    @BeforeAll
    void aLookAtOnesOwnData() {
        browser = new Browser();
        try (Visitor seller = browser.desktop()) {
            seller.as(Accounts.SELLER).at("/my/data").at("/my/uses");
            path = seller.page().locator(".use-receipt").first().getAttribute("href");
            file = seller.page()
                    .request()
                    .get(DemoProcess.sharedUrl() + "/ledger" + path)
                    .text();
            seller.at(path);
            expectVerdict(seller, "good");
            assertThat(seller.page().locator(".checks [data-state=good]").count())
                    .isEqualTo(4);
            assertThat(seller.text()).contains("查看自己的数据").contains("验证通过");
            seller.picture("receipt")
                    .expectAccessible()
                    .expectNoSidewaysScroll()
                    .expectNoComplaints();
            String alt = seller.page().locator("figure img").getAttribute("alt");
            paper = alt.substring(alt.indexOf("/verify#"));

            seller.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(seller.page().locator(".site-header").isVisible()).isFalse();
            assertThat(seller.page().locator("figure img").isVisible()).isTrue();
            seller.picture("receipt-print");
        }
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    void aWholeReceiptIsGreenForAnybodyAndAnAlteredOneRedWithItsStep() {
        try (Visitor anybody = browser.desktop()) {
            anybody.at("/verify").picture("verify").expectAccessible();
            paste(anybody, file);
            expectVerdict(anybody, "good");
            // The words come after the verdict, by a request of their own.
            anybody.page().locator("#told > *").first().waitFor();
            assertThat(anybody.page().locator("#told").innerText())
                    .contains("政府掌握")
                    .doesNotContain("READING");
            anybody.picture("verify-good").expectAccessible();

            for (String[] altered : new String[][] {
                {"path", file.replace("\\\"kind\\\":\\\"READING\\\"", "\\\"kind\\\":\\\"QUERY\\\"")},
                {"path", file.replaceFirst("\"index\": [0-9]+", "\"index\": 0")},
                {"signature", withOtherSignature(file)},
                {"form", file.replace("\"index\": ", "\"index\":  ")},
                {"form", file.substring(0, file.length() / 2)}
            }) {
                assertThat(altered[1]).isNotEqualTo(file);
                paste(anybody, altered[1]);
                expectVerdict(anybody, "bad");
                assertThat(anybody.page()
                                .locator(".checks [data-state=bad]")
                                .first()
                                .getAttribute("data-step"))
                        .isEqualTo(altered[0]);
            }
            anybody.picture("verify-bad").expectAccessible().expectNoComplaints();
        }
    }

    @Test
    void thePaperOfAReceiptIsVerifiedByItsCodeWithoutSigningIn() {
        try (Visitor phone = browser.phone()) {
            phone.at(paper);
            expectVerdict(phone, "good");
            phone.picture("verify-paper-phone").expectAccessible().expectNoSidewaysScroll();
            char last = paper.charAt(paper.length() - 1);
            phone.at("/ledger").at(paper.substring(0, paper.length() - 1) + (last == 'a' ? 'b' : 'a'));
            expectVerdict(phone, "bad");
            phone.at(path.replaceAll("[0-9]+", "0")); // leads to the sign-in: what the entry says stays closed
            assertThat(phone.page().url()).endsWith("/login");
        }
    }

    @Test
    void aBrowserThatCannotCheckTheSignatureSaysSoAndIsNeverGreen() {
        try (Visitor old = browser.desktop()) {
            old.page()
                    .addInitScript(
                            "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))");
            old.inEnglish().at("/verify");
            paste(old, file);
            expectVerdict(old, "unknown");
            assertThat(old.text()).contains("./yici verify").doesNotContain("Verified:");
            assertThat(old.page().locator("[data-step=signature]").getAttribute("data-state"))
                    .isEqualTo("unknown");
            old.picture("verify-unknown-en").expectAccessible();
        }
        try (Visitor plain = browser.withoutScript()) {
            assertThat(plain.at("/verify").text()).contains("./yici verify").contains("未验证");
        }
    }

    @Test
    void aPersonAsksForACorrectionOfWhatIsHeld() {
        try (Visitor phone = browser.phone()) {
            phone.as(Accounts.SELLER).at("/my/data");
            assertThat(phone.text()).contains("公安").contains("民政");
            phone.page().locator(".held-ask a").first().click();
            phone.page().locator("#wrong").fill("登记的名字不对");
            phone.picture("correction-new-phone").expectAccessible().expectNoSidewaysScroll();
            phone.page().locator("#proposed").fill("应为户口簿上的名字");
            phone.page().locator(".correction-form button").click();
            phone.page().locator("[role=status].note-jade").waitFor();
            phone.picture("my-corrections-phone").expectAccessible().expectNoSidewaysScroll();
            phone.page().locator("form[action$=withdraw] button").first().click();
            phone.page().locator("[role=status].note-jade").waitFor();
            assertThat(phone.text()).contains("更正申请已撤回");
        }
    }

    private static void paste(Visitor visitor, String text) {
        visitor.page().locator("#verification").evaluate("it => it.dataset.verdict = 'none'");
        visitor.page().locator("#receipt-text").fill(text);
        visitor.page().locator("#verify-form button").click();
    }

    private static void expectVerdict(Visitor visitor, String verdict) {
        visitor.page()
                .locator(
                        "#verification[data-verdict=good], #verification[data-verdict=bad], #verification[data-verdict=unknown]")
                .waitFor();
        Locator verification = visitor.page().locator("#verification");
        assertThat(verification.getAttribute("data-verdict"))
                .as(verification.innerText())
                .isEqualTo(verdict);
    }

    /** Another signature in the right form: a character in its middle is another one. */
    private static String withOtherSignature(String receipt) {
        int at = receipt.lastIndexOf("\\n\"") - 20;
        char other = receipt.charAt(at) == 'A' ? 'B' : 'A';
        return receipt.substring(0, at) + other + receipt.substring(at + 1);
    }
}
