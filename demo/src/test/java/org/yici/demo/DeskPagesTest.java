package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.yici.demo.DeskProvince.assess;
import static org.yici.demo.DeskProvince.sale;
import static org.yici.demo.DeskProvince.tax;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.YiciApplication;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.demo.province.DemoPeople;
import org.yici.kernel.identifier.CreditCode;
import org.yici.postgres.EmbeddedServer;

/** The whole platform with the demonstration's desks, on real departments' databases. */
@SpringBootTest(classes = {YiciApplication.class, DemoConfiguration.class})
@AutoConfigureMockMvc
@DirtiesContext // The platform ends before its server does.
@Tag("server")
class DeskPagesTest {
    private final DemoPeople people = DeskProvince.PROVINCE.demoPeople();

    @Autowired
    private MockMvc mvc;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("yici.home", DeskProvince.HOME::toString);
        settings.add("yici.pack", () -> "classpath:province/");
        settings.add("spring.datasource.url", () -> DeskProvince.SERVER.url("yici"));
        settings.add("spring.datasource.username", () -> EmbeddedServer.USER);
        settings.add("spring.datasource.password", DeskProvince.SERVER::password);
    }

    @AfterAll
    static void stop() {
        Runtime.getRuntime().addShutdownHook(new Thread(DeskProvince::remove));
    }

    @Test
    void theMenuOfEveryPageLeadsHere() throws Exception {
        assertThat(html(get("/"))).contains("href=\"/demo/departments\"", "部门系统");
        assertThat(html(get("/catalogue").param("lang", "en"))).contains(">Simulated departments</a>");
    }

    @Test
    void theHintNamesTheFolderOfThisDemonstration() throws Exception {
        assertThat(html(get("/demo/departments"))).contains("./yici psql public-security --data " + DeskProvince.HOME);
    }

    @Test
    void theListShowsEveryDepartmentWithItsTables() throws Exception {
        String page = html(get("/demo/departments"));
        assertThat(page).contains("公安局", "t_rkxx", "人口信息", "MARRIAGE_REGISTER", "交通运输局", "演示");
        assertThat(html(get("/demo/departments").param("lang", "en")))
                .contains("Public Security Bureau", "none exists");
        assertThat(page).doesNotContain("??");
    }

    @Test
    void everyDepartmentsPageShowsItsNewestRowsInBothLanguages() throws Exception {
        for (String code :
                DepartmentConnections.load(DeskProvince.HOME).departments().keySet()) {
            assertThat(html(get("/demo/departments/" + code)))
                    .contains("<table")
                    .doesNotContain("??");
            assertThat(html(get("/demo/departments/" + code).param("lang", "en")))
                    .doesNotContain("??");
        }
        mvc.perform(get("/demo/departments/window")).andExpect(status().isNotFound());
    }

    @Test
    void aCompanyRegisteredAtTheDeskStandsInTheDepartmentsDatabase() throws Exception {
        MvcResult result = mvc.perform(post("/demo/departments/market-regulation/companies")
                        .with(csrf())
                        .param("name", "广安市测试物流有限公司")
                        .param("representative", people.founder().name())
                        .param("representativeId", people.founder().citizenId())
                        .param("capital", "500000")
                        .param("scope", "道路货物运输"))
                .andExpect(status().is3xxRedirection())
                .andReturn();
        String page = html(get("/demo/departments/market-regulation").flashAttrs(result.getFlashMap()));
        Matcher link = Pattern.compile("/services/transport-permit\\?identifier=([0-9A-Z]{18})")
                .matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(CreditCode.parse(link.group(1))).isPresent();
        assertThat(page).contains("insert into e_baseinfo", "500000");
        try (Connection connection = DeskProvince.SERVER.connect("market_regulation");
                var find = connection.prepareStatement(
                        "select entname, cerno, regcap, regstate, enttype, apprtime > now() at time zone 'Asia/Shanghai' - interval '1 minute'"
                                + " from e_baseinfo where uniscid = ?")) {
            find.setString(1, link.group(1));
            ResultSet row = find.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("广安市测试物流有限公司");
            assertThat(row.getString(2)).isEqualTo(people.founder().citizenId());
            assertThat(row.getBigDecimal(3)).isEqualByComparingTo("500000");
            assertThat(row.getString(4) + row.getString(5)).isEqualTo("11130");
            assertThat(row.getBoolean(6)).isTrue();
        }
        String first = page.substring(page.indexOf("<tbody>"));
        assertThat(first.indexOf(link.group(1))).isPositive();
    }

    @Test
    void aWrongFormComesBackWithItsFaultsAndNothingIsWritten() throws Exception {
        String page = mvc.perform(post("/demo/departments/market-regulation/companies")
                        .with(csrf())
                        .param("name", "x")
                        .param("representative", "")
                        .param("representativeId", "511602199003210000")
                        .param("capital", "-1")
                        .param("scope", ""))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("企业名称应为", "请填写法定代表人", "校验码正确", "大于 0", "请填写经营范围", "511602199003210000");
    }

    @Test
    void anAddressIsChangedWhereThePersonIsKnown() throws Exception {
        MvcResult result = mvc.perform(post("/demo/departments/public-security/addresses")
                        .with(csrf())
                        .param("citizenId", people.seller().citizenId())
                        .param("address", "四川省广安市广安区O'Neil路1号"))
                .andExpect(status().is3xxRedirection())
                .andReturn();
        String page = html(get("/demo/departments/public-security").flashAttrs(result.getFlashMap()));
        assertThat(page).contains("update t_rkxx set zz", "O&#39;&#39;Neil路1号");
        try (Connection connection = DeskProvince.SERVER.connect("public_security");
                var find = connection.prepareStatement("select zz from t_rkxx where sfzh = ?")) {
            find.setString(1, people.seller().citizenId());
            ResultSet row = find.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("四川省广安市广安区O'Neil路1号");
        }
        mvc.perform(post("/demo/departments/public-security/addresses")
                        .with(csrf())
                        .param("citizenId", "11010119900307002X")
                        .param("address", "短"))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void aTaxIsPaidOnceAtTheBankAndTheTaxOfficeKnows() throws Exception {
        assess("5116TEST01", "8600.00");
        assertThat(html(get("/demo/bank").param("code", "5116TEST01").param("lang", "en")))
                .contains("8,600.00", "Simulated", "id=\"pay\"")
                .doesNotContain("??");
        String receipt = mvc.perform(pay("5116TEST01", "8600.00"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(receipt).matches("/demo/bank/receipts/YC[0-9]{20}");
        assertThat(html(get(receipt)))
                .contains("缴款回单", "5116TEST01", "8,600.00")
                .doesNotContain("??");
        assertThat(tax("select jkzt from sb_zsxx where jkxh = '5116TEST01'")).isEqualTo("1");
        assertThat(refused(pay("5116TEST01", "8600.00"), 409)).contains("不会重复缴款");
        assertThat(tax("select count(*) from sb_jkxx where jkxh = '5116TEST01'"))
                .isEqualTo("1");
        assertThat(html(get("/demo/bank").param("code", "5116TEST01")))
                .contains("id=\"settled\"")
                .as("what somebody else paid is nobody's business")
                .doesNotContain("8,600.00");
        assertThat(refused(get("/demo/bank").param("code", "5116 or 1=1"), 404)).contains("没有这个缴款序号");
    }

    @Test
    void theTaxOfficeStrikesAnAssessmentOutAndPaysBackWhatWasPaid() throws Exception {
        assess("5116TEST09", "8600.00");
        mvc.perform(pay("5116TEST09", "8600.00")).andExpect(status().is3xxRedirection());
        MockHttpServletRequestBuilder page = get("/demo/bank/refunds").param("code", "5116TEST09");
        mvc.perform(page).andExpect(status().is3xxRedirection());
        User officer = new User("tax-officer", "税务员", Set.of(Role.APPROVER), "tax", null);
        assertThat(html(page.with(user(new SignedInUser(officer, "")))))
                .contains("8,600.00", "id=\"strike-out\"")
                .doesNotContain("??");
        mvc.perform(post("/demo/bank/refunds")
                        .with(csrf())
                        .with(user(new SignedInUser(officer, "")))
                        .param("code", "5116TEST09"))
                .andExpect(status().is3xxRedirection());
        assertThat(html(page)).contains("id=\"struck-out\"");
        assertThat(tax("select tkje from sb_tkxx where jkxh = '5116TEST09'")).isEqualTo("8600.00");
        assertThat(tax("select jkzt from sb_zsxx where jkxh = '5116TEST09'")).isEqualTo("9");
        assertThat(refused(pay("5116TEST09", "8600.00"), 409))
                .as("nothing can be paid on it")
                .contains("不会重复缴款");
    }

    @Test
    void aPaymentThatDoesNotFitIsRefusedInClearWords() throws Exception {
        assess("5116TEST02", "500.00");
        assertThat(refused(pay("5116TEST02", "499.99"), 422)).contains("金额与应纳税额不符", "500.00");
        assertThat(refused(pay("5116TEST02", "-1"), 422)).contains("金额与应纳税额不符");
        assertThat(refused(pay("5116NONE", "500.00"), 404)).contains("没有这个缴款序号");
        assertThat(refused(pay("x".repeat(500), "500.00"), 404)).contains("没有这个缴款序号");
        assertThat(refused(get("/demo/bank").param("code", "x".repeat(500)), 404))
                .contains("没有这个缴款序号");
        mvc.perform(get("/demo/bank/receipts/YC1")).andExpect(status().isNotFound());
        mvc.perform(post("/demo/bank/payments")).andExpect(status().isForbidden());
        assertThat(tax("select jkzt from sb_zsxx where jkxh = '5116TEST02'")).isEqualTo("0");
        assertThat(html(get("/demo/bank"))).contains("id=\"code\"").doesNotContain("id=\"pay\"");
    }

    @Test
    void whereNoTaxIsDueNothingHasToBePaid() throws Exception {
        assess("5116TEST03", "0.00");
        assertThat(html(get("/demo/bank").param("code", "5116TEST03"))).contains("id=\"settled\"");
        assertThat(refused(pay("5116TEST03", "0"), 409)).contains("无应纳税额");
    }

    @Test
    void whereTheCaseHasEndedNoMoneyIsTaken() throws Exception {
        assess("5116TEST04", "700.00");
        sale("5116TEST04", "REFUSED");
        assertThat(refused(get("/demo/bank").param("code", "5116TEST04"), 409))
                .contains("不再需要缴款")
                .doesNotContain("id=\"pay\"");
        assertThat(refused(pay("5116TEST04", "700.00"), 409)).contains("不再需要缴款");
        assertThat(tax("select jkzt from sb_zsxx where jkxh = '5116TEST04'")).isEqualTo("0");
        assertThat(tax("select count(*) from sb_jkxx where jkxh = '5116TEST04'"))
                .isEqualTo("0");

        assess("5116TEST05", "700.00");
        sale("5116TEST05", "IN_PROGRESS");
        mvc.perform(pay("5116TEST05", "700.00")).andExpect(status().is3xxRedirection());
    }

    private static MockHttpServletRequestBuilder pay(String code, String amount) {
        return post("/demo/bank/payments").with(csrf()).param("code", code).param("amount", amount);
    }

    private String refused(MockHttpServletRequestBuilder request, int status) throws Exception {
        return mvc.perform(request)
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        mvc.perform(post("/demo/departments/public-security/addresses")).andExpect(status().isForbidden());
    }

    private String html(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
