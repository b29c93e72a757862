package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page that is not of a case, as people meet it: at a desk, on a telephone, in English, without scripts. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesTest {
    private final Map<String, Visitor> signedIn = new HashMap<>();
    private Browser browser;

    @BeforeAll
    void start() {
        browser = new Browser();
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    /** A page, by whom it is opened, and under which name its pictures are kept. */
    record Place(String name, Accounts account, String path) {
        @Override
        public String toString() {
            return path + (account == null ? "" : " as " + account.username());
        }
    }

    static Stream<Place> places() {
        return Stream.of(
                new Place("home", null, "/"),
                new Place("home-company", null, "/?tab=company"),
                new Place("home-search", null, "/?q=许可"),
                new Place("home-nothing", null, "/?q=zzzz"),
                new Place("home-simple", null, "/?elder=on"),
                new Place("guide-listed", null, "/services/511A0138000000"),
                new Place("guide-house", null, "/services/house-sale"),
                new Place("guide-permit", Accounts.FOUNDER, "/services/transport-permit"),
                new Place("login", null, "/login"),
                new Place("login-failed", null, "/login?error"),
                new Place("catalogue", null, "/catalogue"),
                new Place("standard", null, "/catalogue/standards/ethnicity"),
                new Place("resource", null, "/catalogue/GA5100/000001"),
                new Place("ledger", null, "/ledger"),
                new Place("my-data", Accounts.SELLER, "/my/data"),
                new Place("my-uses", Accounts.SELLER, "/my/uses"),
                new Place("my-consents", Accounts.SELLER, "/my/consents"),
                new Place("operator", Accounts.OPERATOR, "/operator"),
                new Place("operator-alerts", Accounts.OPERATOR, "/operator/alerts"),
                new Place("operator-history", Accounts.OPERATOR, "/operator/history"),
                new Place("ledger-auditor", Accounts.AUDITOR, "/ledger"),
                new Place("keys", Accounts.OPERATOR, "/operator/keys"),
                new Place("keys-history", Accounts.OPERATOR, "/operator/keys/history"),
                new Place("keys-new", Accounts.OPERATOR, "/operator/keys/new"),
                new Place("definitions", Accounts.OPERATOR, "/operator/definitions"),
                new Place("definition", Accounts.OPERATOR, "/operator/definitions/resource/GA5100.000001"),
                new Place("definition-edit", Accounts.OPERATOR, "/operator/definitions/resource/GA5100.000001/edit"),
                new Place("departments", Accounts.OPERATOR, "/operator/definitions/departments"),
                new Place("reviews", Accounts.OPERATOR, "/operator/definitions/reviews"),
                new Place("grants", Accounts.OPERATOR, "/operator/grants"),
                new Place("grant", Accounts.OPERATOR, "/operator/grants/G-0001"),
                new Place("grant-new", Accounts.OPERATOR, "/operator/grants/new?resource=GA5100/000001"),
                new Place("quarantine", Accounts.STEWARD, "/operator/quarantine"));
    }

    /** The ways in which pages are met. */
    private enum View {
        DESK,
        PHONE,
        ENGLISH,
        NO_SCRIPT
    }

    /** At the place. Whoever is signed in stays so for all pages; who is not may have been given settings by a page, so each is new. */
    private void at(View view, Place place, Consumer<Visitor> look) {
        if (place.account() == null) {
            try (Visitor visitor = visitor(view)) {
                look.accept(visitor.at(place.path()));
            }
        } else {
            look.accept(signedIn.computeIfAbsent(
                            view + place.account().username(),
                            key -> visitor(view).as(place.account()))
                    .forgetComplaints()
                    .at(place.path()));
        }
    }

    private Visitor visitor(View view) {
        return switch (view) {
            case DESK -> browser.desktop();
            case PHONE -> browser.phone();
            case ENGLISH -> browser.phone().inEnglish();
            case NO_SCRIPT -> browser.withoutScript();
        };
    }

    @ParameterizedTest
    @MethodSource("places")
    void isRightAtADesk(Place place) {
        at(
                View.DESK,
                place,
                visitor -> visitor.picture(place.name())
                        .expectAccessible()
                        .expectNoSidewaysScroll()
                        .expectNoComplaints());
    }

    @ParameterizedTest
    @MethodSource("places")
    void isRightOnATelephone(Place place) {
        at(
                View.PHONE,
                place,
                visitor -> visitor.picture(place.name() + "-phone")
                        .expectAccessible()
                        .expectNoSidewaysScroll()
                        .expectNoComplaints());
    }

    /** English words are longer, which a telephone shows first. */
    @ParameterizedTest
    @MethodSource("places")
    void fitsATelephoneInEnglish(Place place) {
        at(View.ENGLISH, place, visitor -> {
            visitor.expectAccessible().expectNoSidewaysScroll().expectNoComplaints();
            assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo("en");
        });
    }

    @ParameterizedTest
    @MethodSource("places")
    void saysTheSameWithoutScripts(Place place) {
        at(View.NO_SCRIPT, place, visitor -> {
            assertThat(visitor.title()).isNotBlank();
            assertThat(visitor.page().locator(".nav-wide a").count())
                    .isGreaterThanOrEqualTo(place.name().equals("home-simple") ? 1 : 3);
        });
    }

    @Test
    void theMenuOnATelephoneOpensWithoutScripts() {
        try (Visitor visitor = browser.phone()) {
            visitor.at("/");
            assertThat(visitor.page().locator(".nav-wide").isVisible()).isFalse();
            visitor.page().locator(".nav-narrow summary").press("Enter");
            assertThat(visitor.page().locator(".nav-narrow a").first().isVisible())
                    .isTrue();
            visitor.picture("menu-phone").expectAccessible();
        }
    }

    @Test
    void largeTextIsLargerAndKeptOnTheNextPage() {
        try (Visitor visitor = browser.desktop()) {
            visitor.at("/");
            double before = fontSize(visitor);
            visitor.at("/?elder=on").at("/catalogue");
            assertThat(fontSize(visitor)).isGreaterThan(before * 1.2);
            visitor.picture("catalogue-large").expectAccessible().expectNoSidewaysScroll();
        }
    }

    @Test
    void theSimpleViewFitsATelephone() {
        try (Visitor visitor = browser.phone()) {
            visitor.at("/?elder=on").expectNoSidewaysScroll();
            for (String path : List.of("/?q=养老金", "/services/house-sale", "/services/511A0138000000", "/login")) {
                visitor.at(path).expectNoSidewaysScroll();
            }
        }
    }

    private static double fontSize(Visitor visitor) {
        return ((Number) visitor.page().evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)"))
                .doubleValue();
    }

    @Test
    void theGuideLeadsToTheSignInAndBack() {
        try (Visitor visitor = browser.withoutScript()) {
            visitor.at("/services/house-sale");
            visitor.page().locator("#start a.btn").press("Enter");
            visitor.page().waitForURL("**/login");
            visitor.page().locator("#as-seller").press("Enter");
            visitor.page().locator("#start form button").waitFor();
            assertThat(visitor.page().url()).contains("/services/house-sale");
        }
    }

    @Test
    void aSearchFindsAnItemOfTheDistrictsListAndSaysHowItIsDone() {
        try (Visitor visitor = browser.withoutScript()) {
            visitor.at("/");
            visitor.page().locator("#q").fill("道路货物运输经营许可");
            visitor.page().locator("#q").press("Enter");
            visitor.page().locator("#all table").waitFor();
            assertThat(visitor.page().locator("#all tbody tr").count()).isBetween(1, 15);
            assertThat(visitor.text()).contains("可网办").contains("到窗口办");
        }
    }

    @Test
    void theLiveFlowIsDrawnAndItsFiguresMove() {
        try (Visitor visitor = browser.desktop()) {
            visitor.as(Accounts.OPERATOR).at("/operator");
            visitor.page().locator("#flow-chart canvas").waitFor();
            String first = visitor.page().locator("#sources-title + p").innerText();
            visitor.page()
                    .waitForFunction(
                            "first => document.querySelector('#sources-title + p').innerText !== first", first);
            assertThat(visitor.page().locator("#flow-data tbody tr").count()).isEqualTo(120);
            visitor.expectNoComplaints();
        }
    }

    @Test
    void aQuarantinedRecordNamesTheFailingColumnAndWhatToDo() {
        try (Visitor visitor = browser.desktop()) {
            visitor.as(Accounts.STEWARD).at("/operator/quarantine");
            visitor.page().locator("tbody th a").first().click();
            visitor.page().locator(".row-alarm .failing").first().waitFor();
            assertThat(visitor.text()).contains("接下来怎么办").contains("来源");
            visitor.picture("quarantined").expectAccessible().expectNoSidewaysScroll();
        }
    }

    @Test
    void whoeverLacksTheRoleIsToldSoInPlainWords() {
        try (Visitor visitor = browser.desktop()) {
            assertThat(visitor.as(Accounts.SELLER).open("/operator").status()).isEqualTo(403);
            assertThat(visitor.title()).contains("没有权限");
            visitor.picture("error-403").expectAccessible();
        }
    }

    @Test
    void anAddressThatDoesNotExistSaysWhatToDo() {
        try (Visitor visitor = browser.desktop()) {
            assertThat(visitor.open("/services/none").status()).isEqualTo(404);
            assertThat(visitor.title()).contains("没有找到");
            visitor.picture("error-404").expectAccessible();
            assertThat(visitor.open("/services/none?lang=en").status()).isEqualTo(404);
            assertThat(visitor.title()).contains("not found");
        }
    }

    @Test
    void everythingCanBeReachedByKeyboardFromTheSkipLink() {
        try (Visitor visitor = browser.desktop()) {
            visitor.at("/");
            visitor.page().keyboard().press("Tab");
            assertThat(visitor.page().evaluate("() => document.activeElement.className"))
                    .isEqualTo("skip-link");
            visitor.page().keyboard().press("Enter");
            visitor.page().keyboard().press("Tab");
            assertThat(visitor.page().evaluate("() => document.querySelector('main').contains(document.activeElement)"))
                    .isEqualTo(true);
        }
    }

    @Test
    void theSignInPageOffersTheDemonstrationsAccounts() {
        try (Visitor visitor = browser.desktop()) {
            visitor.at("/login");
            for (Accounts account : List.of(Accounts.SELLER, Accounts.CLERK, Accounts.STEWARD, Accounts.OPERATOR)) {
                assertThat(visitor.page().locator("#as-" + account.username()).count())
                        .isEqualTo(1);
            }
            visitor.as(Accounts.SELLER).signOut();
        }
    }
}
