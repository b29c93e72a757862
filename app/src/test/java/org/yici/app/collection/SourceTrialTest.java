package org.yici.app.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.DraftVersions;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Resource;
import org.yici.postgres.EmbeddedServer;

/** A department's database that the project never saw is connected and a resource published from one of its tables, on the pages. */
@PlatformTest
class SourceTrialTest {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final User STEWARD = new User("steward-s", "治理员", Set.of(Role.STEWARD), TestProvince.PROVIDER, null);
    private static final User OPERATOR = new User("operator-s", "运维", Set.of(Role.OPERATOR), null, null);
    private static final String PAGE = "/operator/definitions";

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Identities identities;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Grants grants;

    @Autowired
    private Subjects subjects;

    private TestProvince province;
    private String name = "";

    @BeforeEach
    void database() throws Exception {
        province = new TestProvince(identities, catalogue, grants, subjects, TestStore.owner());
        int serial = SERIAL.incrementAndGet();
        name = "odd-" + serial;
        TestStore.server().createDatabase("odd_" + serial);
        owner().sql("""
                create table "登记 簿" ("编号" int primary key, "姓名" varchar(40), "身份证号" char(18), "联系电话" text,
                    "order" date, "住址" text, "备注" text);
                comment on table "登记 簿" is '登记信息';
                create table keyless (a int, b text);
                """).update();
        owner().sql("insert into \"登记 簿\" values (1, '王小芳', ?, '13900139000', '2024-02-03', '四川省广安市广安区城南路1号', null),"
                        + " (2, '李四', ?, '13800138000', '2023-01-01', '四川省广安市岳池县东街2号', 'x')")
                .param(province.person().citizenId())
                .param(province.person().citizenId())
                .update();
    }

    @Test
    void aStrangeDatabaseBecomesAResource() throws Exception {
        String path = PAGE + "/source/" + name;
        assertThat(send(STEWARD, PAGE + "/new?kind=source", "version", "0", "text", text("127.0.0.1")))
                .isEqualTo(302);
        assertThat(page(STEWARD, path)).contains("还没有设置该服务器和账户的密码");
        assertThat(send(
                        STEWARD,
                        path + "/trial/password",
                        "password",
                        TestStore.server().password()))
                .isEqualTo(302);
        assertThat(page(STEWARD, path + "/trial")).doesNotContain("检查结果");
        String trial = content(STEWARD, post(path + "/trial"));
        assertThat(trial)
                .contains("登记 簿", "登记信息", "没有主键", "还不能采集", "create publication yici;")
                .doesNotContain(TestStore.server().password());

        long readings = readings();
        String sample = content(
                STEWARD, post(path + "/trial/sample").param("schema", "public").param("table", "登记 簿"));
        assertThat(sample).contains("王小芳", "13900139000");
        assertThat(readings()).as("a look is a reading").isEqualTo(readings + 1);
        String operators = content(
                OPERATOR, post(path + "/trial/sample").param("schema", "public").param("table", "登记 簿"));
        assertThat(operators)
                .as("whoever is not of the department")
                .contains("王**", "139********", "部分隐去")
                .doesNotContain("王小芳", "13900139000");
        Matcher proposed = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL)
                .matcher(sample);
        assertThat(proposed.find()).isTrue();
        String text = HtmlUtils.htmlUnescape(proposed.group(1).replaceFirst("^\n", ""));
        assertThat(text)
                .as("what values are, and names that columns may have")
                .containsPattern("name: shenfenzhenghao[^-]*type: CITIZEN_ID")
                .containsPattern("name: xingming[^-]*type: NAME")
                .containsPattern("name: lianxidianhua[^-]*type: PHONE")
                .containsPattern("name: order_2[^-]*type: DATE")
                .containsPattern("name: zhuzhi[^-]*type: ADDRESS");

