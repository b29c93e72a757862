package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An operator registers a department's key by its fingerprint and withdraws it with a reason, on a telephone and without scripts. */
@TestInstance(Lifecycle.PER_CLASS)
class KeysWalkTest {
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
    void aKeyIsRegisteredAndWithdrawnOnATelephone() throws Exception {
        try (Visitor operator = browser.phone()) {
            walk(operator.inEnglish(), "walk-phone", "phone");
            operator.expectNoComplaints();
        }
    }

    @Test
    void aKeyIsRegisteredAndWithdrawnWithoutScripts() throws Exception {
        try (Visitor operator = browser.withoutScript()) {
            walk(operator, "walk-plain", null);
        }
    }

    @Test
    void theKeysAreInTheMenusOfOperatorsAndStewards() {
        try (Visitor operator = browser.desktop()) {
            Page page = operator.as(Accounts.OPERATOR).at("/").page();
            page.waitForNavigation(
                    () -> page.locator(".nav-wide a[href='/operator/keys']").click());
            assertThat(page.locator(".nav-wide a[aria-current]").getAttribute("href"))
                    .isEqualTo("/operator/keys");
        }
        try (Visitor steward = browser.desktop()) {
            Page page = steward.as(Accounts.STEWARD).at("/operator/keys").page();
            assertThat(page.locator(".nav-wide a[aria-current]").getAttribute("href"))
                    .isEqualTo("/operator/keys");
            assertThat(page.locator("#new-key").count())
                    .as("operators register")
                    .isZero();
        }
        try (Visitor auditor = browser.desktop()) {
            assertThat(auditor.as(Accounts.AUDITOR).open("/operator/keys").status())
                    .isEqualTo(403);
            assertThat(auditor.page().locator("a[href='/operator/keys']").count())
                    .isZero();
        }
    }

    /** @param pictures under which name pictures are kept and the pages looked at closely; null if no script runs */
    private static void walk(Visitor operator, String system, String pictures) throws Exception {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        String fingerprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        Page page = operator.as(Accounts.OPERATOR).at("/operator/keys").page();
        page.locator("#new-key").press("Enter");
        page.locator("#department").selectOption("tax");
        page.locator("#system").fill(system);
        page.locator("#public_key")
                .fill("-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(key)
                        + "\n-----END PUBLIC KEY-----\n");
        page.locator("#look").press("Enter");
        page.locator("#fingerprint").waitFor();
        assertThat(page.locator("#fingerprint").innerText()).isEqualTo(fingerprint);
        look(operator, pictures, "keys-compare");
        page.locator("#register").press("Enter");
        page.locator("#withdraw-form").waitFor();
        assertThat(operator.title()).startsWith(system + ".");
        look(operator, pictures, "key");
        page.locator("#reason").fill("The machine was stolen");
        page.locator("#sure").press("Space");
        page.locator("#withdraw").press("Enter");
        page.locator("#done").waitFor();
        assertThat(page.locator("#withdraw-form").count()).isZero();
        look(operator, pictures, "key-withdrawn");
        operator.at("/operator/keys/history");
        assertThat(operator.text())
                .contains(
                        "The machine was stolen",
                        operator.page().locator("tbody a.mono").first().innerText());
    }

    private static void look(Visitor operator, String pictures, String name) {
        if (pictures != null) {
            operator.picture(name + "-" + pictures).expectAccessible().expectNoSidewaysScroll();
        }
    }
}
