package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.identity.Role;

/** What all pages have. */
@Tag("road")
class PagesTest extends PagesScenario {
    PagesTest(@Autowired MockMvc pages, @Autowired JdbcClient jdbc, @Autowired ApplicationContext platform) {
        super(pages, jdbc, platform);
    }

    @ParameterizedTest
    @CsvSource({
        "/,",
        "/?tab=company&page=99999,",
        "/?q=nothing-like-it,",
        "/login,",
        "/login?error,",
        "/catalogue,",
        "/ledger,",
        "/ledger?index=99999999,",
        "/my/data,APPLICANT",
        "/my/corrections,APPLICANT",
        "/operator/corrections,STEWARD",
        "/my/uses,APPLICANT",
        "/my/uses?kind=query&from=2026-01-01&to=2026-12-31,APPLICANT",
        "/my/uses/0/same,APPLICANT",
        "/verify,",
        "/my/consents,APPLICANT",
        "/operator,OPERATOR",
        "/operator/quarantine,OPERATOR",
        "/operator/quarantine?state=released,STEWARD",
        "/operator/links,STEWARD",
        "/operator/links/linked,STEWARD",
        "/operator/links/changes,STEWARD",
        "/operator/links/failed,STEWARD",
        "/operator/alerts,OPERATOR",
        "/operator/definitions,OPERATOR",
        "/operator/grants,AUDITOR",
        "/operator/grants?all=yes,STEWARD",
        "/operator/grants/new,STEWARD",
        "/operator/definitions/new?kind=resource,STEWARD",
        "/operator/history?day=2026-11-01,OPERATOR",
        "/ledger?kind=QUERY,AUDITOR"
    })
    void everyPageIsWholeInBothLanguages(String path, @Nullable Role role) throws Exception {
        String separator = path.contains("?") ? "&" : "?";
        String chinese = html(path + separator + "lang=zh", role);
        String english = html(path + separator + "lang=en", role);

        assertThat(chinese).contains("<html lang=\"zh-CN\"").contains("办事服务").contains("</html>");
        assertThat(english).contains("<html lang=\"en\"").contains(">Services<").contains("</html>");
        assertThat(chinese + english).as("keys without words").doesNotContainPattern("\\?\\?[a-z][^<]+\\?\\?");
    }

    @ParameterizedTest
    @CsvSource({
        "/,,/",
        "/my/uses,APPLICANT,/my/data",
        "/operator,OPERATOR,/operator",
        "/operator/alerts,OPERATOR,/operator",
        "/operator/keys/new,OPERATOR,/operator/keys",
        "/operator/quarantine,OPERATOR,/operator/quarantine",
        "/ledger,,/ledger"
    })
    void theMenuShowsWhereOneIs(String path, @Nullable Role role, String entry) throws Exception {
        assertThat(html(path, role)).containsPattern("<a href=\"" + entry + "\"[^>]*aria-current=\"page\"");
    }

    @Test
    void aLanguageThatDoesNotExistChangesNothing() throws Exception {
        assertThat(html("/?lang=fr", null)).contains("<html lang=\"zh-CN\"");
    }

    @Test
    void theChoiceOfLanguageAndTextSizeIsKept() throws Exception {
        pages.perform(get("/?lang=en&elder=on"))
                .andExpect(
                        header().stringValues("Set-Cookie", hasItems(startsWith("lang=en;"), startsWith("elder=on;"))));
        pages.perform(get("/").cookie(new Cookie("lang", "en"), new Cookie("elder", "on")))
                .andExpect(content().string(containsString("<html lang=\"en\" class=\"elder\"")));
    }

    @Test
    void theLinkToTheOtherLanguageKeepsTheSearch() throws Exception {
        assertThat(html("/?q=abc&kind=1", null)).contains("/?q=abc&amp;kind=1&amp;lang=en");
    }

    /** The page of an error is made in a second dispatch, which only a real request has. */
    @Test
    void anUnknownPageIsAPageOfTheSiteWithASearch() throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = browser.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/not/there"))
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("site-header", "没有找到这个页面", "role=\"search\"", "href=\"/not/there?lang=en\"");
        }
    }

    @Test
    void whoeverIsNotSignedInIsLedToTheSignInPage() throws Exception {
        for (String path : new String[] {"/my/uses", "/my/consents", "/operator", "/operator/quarantine"}) {
            pages.perform(get(path)).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/login"));
        }
    }

    @Test
    void pagesOfARoleAreClosedToOthers() throws Exception {
        pages.perform(get("/operator").with(as(Role.APPLICANT))).andExpect(status().isForbidden());
        pages.perform(get("/operator").with(as(Role.STEWARD))).andExpect(status().isForbidden());
        pages.perform(get("/operator/quarantine").with(as(Role.AUDITOR))).andExpect(status().isForbidden());
        pages.perform(get("/my/uses").with(as(Role.OPERATOR))).andExpect(status().isForbidden());
    }

    @Test
    void aSearchThatFindsACardDoesNotSayThatNothingMatches() throws Exception {
        CaseworkPack.publish(platform);
        assertThat(html("/?q=house&lang=en", null))
                .contains("/services/house-sale")
                .doesNotContain("empty-title");
        assertThat(html("/?q=zzzz&lang=en", null)).contains("empty-title");
    }

    @Test
    void nothingIsSentAgainWhileNobodyUsesTheData() throws Exception {
        pages.perform(get("/my/uses/list?seen=-1").with(as(Role.APPLICANT)))
                .andExpect(status().isNoContent())
                .andExpect(content().string(""));
        pages.perform(get("/my/uses/list?seen=5").with(as(Role.APPLICANT))).andExpect(status().isOk());
    }

    @Test
    void aReceiptThatDoesNotExistIsNotFound() throws Exception {
        pages.perform(get("/ledger/receipts/999999999")).andExpect(status().isNotFound());
        pages.perform(get("/ledger/receipts/x")).andExpect(status().isBadRequest());
    }

    @Test
    void theIconThatBrowsersAskForByThemselvesIsThere() throws Exception {
        pages.perform(get("/favicon.ico")).andExpect(redirectedUrl("/img/logo.svg"));
    }

    @Test
    void theAssetsThatPagesNameAreThere() throws Exception {
        Matcher asset = Pattern.compile("(?:src|href)=\"(/(?:webjars|css|js|img)/[^\"]+)\"")
                .matcher(html("/", null) + html("/operator", Role.OPERATOR));
        int found = 0;
        while (asset.find()) {
            pages.perform(get(asset.group(1))).andExpect(status().isOk());
            found++;
        }
        assertThat(found).isGreaterThan(10);
    }
}