        publish(path);
        assertThat(jdbc.sql("select department from collection.source where name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .isEqualTo(TestProvince.PROVIDER);
        assertThat(send(STEWARD, PAGE + "/new?kind=resource", "version", "0", "text", text))
                .isEqualTo(302);
        String code = text.lines()
                .filter(line -> line.startsWith("code: "))
                .findFirst()
                .orElseThrow()
                .substring(6);
        String resourcePath = PAGE + "/resource/" + code.replace('/', '.');
        owner().sql("insert into \"登记 簿\" values (3, '赵六', '511602199001011', '1', null, null, null)")
                .update();
        String run = content(STEWARD, post(resourcePath + "/dry-run"));
        assertThat(run)
                .as("dates and telephones are standard, the third is told with its rule")
                .contains("2 / 3 行通过", "2024-02-03", "会成为待治理数据", "511602199001011")
                .doesNotContain("赵六");
        assertThat(readings()).isEqualTo(readings + 3);
        assertThat(content(OPERATOR, post(resourcePath + "/dry-run")))
                .contains("2 / 3 行通过", "511************", "部分隐去")
                .doesNotContain("511602199001011", "2024-02-03", "王小芳");
        String wrong = text.replaceFirst("from: [^\\n]*姓名[^\\n]*", "from: [名字]");
        assertThat(send(STEWARD, resourcePath + "/edit", "version", version(resourcePath), "text", wrong))
                .isEqualTo(302);
        MockHttpServletResponse refused = response(STEWARD, post(resourcePath + "/dry-run"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("表中没有列 名字");
        assertThat(send(STEWARD, resourcePath + "/edit", "version", version(resourcePath), "text", text))
                .isEqualTo(302);
        publish(resourcePath);
        Resource resource = catalogue.resource(code).orElseThrow();
        assertThat(resource.item("shenfenzhenghao").orElseThrow().type()).isEqualTo(ItemType.CITIZEN_ID);
        assertThat(resource.source().table()).isEqualTo("登记 簿");

        // Of the server that is in use a new password counts at once; for another one when that edition is published.
        String before = sealed();
        send(STEWARD, path + "/trial/password", "password", TestStore.server().password());
        assertThat(sealed()).as("the same again is no change").isEqualTo(before);
        send(STEWARD, path + "/trial/password", "password", "renewed");
        String renewed = sealed();
        assertThat(renewed).isNotEqualTo(before).doesNotContain("renewed");
        assertThat(before).doesNotContain(TestStore.server().password());
        assertThat(send(STEWARD, path + "/edit", "version", "0", "text", text("elsewhere.example")))
                .isEqualTo(302);
        send(STEWARD, path + "/trial/password", "password", "other");
        assertThat(sealed()).isEqualTo(renewed);
    }

    private String sealed() {
        return jdbc.sql("select password from collection.source where name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    @Test
    void aSourceServesNeitherToScanANetworkNorToGuessPasswords() throws Exception {
        String path = PAGE + "/source/" + name;
        send(STEWARD, PAGE + "/new?kind=source", "version", "0", "text", text("169.254.169.254"));
        send(STEWARD, path + "/trial/password", "password", "x");
        MockHttpServletResponse refused = response(STEWARD, post(path + "/trial"));
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("不能是部门数据库的地址");
        LookLimit limit = new LookLimit();
        Instant now = Instant.now();
        for (int i = 0; i < LookLimit.A_MINUTE; i++) {
            assertThat(limit.allows("tax", now)).isTrue();
        }
        assertThat(limit.allows("tax", now)).isFalse();
        assertThat(limit.allows("housing", now)).isTrue();
        assertThat(limit.allows("tax", now.plusSeconds(61))).isTrue();
    }

    /** Its resources would be collected from there. */
    @Test
    void aSourceIsNotCalledAsAnotherDepartmentIs() throws Exception {
        String text = text("127.0.0.1").replace("name: " + name, "name: " + TestProvince.CONSUMER);
        send(STEWARD, PAGE + "/new?kind=source", "version", "0", "text", text);
        assertThat(page(STEWARD, PAGE + "/source/" + TestProvince.CONSUMER)).contains("请换一个名称");
    }

    @Test
    void aPasswordGoesToNoOtherServer() throws Exception {
        String path = PAGE + "/source/" + name;
        send(STEWARD, PAGE + "/new?kind=source", "version", "0", "text", text("127.0.0.1"));
        send(STEWARD, path + "/trial/password", "password", TestStore.server().password());
        assertThat(send(STEWARD, path + "/edit", "version", version(path), "text", text("elsewhere.example")))
                .isEqualTo(302);
        assertThat(page(STEWARD, path + "/trial")).contains("未设置").doesNotContain("检查结果");
        String url = text("127.0.0.1?socketFactory=x");
        assertThat(send(STEWARD, path + "/edit", "version", version(path), "text", url))
                .isEqualTo(302);
        assertThat(page(STEWARD, path)).contains("host：请填写主机名或地址");
    }

    /** Of a draft that is gone nothing is left for whoever takes its name, its server and its account. */
    @Test
    void aPasswordGoesWithItsDraftAndToNoOtherDepartment() throws Exception {
        String path = PAGE + "/source/" + name;
        send(STEWARD, PAGE + "/new?kind=source", "version", "0", "text", text("127.0.0.1"));
        send(STEWARD, path + "/trial/password", "password", TestStore.server().password());
        assertThat(page(STEWARD, path + "/trial")).contains("已设置");
        assertThat(send(STEWARD, path + "/discard", "version", version(path))).isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from collection.source_password where source = ?")
                        .param(name)
                        .query(Long.class)
                        .single())
                .isZero();
        jdbc.sql("insert into collection.source_password (source, department, sealed, set_by, set_at)"
                        + " values (?, ?, 'x', 'x', now())")
                .params(name, TestProvince.PROVIDER)
                .update();
        User other = new User("other-s", "外", Set.of(Role.STEWARD), TestProvince.CONSUMER, null);
        String text = text("127.0.0.1").replace(TestProvince.PROVIDER, TestProvince.CONSUMER);
        assertThat(send(other, PAGE + "/new?kind=source", "version", "0", "text", text))
                .isEqualTo(302);
        assertThat(page(other, path + "/trial")).contains("未设置");
    }

    @Test
    void aDatabaseThatIsAwayIsToldWithWhatItsAdministratorDoes() throws Exception {
        String path = PAGE + "/source/" + name;
        String text = text("127.0.0.1").replaceAll("port: \\d+", "port: 1");
        send(STEWARD, PAGE + "/new?kind=source", "version", "0", "text", text);
        send(STEWARD, path + "/trial/password", "password", "x");
        assertThat(content(STEWARD, post(path + "/trial"))).contains("还不能采集", "create role", "wal_level = logical");
        User stranger = new User("stranger-s", "外", Set.of(Role.STEWARD), TestProvince.CONSUMER, null);
        assertThat(response(stranger, get(path + "/trial")).getStatus()).isEqualTo(404);
        assertThat(send(stranger, path + "/trial/password", "password", "y")).isEqualTo(404);
    }

    private void publish(String path) throws Exception {
        assertThat(send(STEWARD, path + "/submit", "version", version(path))).isEqualTo(302);
        assertThat(send(OPERATOR, path + "/publish", "version", version(path))).isEqualTo(302);
    }

    private String version(String path) {
        String[] address = path.substring(PAGE.length() + 1).split("/");
        return "" + DraftVersions.of(jdbc, address[0], address[1].replace('.', '/'));
    }

    private String text(String host) {
        URI url = URI.create(TestStore.server().url("odd").substring("jdbc:".length()));
        return "name: %s\ndepartment: %s\nhost: %s\nport: %d\ndatabase: %s\nusername: %s\ntls: disable\n"
                .formatted(
                        name, TestProvince.PROVIDER, host, url.getPort(), name.replace('-', '_'), EmbeddedServer.USER);
    }

    private JdbcClient owner() {
        EmbeddedServer server = TestStore.server();
        return JdbcClient.create(new DriverManagerDataSource(
                server.url(name.replace('-', '_')), EmbeddedServer.USER, server.password()));
    }

    private long readings() {
        return jdbc.sql("select count(*) from ledger.leaf where kind = 'READING' and entry like '%SAMPLE%'")
                .query(Long.class)
                .single();
    }

    private String page(User by, String path) throws Exception {
        return content(by, get(path));
    }

    private String content(User by, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = response(by, request);
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private int send(User by, String path, String... fields) throws Exception {
        AbstractMockHttpServletRequestBuilder<?> request = post(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return response(by, request).getStatus();
    }

    private MockHttpServletResponse response(User by, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        return web.perform(request.with(csrf()).with(user(new SignedInUser(by, ""))))
                .andReturn()
                .getResponse();
    }
}
