package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.yici.app.exchange.TestProvince.about;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Caller;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Ledger;
import org.yici.app.registry.Subjects;
import org.yici.app.web.frame.Show;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification.Verified;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** "Who used my data" and its receipts, as the person meets them: a department asked three times and was refused once. */
@PlatformTest
class UsesPageTest {
    private final MockMvc pages;
    private final Ledger ledger;
    private final TestProvince province;
    private final Identities identities;

    @LocalServerPort
    private int port;

    private TestProvince.Person person;
    private User citizen;

    @Autowired
    UsesPageTest(MockMvc pages, ApplicationContext platform) {
        this.pages = pages;
        this.ledger = platform.getBean(Ledger.class);
        this.identities = platform.getBean(Identities.class);
        this.province = new TestProvince(
                identities,
                platform.getBean(Catalogue.class),
                platform.getBean(Grants.class),
                platform.getBean(Subjects.class),
                TestStore.owner());
    }

    @BeforeEach
    void uses() {
        person = province.person();
        citizen = new User("t-" + person.citizenId(), "王小芳", Set.of(Role.APPLICANT), null, person.citizenId());
        Caller caller = new Caller(port, "core." + UUID.randomUUID());
        identities.register(caller.system("test-core", TestProvince.CONSUMER));
        for (int i = 0; i < 3; i++) {
            assertThat(caller.query(about(person, "open")).status()).isEqualTo(200);
        }
        assertThat(caller.query(about(person, "no-such-purpose")).status()).isEqualTo(403);
    }

    @Test
    void repetitionsStandOnOneLineInWordsAndEachHasItsReceipt() throws Exception {
        String page = html("/my/uses");
        assertThat(page)
                .contains("使用方</span> · <span>测试")
                .contains("逐次查看（3 次）")
                .contains("测试资源")
                .contains("共享许可 T-OPEN")
                .contains("该部门的业务系统")
                .contains("目录中没有的用途")
                .doesNotContain("test-core")
                .doesNotContain("no-such-purpose<")
                .doesNotContain(TestProvince.CONDITIONAL);
        assertThat(page.split("class=\"use-receipt\"", -1)).hasSize(3);
        assertThat(page.split("/receipts/", -1)).hasSize(6);
        String newest = page.substring(page.indexOf("use-same"));
        String leaf =
                newest.substring(newest.indexOf("/receipts/") + 10, newest.indexOf("\"", newest.indexOf("/receipts/")));
        assertThat(html("/my/uses/" + leaf + "/same").split("class=\"use-when\"", -1))
                .hasSize(4);
    }

    @Test
    void filtersLetThroughWhatTheyNameAndSayWhatTheyDoNotUnderstand() throws Exception {
        String today = LocalDate.now(Show.ZONE).toString();
        assertThat(html("/my/uses?kind=refusal")).contains("平台已拒绝").doesNotContain("T-OPEN");
        assertThat(html("/my/uses?purpose=open&department=test-consumer&from=" + today + "&to=" + today))
                .contains("T-OPEN")
                .doesNotContain("平台已拒绝");
        assertThat(html("/my/uses?to=2020-01-01")).contains("没有符合条件的使用记录");
        assertThat(html("/my/uses?department=-")).contains("没有符合条件的使用记录");
        assertThat(html("/my/uses?from=yesterday&to=0000-99-99&lang=en"))
                .contains("Write a date as year-month-day")
                .contains("T-OPEN");
        assertThat(html("/my/uses?from=" + today + "&to=2020-01-01")).contains("结束日期不能早于开始日期");
    }

    @Test
    void anExportSaysWhatThePageSays() throws Exception {
        String csv = html("/my/uses/export.csv?kind=query");
        assertThat(csv).startsWith("\ufeff");
        List<NamedCsvRecord> lines;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv.substring(1))) {
            lines = reader.stream().toList();
        }
        assertThat(lines).hasSize(3).allSatisfy(line -> {
            assertThat(line.getField("部门")).isEqualTo("使用方");
            assertThat(line.getField("数据")).isEqualTo("测试资源");
            assertThat(line.getField("时间")).endsWith("+08:00");
        });
        JsonNode json = JsonMapper.builder().build().readTree(html("/my/uses/export.json?lang=en"));
        assertThat(json).hasSize(4);
        assertThat(json.get(0).path("right").asString()).startsWith("refused:");
        assertThat(json.get(1).path("data").asString()).isEqualTo("Test resource");
        assertThat(csv + json).doesNotContain("test-core").doesNotContain("no-such-purpose");
    }

    @Test
    void aReceiptIsAPageForThoseWhomItConcernsAndOthersAreToldWhy() throws Exception {
        long leaf = JsonMapper.builder()
                .build()
                .readTree(html("/my/uses/export.json?kind=query"))
                .get(0)
                .path("index")
                .asLong();
        String page = html("/receipts/" + leaf);
        assertThat(page).contains("测试资源").contains("使用方").contains("data-step=\"signature\"");
        String file = page.substring(page.indexOf('>', page.indexOf("id=\"receipt-json\"")) + 1);
        file = HtmlUtils.htmlUnescape(file.substring(0, file.indexOf("</pre>")));
        assertThat(ReceiptVerifier.verify(file, ledger.verifierKey())).isInstanceOf(Verified.class);
        assertThat(html("/receipts/" + leaf + "/qr.svg")).startsWith("<svg");

        User stranger = new User(
                "t-stranger",
                "胡一帆",
                Set.of(Role.APPLICANT),
                null,
                province.person().citizenId());
        MockHttpServletResponse refused = perform("/receipts/" + leaf, stranger);
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("只给与它有关的人看")
                .contains("/verify#" + leaf + ".")
                .doesNotContain("测试资源")
                .doesNotContain("使用方");
        assertThat(perform("/receipts/" + leaf + "/qr.svg", stranger).getStatus())
                .isEqualTo(403);
        assertThat(perform("/receipts/999999999", citizen).getStatus()).isEqualTo(404);
        assertThat(pages.perform(get("/receipts/" + leaf))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo("/login");
    }

    @Test
    void anybodyMayVerifyAndLearnWhatTheCodesMean() throws Exception {
        assertThat(pages.perform(get("/verify"))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains(HtmlUtils.htmlEscape(ledger.verifierKey()).replace("&#43;", "+"))
                .contains("./yici verify");
        JsonNode words = JsonMapper.builder()
                .build()
                .readTree(pages.perform(get("/verify/words").param("lang", "en"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
        assertThat(words.at("/kinds/QUERY").asString()).isEqualTo("Query");
        assertThat(words.path("departments").path(TestProvince.CONSUMER).asString())
                .isEqualTo("Consumer");
        assertThat(words.path("resources")
                        .path(TestProvince.CONDITIONAL)
                        .path("items")
                        .path("born")
                        .asString())
                .isEqualTo("born");
    }

    private String html(String path) throws Exception {
        MockHttpServletResponse response = perform(path, citizen);
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse perform(String path, User reader) throws Exception {
        MockHttpServletRequestBuilder request = get(path).with(user(new SignedInUser(reader, "")));
        return pages.perform(request).andReturn().getResponse();
    }
}
