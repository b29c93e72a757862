package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.identifier.CitizenId;

@Tag("road")
@PlatformTest
class PagesTest {
    private static final String CITIZEN = "51160219850412118" + CitizenId.check("51160219850412118");
    private static final String RAW = "511602198504121190";

    private final MockMvc pages;
    private final JdbcClient jdbc;
    private final ApplicationContext platform;

    @LocalServerPort
    private int port;

    PagesTest(@Autowired MockMvc pages, @Autowired JdbcClient jdbc, @Autowired ApplicationContext platform) {
        this.pages = pages;
        this.jdbc = jdbc;
        this.platform = platform;
    }

    private static RequestPostProcessor as(Role role) {
        String department = switch (role) {
            case APPLICANT -> null;
            case STEWARD -> "public-security";
            default -> "big-data";
        };
        return user(new SignedInUser(
                new User("t-" + role, "测试", Set.of(role), department, role == Role.APPLICANT ? CITIZEN : null), ""));
    }

    private static User steward(String department) {
        return new User("steward-of-it", "管", Set.of(Role.STEWARD), department, null);
    }

    private String htmlFor(User user, String path) throws Exception {
        return html(get(path).with(user(new SignedInUser(user, ""))));
    }

    private String html(String path, @Nullable Role role) throws Exception {
        MockHttpServletRequestBuilder request = get(path);
        return html(role == null ? request : request.with(as(role)));
    }

    private String html(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private long quarantined(String source) {
        return jdbc.sql("""
                        insert into collection.quarantine (resource, source, source_key, position, sequence, rule, item,
                            value, record, edition, source_time)
                        values ('GA5100/000001', ?, ?, 1, 0, 'citizen-id.check', 'id_no', ?, ?::jsonb, 1, now())
                        returning id
                        """)
                .params(source, UUID.randomUUID().toString(), RAW, "{\"sfzh\": \"" + RAW + "\", \"xm\": \"罗建华\"}")
                .query(Long.class)
                .single();
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
    void theQuarantineIsCountedOnceForAllPages() throws Exception {
        String source = "count-" + UUID.randomUUID();
        jdbc.sql("insert into collection.source (name, department, url, username, password, slot, publication, state)"
                        + " values (?, 'big-data', 'jdbc:none', 'none', '', 'none', 'yici', 'streaming')")
                .param(source)
                .update();
        try {
            quarantined(source);
            assertThat(html("/operator/quarantine?lang=en&source=" + source, Role.OPERATOR))
                    .contains("Since start 1 record failed a rule: 1 is open now, 0 are decided");
            quarantined(source);
            jdbc.sql("update collection.quarantine set state = 'superseded', closed_at = now() where id = ?")
                    .param(quarantined(source))
                    .update();
            assertThat(html("/operator/quarantine?lang=en&source=" + source, Role.OPERATOR))
                    .contains("Since start 3 records failed a rule: 2 are open now, 1 is decided");
            assertThat(html("/operator?lang=en", Role.OPERATOR))
                    .containsPattern("quarantine-of-" + source + "\">2</a>\\s*<span[^>]*>since start 3, decided 1<");
            assertThat(html("/operator?lang=zh", Role.OPERATOR)).contains("启用以来 3，已了结 1");
        } finally {
            jdbc.sql("delete from collection.source where name = ?")
                    .param(source)
                    .update();
        }
    }

    /** Whatever the source is called: the records are the department's whose resource they were to become. */
    @Test
    void aDepartmentMendsWhatIsQuarantinedOfAllItsSources() throws Exception {
        String source = "second-" + UUID.randomUUID();
        String resource = "QQ%04d/000001".formatted(ThreadLocalRandom.current().nextInt(10_000));
        jdbc.sql("insert into collection.source (name, department, url, username, password, slot, publication, state)"
                        + " values (?, 'housing', 'jdbc:none', 'none', '', 'none', 'yici', 'streaming')")
                .param(source)
                .update();
        jdbc.sql("insert into collection.plan (resource, edition, entry) values (?, 1, '{\"provider\": \"housing\"}')")
                .param(resource)
                .update();
        try {
            long id = quarantined(source);
            jdbc.sql("update collection.quarantine set resource = ?, value = 'in clear' where id = ?")
                    .params(resource, id)
                    .update();
            assertThat(htmlFor(steward("housing"), "/operator/quarantine/" + id))
                    .contains("罗建华");
            for (String path : List.of("/operator/quarantine", "/operator/quarantine?source=" + source)) {
                assertThat(htmlFor(steward("housing"), path)).contains("in clear");
            }
            assertThat(htmlFor(steward(source), "/operator/quarantine?source=" + source))
                    .doesNotContain("in clear");
            pages.perform(get("/operator/quarantine/" + id).with(user(new SignedInUser(steward(source), ""))))
                    .andExpect(status().isNotFound());
        } finally {
            jdbc.sql("delete from collection.source where name = ?")
                    .param(source)
                    .update();
            jdbc.sql("delete from collection.plan where resource = ?")
                    .param(resource)
                    .update();
        }
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
    void onlyTheDepartmentsOwnStewardSeesWholeValues() throws Exception {
        String page = "/operator/quarantine/" + quarantined("public-security");
        assertThat(html(page, Role.STEWARD)).contains(RAW).contains("罗建华");
        assertThat(html(page, Role.OPERATOR))
                .doesNotContain(RAW)
                .doesNotContain("罗建华")
                .contains("511***");
        assertThat(html("/operator/quarantine", Role.OPERATOR)).doesNotContain(RAW);
        assertThat(html("/operator/quarantine/export.csv", Role.OPERATOR)).doesNotContain(RAW);
        assertThat(html("/operator/quarantine/export.csv", Role.STEWARD))
                .contains(RAW)
                .startsWith("\ufeffid,source")
                .as("the zone of the pages")
                .contains("+08:00");
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
    void aStewardCannotOpenAnotherDepartmentsRecord() throws Exception {
        long id = quarantined("civil-affairs");
        jdbc.sql("update collection.quarantine set resource = 'ZZ5100/000001' where id = ?")
                .param(id)
                .update();
        String page = "/operator/quarantine/" + id;
        html(page, Role.OPERATOR);
        pages.perform(get(page).with(as(Role.STEWARD))).andExpect(status().isNotFound());
        assertThat(html("/operator/quarantine?state=any&source=civil-affairs", Role.STEWARD))
                .doesNotContain(page + "\"");
        assertThat(html("/operator/quarantine/export.csv?source=civil-affairs", Role.STEWARD))
                .doesNotContain("civil-affairs");
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
