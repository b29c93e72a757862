package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.HtmlUtils;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.directory.Directory;
import org.yici.app.directory.DirectoryPack;
import org.yici.app.directory.Match;
import org.yici.app.directory.PublicService;
import org.yici.app.directory.Query;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** Every service of the district's list has a guide, which says what is known and, where nothing is, what to do instead. */
@PlatformTest
@TestInstance(Lifecycle.PER_CLASS)
class GuidePagesTest {
    private final MockMvc pages;
    private final Directory directory;
    private final ApplicationContext platform;

    GuidePagesTest(@Autowired MockMvc pages, @Autowired Directory directory, @Autowired ApplicationContext platform) {
        this.pages = pages;
        this.directory = directory;
        this.platform = platform;
    }

    @BeforeAll
    void theDistrictsList() throws Exception {
        CaseworkPack.publish(platform);
        DirectoryPack.publish(directory);
    }

    private String html(String path, Cookie... cookies) throws Exception {
        var request = get(path);
        if (cookies.length > 0) {
            request.cookie(cookies);
        }
        return pages.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void everyServiceHasAGuideAtAnAddressOfItsOwn() throws Exception {
        var all = directory.search(new Query("", "", ""), 0, 2_000).content();
        assertThat(directory.size()).isEqualTo(1_135);
        assertThat(all)
                .hasSize(1_136)
                .extracting(match -> match.service().address())
                .doesNotHaveDuplicates();
        Set<String> seen = new HashSet<>();
        for (Match match : all) {
            PublicService service = match.service();
            String path = "/services/" + service.address();
            assertThat(path).matches("/services/[A-Za-z0-9-]+");
            // Pages of one department and kind differ in names alone, so English is read once for each.
            boolean english = seen.add(service.office().label().en() + service.kind());
            String page = html(path);
            assertThat(page)
                    .as(path)
                    .contains(HtmlUtils.htmlEscape(service.name().zh(), "UTF-8"))
                    .contains(
                            service.online() ? "承诺时限" : service.office().label().zh())
                    .contains("href=\"tel:")
                    .doesNotContainPattern("\\?\\?[a-z][^<]+\\?\\?")
                    .doesNotContainPattern("<d[dt][^>]*></d[dt]>");
            if (english) {
                assertThat(html(path + "?lang=en"))
                        .as(path)
                        .contains("Who may apply")
                        .doesNotContainPattern("\\?\\?[a-z][^<]+\\?\\?");
            }
        }
    }

    @Test
    void whatNobodyPublishedIsSaidToBeUnknownAndWhatIsInventedToBeInvented() throws Exception {
        String licence = html("/services/511A0138000000");
        assertThat(licence).contains("到窗口办", "行政许可", "公布的清单没有列出这一事项的材料", "示例数据", "行政许可法第四十二条", "行政许可法第五十八条");
        String service = html("/services/512C0053300008");
        assertThat(service).contains("公共服务", "清单没有载明").doesNotContain("行政许可法");
    }

    @Test
    void whatCanBeAppliedForHasTheFullGuideWithItsMaterialsTagged() throws Exception {
        assertThat(html("/services/transport-permit")).contains("可网办", "共享", "承诺时限");
        pages.perform(get("/services/511A0014300001")).andExpect(redirectedUrl("/services/transport-permit"));
        pages.perform(get("/services/511a0138000000")).andExpect(redirectedUrl("/services/511A0138000000"));
        // The list's nearest item lends its code to the house sale and keeps its own guide.
        assertThat(html("/services/511Z0306800000")).contains("已购公有和经济适用住房上市交易审核");
        pages.perform(get("/services/none")).andExpect(status().isNotFound());
    }

    @Test
    void aSearchSaysWhyAndLeadsToTheGuide() throws Exception {
        assertThat(search("买房")).contains("/services/house-sale", "常说的“买房”");
        assertThat(search("二手方")).contains("/services/house-sale", "没有找到“二手方”");
        assertThat(search("shebaoka")).contains("按拼音或常用说法：社保卡");
        assertThat(search("量子计算机")).contains("没有找到", "人生大事", "tel:12345");
    }

    private String search(String text) throws Exception {
        return html("/?q=" + text);
    }

    @Test
    void theLanguageLinkAfterAFormErrorStaysOnThePage() throws Exception {
        User founder = new User("guide-founder", "测试", Set.of(Role.APPLICANT), null, "511602198001010000");
        String page = pages.perform(post("/services/transport-permit/cases")
                        .param("identifier", "nonsense")
                        .with(csrf())
                        .with(user(new SignedInUser(founder, ""))))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("href=\"/services/transport-permit?lang=en\"");
    }

    @Test
    void theSimulatedDepartmentsAreNoEntryOfTheMenu() throws Exception {
        String home = html("/");
        assertThat(home.substring(0, home.indexOf("<main"))).doesNotContain("/demo/");
    }

    @Test
    void theSimpleHomeHasFewThingsAndAWayBack() throws Exception {
        Cookie elder = new Cookie("elder", "on");
        String home = html("/", elder);
        assertThat(home)
                .contains("class=\"elder\"", "/cases", "/my/data", "tel:12345", "elder=off", "养老金")
                .doesNotContain("/catalogue\" ", "条在库记录");
        String entries = home.substring(home.indexOf("elder-entries"), home.indexOf("</main>"));
        assertThat(entries.split("<li>", -1).length - 1).isBetween(6, 8);
        assertThat(html("/?q=x", elder)).as("a search in it").contains("class=\"elder\"", "没有找到");
        assertThat(html("/?elder=off", elder)).contains("人生大事").doesNotContain("elder-entries");
    }
}
