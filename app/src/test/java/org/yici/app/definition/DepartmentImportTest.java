package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tree of departments comes in as a spreadsheet, through the page and the API. */
@PlatformTest
class DepartmentImportTest {
    private static final MediaType XLSX =
            MediaType.valueOf("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final String PAGE = "/operator/definitions/departments";
    private static final String REVIEWS = "/operator/definitions/reviews";
    private static final String API = "/api/v1/definitions/departments";
    private static final User AUTHOR = new User("operator-x", "运维", Set.of(Role.OPERATOR), null, null);
    private static final User REVIEWER = new User("operator-y", "运维二", Set.of(Role.OPERATOR), null, null);
    private static final User STEWARD = new User("steward-x", "治理员", Set.of(Role.STEWARD), "big-data", null);

    @Autowired
    private MockMvc web;

    @Autowired
    private Identities identities;

    @Autowired
    private JdbcClient jdbc;

    private String city = "";
    private String district = "";
    private String office = "";

    @BeforeEach
    void name() {
        String serial = UUID.randomUUID().toString().substring(0, 8);
        city = "city-" + serial;
        district = "district-" + serial;
        office = "office-" + serial;
    }

    @Test
    void aTreeIsDraftedAtOnceAndPublishedByASecondPersonAtOnce() throws Exception {
        String code = DepartmentSheets.creditCode();
        // The office stands first and is the same legal person as the district above it.
        byte[] tree = DepartmentSheets.sheet(
                DepartmentSheets.HEAD,
                new String[] {office, "窗口", "Window", code, district},
                new String[] {district, "区局", "District Bureau", code, city},
                new String[] {city, "市局", "City Bureau", DepartmentSheets.creditCode(), ""});
        assertThat(page(AUTHOR, get(PAGE)).getContentAsString(StandardCharsets.UTF_8))
                .contains("departments.xlsx");
        assertThat(page(STEWARD, get(PAGE)).getStatus()).isEqualTo(403);
        String preview = part(AUTHOR, "/preview", tree, 200);
        assertThat(preview).contains("新增 3，修改 0，不变 0，有误 0", "data-ready=\"true\"", office);
        assertThat(part(AUTHOR, "/drafts", tree, 200)).contains("已提交 3 个部门", office);
        assertThat(identities.department(city)).as("nothing is in force yet").isEmpty();
        assertThat(part(AUTHOR, "/drafts", tree, 422)).contains(city + " 已有草稿");

        String own = page(AUTHOR, get(REVIEWS)).getContentAsString(StandardCharsets.UTF_8);
        assertThat(own).doesNotContain(city);
        String reviews = page(REVIEWER, get(REVIEWS)).getContentAsString(StandardCharsets.UTF_8);
        assertThat(reviews).contains(city, district, office, "parent: &quot;" + district);
        assertThat(page(REVIEWER, post(REVIEWS).with(csrf()).param("draft", ticked(office, 0)))
                        .getContentAsString(StandardCharsets.UTF_8))
                .as("not without what it rests on")
                .contains("没有部门 " + district);
        assertThat(page(AUTHOR, ticked(0)).getStatus()).as("the own drafts").isEqualTo(403);
        assertThat(page(REVIEWER, ticked(1_000_000)).getStatus())
                .as("not what was seen")
                .isEqualTo(409);
        assertThat(identities.department(city)).isEmpty();
        assertThat(page(REVIEWER, ticked(0)).getRedirectedUrl()).isEqualTo(REVIEWS);
        assertThat(department(office)).hasValueSatisfying(found -> {
            assertThat(found.parent()).isEqualTo(district);
            assertThat(found.label().zh()).isEqualTo("窗口");
        });
        assertThat(department(district).orElseThrow().parent()).isEqualTo(city);

        assertThat(part(AUTHOR, "/preview", tree, 200)).contains("新增 0，修改 0，不变 3，有误 0", "data-ready=\"false\"");
        assertThat(part(AUTHOR, "/drafts", tree, 422)).contains("没有改动");
    }

    private MockHttpServletRequestBuilder ticked(int later) {
        return post(REVIEWS)
                .with(csrf())
                .param("draft", ticked(office, later), ticked(city, later), ticked(district, later));
    }

    /** A draft of this version, or of one so much later. */
    private String ticked(String department, int later) {
        return "department " + department + " " + (version(department) + later);
    }

    private long version(String department) {
        return DraftVersions.of(jdbc, "department", department);
    }

    @Test
    void aProgramDoesTheSame() throws Exception {
        byte[] one = DepartmentSheets.sheet(
                DepartmentSheets.HEAD, new String[] {city, "市局", "City Bureau", DepartmentSheets.creditCode(), ""});
        JsonNode rows = json(page(AUTHOR, post(API + "/check").contentType(XLSX).content(one)), 200);
        assertThat(rows.get(0).path("outcome").asString()).isEqualTo("NEW");
        assertThat(rows.get(0).path("department").path("label_en").asString()).isEqualTo("City Bureau");
        assertThat(page(STEWARD, post(API + "/check").contentType(XLSX).content(one))
                        .getStatus())
                .isEqualTo(403);
        json(page(AUTHOR, post(API + "/drafts").contentType(XLSX).content(one)), 201);
        String publication = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "drafts", List.of(Map.of("kind", "department", "name", city, "version", version(city)))));
        JsonNode published = json(
                page(
                        REVIEWER,
                        post("/api/v1/definitions/publications")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(publication)),
                200);
        assertThat(published.get(0).path("editions")).hasSize(1);
        assertThat(department(city)).isPresent();

