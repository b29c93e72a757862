package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.identity.SignedInUser;

@SpringBootTest(
        classes = LookingGlass.class,
        properties = {
            "yici.demo=true",
            "yici.pack=file:../demo/src/main/resources/province/",
            "yici.demo-accounts[0].username=seller",
            "yici.demo-accounts[0].password=demo"
        })
@AutoConfigureMockMvc
class PagesTest {
    // A key that no bundle has is shown as ??key_locale??, an unknown key of Show as itself.
    private static final Pattern MISSING = Pattern.compile(
            "\\?\\?[^<]+\\?\\?|>\\s*(?:kind|act|refusal|rule|source\\.state|use\\.kind|demo\\.(?:role|what))\\.[\\w.-]+\\s*<");

    private final MockMvc pages;

    PagesTest(@Autowired MockMvc pages) {
        this.pages = pages;
    }

    private static RequestPostProcessor as(String username) {
        return user(new SignedInUser(
                FakeProvince.USERS.stream()
                        .filter(user -> user.username().equals(username))
                        .findFirst()
                        .orElseThrow(),
                ""));
    }

    private String html(String path, String username) throws Exception {
        var request = get(path);
        if (!username.equals("nobody-signed-in")) {
            request.with(as(username));
        }
        return pages.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "/, nobody-signed-in",
        "/?tab=company, nobody-signed-in",
        "/?q=许可, nobody-signed-in",
        "/?q=nothing-like-it, nobody-signed-in",
        "/services/house-sale, nobody-signed-in",
        "/services/transport-permit, founder",
        "/services/house-sale, clerk",
        "/login, nobody-signed-in",
        "/login?error, nobody-signed-in",
        "/catalogue, nobody-signed-in",
        "/catalogue/GA5100/000001, nobody-signed-in",
        "/catalogue/JT5100/000001, nobody-signed-in",
        "/ledger, nobody-signed-in",
        "/ledger?index=12, nobody-signed-in",
        "/ledger?index=99999999, nobody-signed-in",
        "/my/data, seller",
        "/my/data?page=2, seller",
        "/my/data, nobody",
        "/my/consents, seller",
        "/my/consents, nobody",
        "/operator, operator",
        "/operator/quarantine, operator",
        "/operator/quarantine, steward",
        "/operator/quarantine?state=released, steward",
        "/operator/quarantine/100, steward",
        "/operator/quarantine/97, steward"
    })
    void everyPageIsWholeInBothLanguages(String path, String username) throws Exception {
        String separator = path.contains("?") ? "&" : "?";
        String chinese = html(path + separator + "lang=zh", username);
        String english = html(path + separator + "lang=en", username);

        assertThat(chinese).contains("<html lang=\"zh-CN\"").contains("办事服务").doesNotContainPattern(MISSING);
        assertThat(english).contains("<html lang=\"en\"").contains(">Services<").doesNotContainPattern(MISSING);
        for (String page : new String[] {chinese, english}) {
            assertThat(page).contains("<main").contains("id=\"main\"").contains("</html>");
            assertThat(page).as("the content policy allows no inline style or script")
                    .doesNotContainPattern("\\sstyle=\"").doesNotContainPattern("<script>").doesNotContainPattern("\\son[a-z]+=\"");
        }
    }

    @Test
    void aLanguageThatDoesNotExistChangesNothing() throws Exception {
        assertThat(html("/?lang=fr", "nobody-signed-in")).contains("<html lang=\"zh-CN\"");
    }

    @Test
    void theChoiceOfLanguageAndTextSizeIsKept() throws Exception {
        pages.perform(get("/?lang=en&elder=on"))
                .andExpect(header().stringValues(
                        "Set-Cookie",
                        org.hamcrest.Matchers.hasItems(
                                org.hamcrest.Matchers.startsWith("lang=en;"), org.hamcrest.Matchers.startsWith("elder=on;"))));
        assertThat(pages.perform(get("/").cookie(
                                new jakarta.servlet.http.Cookie("lang", "en"), new jakarta.servlet.http.Cookie("elder", "on")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("<html lang=\"en\" class=\"elder\"");
    }

    @Test
    void theLinkToTheOtherLanguageKeepsTheSearch() throws Exception {
        assertThat(html("/?q=abc&kind=1", "nobody-signed-in")).contains("/?q=abc&amp;kind=1&amp;lang=en");
    }

    @Test
    void theWholeListOfTheDistrictIsSearchedAndPaged() throws Exception {
        String first = html("/", "nobody-signed-in");
        assertThat(first).contains("1,135").contains("page=2");
        assertThat(html("/?q=道路货物运输经营许可", "nobody-signed-in"))
                .contains("511A0014300001-511602000000-000-2222222222222-1-00")
                .doesNotContain("适龄儿童");
        assertThat(html("/?page=99999", "nobody-signed-in")).contains("</html>");
    }

    @Test
    void anOperatorSeesNoPersonalValueAndAStewardSeesTheOwnDepartments() throws Exception {
        String raw = "511602198001011230";
        assertThat(html("/operator/quarantine/100", "steward")).contains(raw);
        assertThat(html("/operator/quarantine/100", "operator")).doesNotContain(raw);
        assertThat(html("/operator/quarantine", "operator")).doesNotContain("51160219800101");
        assertThat(html("/operator/quarantine/export.csv", "operator")).doesNotContain("51160219800101");
        assertThat(html("/operator/quarantine/export.csv", "steward")).contains(raw);
    }

    @Test
    void aStewardCannotOpenAnotherDepartmentsRecord() throws Exception {
        assertThat(html("/operator/quarantine/95", "operator")).contains("civil");
        pages.perform(get("/operator/quarantine/95").with(as("steward"))).andExpect(status().isNotFound());
        assertThat(html("/operator/quarantine?state=any&source=civil-affairs", "steward"))
                .doesNotContain("/operator/quarantine/95\"");
    }

    @Test
    void alarmsNameTheSourceAndWhatToDo() throws Exception {
        assertThat(html("/operator", "operator"))
                .contains("住房和城乡建设局：无法连接")
                .contains("Connection to localhost:5433 refused")
                .contains("复制槽丢失");
    }

    @Test
    void nothingIsSentAgainWhileNobodyUsesTheData() throws Exception {
        String page = html("/my/data", "seller");
        Matcher newest = Pattern.compile("seen=(\\d+)").matcher(page);
        assertThat(newest.find()).isTrue();
        pages.perform(get("/my/data/list?seen=" + newest.group(1)).with(as("seller")))
                .andExpect(status().isNoContent())
                .andExpect(content().string(""));
        pages.perform(get("/my/data/list?seen=1").with(as("seller")))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("use-new")));
    }

    @Test
    void whatIsWrongWithACreditCodeStandsAtTheField() throws Exception {
        pages.perform(post("/services/transport-permit/cases")
                        .param("identifier", "123")
                        .with(csrf())
                        .with(as("founder")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("href=\"#identifier\"")))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("value=\"123\"")));
    }

    @Test
    void whoeverIsNotSignedInIsLedToTheSignInPage() throws Exception {
        for (String path : new String[] {"/my/data", "/my/consents", "/operator", "/services/house-sale/start"}) {
            pages.perform(get(path)).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/login"));
        }
    }

    @Test
    void pagesOfARoleAreClosedToOthers() throws Exception {
        pages.perform(get("/operator").with(as("seller"))).andExpect(status().isForbidden());
        pages.perform(get("/operator").with(as("steward"))).andExpect(status().isForbidden());
        pages.perform(get("/my/data").with(as("operator"))).andExpect(status().isForbidden());
    }

    @Test
    void aReceiptIsAFileAndAMissingOneIsNotFound() throws Exception {
        pages.perform(get("/ledger/receipts/7"))
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"yici-receipt-7.json\""));
        pages.perform(get("/ledger/receipts/2001")).andExpect(status().isNotFound());
    }

    @Test
    void theAssetsThatPagesNameAreThere() throws Exception {
        String page = html("/", "nobody-signed-in") + html("/operator", "operator");
        Matcher asset = Pattern.compile("(?:src|href)=\"(/(?:webjars|css|js|img)/[^\"]+)\"").matcher(page);
        int found = 0;
        while (asset.find()) {
            pages.perform(get(asset.group(1))).andExpect(status().isOk());
            found++;
        }
        assertThat(found).isGreaterThan(8);
    }
}