        // What comes out goes in again, changed.
        byte[] all = page(AUTHOR, get(API + "/sheet")).getContentAsByteArray();
        assertThat(cells(all)).anyMatch(cells -> cells.contains(city) && cells.contains("City Bureau"));
        JsonNode again =
                json(page(AUTHOR, post(API + "/check").contentType(XLSX).content(all)), 200);
        assertThat(again)
                .allSatisfy(row -> assertThat(row.path("outcome").asString())
                        .as(row.toString())
                        .isEqualTo("SAME"));
    }

    private static List<String> cells(byte[] workbook) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.map(row -> row.stream().map(String::valueOf).toList().toString())
                    .toList();
        }
    }

    @Test
    void eachRowIsToldWhatIsWrongWithIt() throws Exception {
        String code = DepartmentSheets.creditCode();
        byte[] faulty = DepartmentSheets.sheet(
                DepartmentSheets.HEAD,
                new String[] {city, "市局", "City Bureau", code, district},
                new String[] {district, "区局", "District Bureau", DepartmentSheets.creditCode(), city},
                new String[] {office, "窗口", "", "911", "nowhere"},
                new String[] {city, "又一个", "Another", DepartmentSheets.creditCode(), ""},
                new String[] {"Not A Code", "某局", "Some", code, ""});
        String preview = part(AUTHOR, "/preview", faulty, 200);
        assertThat(preview)
                .contains("有误 5", "data-ready=\"false\"")
                .contains("code：" + city + " 在第 2 行也出现", "label：请填写", "creditCode：请填写", "code：请填写");
        assertThat(part(AUTHOR, "/drafts", faulty, 422)).contains("在第 2 行也出现");
        assertThat(page(REVIEWER, get(REVIEWS)).getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain(city);
    }

    /** Each of a tree is compared with all the others, which must not take their number squared. */
    @Test
    void hundredsComeInAtOnce() throws Exception {
        String[][] rows = new String[301][];
        rows[0] = DepartmentSheets.HEAD;
        for (int i = 1; i <= 300; i++) {
            String above = i == 1 ? "" : city + "-" + i / 2;
            rows[i] = new String[] {city + "-" + i, "第" + i + "局", "Bureau " + i, DepartmentSheets.creditCode(), above};
        }
        assertThat(part(AUTHOR, "/drafts", DepartmentSheets.sheet(rows), 200)).contains("已提交 300 个部门");
        MockHttpServletRequestBuilder all = post(REVIEWS).with(csrf());
        for (int i = 1; i <= 300; i++) {
            all.param("draft", ticked(city + "-" + i, 0));
        }
        assertThat(page(REVIEWER, all).getRedirectedUrl()).isEqualTo(REVIEWS);
        assertThat(department(city + "-300").orElseThrow().parent()).isEqualTo(city + "-150");
    }

    @Test
    void whoTicksNothingIsToldSo() throws Exception {
        MockHttpServletResponse chinese = page(REVIEWER, post(REVIEWS).with(csrf()));
        assertThat(chinese.getStatus()).isEqualTo(422);
        assertThat(chinese.getContentAsString(StandardCharsets.UTF_8)).contains("没有选中任何定义", "<title>错误：");
        assertThat(page(REVIEWER, post(REVIEWS + "?lang=en").with(csrf())).getContentAsString(StandardCharsets.UTF_8))
                .contains("Nothing is ticked");
    }

    /** A window far below a bureau, and the one beside it, are the bureau's; somebody else's is not. */
    @Test
    void theOfficesBelowADepartmentMayBeTheSameLegalPerson() throws Exception {
        String code = DepartmentSheets.creditCode();
        String preview = part(
                AUTHOR,
                "/preview",
                DepartmentSheets.sheet(
                        DepartmentSheets.HEAD,
                        new String[] {office, "窗口", "Window", code, district},
                        new String[] {office + "-2", "窗口二", "Window 2", code, district},
                        new String[] {district, "区局", "District Bureau", code, city},
                        new String[] {city, "市局", "City Bureau", code, ""},
                        new String[] {"other-" + city, "别局", "Other Bureau", code, ""}),
                200);
        assertThat(preview).contains("新增 0", "现在填的是 " + city);
        assertThat(part(
                        AUTHOR,
                        "/preview",
                        DepartmentSheets.sheet(
                                DepartmentSheets.HEAD,
                                new String[] {office, "窗口", "Window", code, district},
                                new String[] {office + "-2", "窗口二", "Window 2", code, district},
                                new String[] {district, "区局", "District Bureau", code, city},
                                new String[] {city, "市局", "City Bureau", code, ""}),
                        200))
                .contains("新增 4");
    }

    private Optional<Department> department(String code) {
        return identities.departments().stream()
                .filter(one -> one.code().equals(code))
                .findFirst();
    }

    private String part(User as, String address, byte[] sheet, int status) throws Exception {
        MockHttpServletResponse answer =
                page(as, post(PAGE + address).with(csrf()).contentType(XLSX).content(sheet));
        String said = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(said).isEqualTo(status);
        return said;
    }

    private static JsonNode json(MockHttpServletResponse answer, int status) throws Exception {
        String said = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(said).isEqualTo(status);
        return JsonMapper.shared().readTree(said);
    }

    private MockHttpServletResponse page(User as, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.with(user(new SignedInUser(as, ""))))
                .andReturn()
                .getResponse();
    }
}
