package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.yici.app.casework.TestProvince.approver;
import static org.yici.app.casework.TestProvince.map;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.TestStore;
import org.yici.app.casework.Case.State;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.DraftVersions;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.service.ItemArchive;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service item comes in as a zip, is published by another person, and its cases keep the edition with which they were begun. */
class ServiceItemDefinitionsTest extends CaseScenario {
    private static final String API = "/api/v1/definitions/service-item";
    private static final String PAGE = "/operator/definitions/service-item";
    private static final User OPERATOR = new User("operator-s", "运维甲", Set.of(Role.OPERATOR), null, null);
    private static final User SECOND = new User("operator-t", "运维乙", Set.of(Role.OPERATOR), null, null);
    private static final User STEWARD = new User("steward-s", "治理员", Set.of(Role.STEWARD), "transport", null);

    private final MockMvc web;
    private final ServiceItems items;
    private final ItemFiles example;

    @Autowired
    ServiceItemDefinitionsTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
        this.items = platform.getBean(ServiceItems.class);
        this.example = ItemFiles.of(platform.getBean(Definitions.class).example("service-item"));
    }

    @Test
    void aZipBecomesAnItemThatIsAppliedForAndDecided() throws Exception {
        String slug = "night-work-one";
        publish(slug, named(slug, item -> item));
        String first = handIn(slug);
        assertThat(TestProvince.keys(see(seller, first))).doesNotContain("case.event.retrieved-by-law");
        assertThat(text(get("/services/" + slug + "?lang=zh"), seller)).contains("夜间施工告知");

        ItemFiles changed = named(
                slug,
                item -> item.replace("label: {zh: 审查, en: Review}", "label: {zh: 复审, en: Second look}")
                        .replace(
                                "value: field.street}",
                                "value: field.street}\n    - {label: {zh: 电话, en: Telephone}, value: field.phone}"));
        publish(slug, changed);
        String second = handIn(slug);
        assertThat(task(approver("transport"), first, "review").label().en()).isEqualTo("Review");
        assertThat(task(approver("transport"), second, "review").label().en()).isEqualTo("Second look");

        withdraw(slug);
        assertThat(status(get("/services/" + slug), seller)).isEqualTo(410);
        assertThat(text(get("/services/" + slug + "?lang=en"), seller)).contains("is no longer accepted");
        assertThat(items.find(slug)).isEmpty();
        assertThatThrownBy(() -> cases.open(seller, slug, "")).hasMessageContaining("There is no service item " + slug);
        for (String number : new String[] {first, second}) {
            approve(approver("transport"), number, "review");
            assertThat(untilState(seller, number, State.COMPLETED)
                            .item()
                            .label()
                            .zh())
                    .isEqualTo("夜间施工告知");
        }
        assertThat(see(seller, first).result()).hasSize(1);
        assertThat(see(seller, second).result()).hasSize(2);
    }

    @Test
    void whatIsPublishedComesBackAsTheSameZip() throws Exception {
        String slug = "night-work-two";
        ItemFiles files = named(slug, item -> item);
        publish(slug, files);
        for (String path : new String[] {API, PAGE}) {
            MockHttpServletResponse answer = answer(get(path + "/" + slug + "/editions/1/files"), OPERATOR);
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(ItemArchive.read(answer.getContentAsByteArray())).isEqualTo(files);
        }
        assertThat(text(get(PAGE + "/" + slug + "?lang=en"), OPERATOR)).contains("Download as zip", "=== item.yaml");
        MockHttpServletResponse unpacked =
                answer(zip(post(PAGE + "/unpacked"), ItemArchive.write(slug, files)), OPERATOR);
        assertThat(unpacked.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(files.text());
    }

    @Test
    void aDepartmentsStewardDefinesWhatIsItsOwnAndNothingElse() throws Exception {
        String slug = "night-work-three";
        assertThat(status(zip(post(API), ItemArchive.write(slug, named(slug, item -> item))), STEWARD))
                .isEqualTo(201);
        ItemFiles others =
                named(slug, item -> item.replace("      department: transport", "      department: housing"));
        assertThat(status(
                        zip(
                                put(API + "/" + slug + "/draft?version=" + version(slug)),
                                ItemArchive.write(slug, housing(others))),
                        STEWARD))
                .as("in its cases another department acts")
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongIsToldWithFileAndLineAndNothingIsKept() throws Exception {
        String slug = "night-work-four";
        ItemFiles good = named(slug, item -> item);
        String script = good.process()
                .replace("<exclusiveGateway", "<scriptTask id=\"s\" scriptFormat=\"groovy\"/>\n    <exclusiveGateway");
        JsonNode told = json(
                zip(post(API + "/check"), ItemArchive.write(slug, new ItemFiles(good.item(), script, null))), OPERATOR);
        long line = good.process()
                        .lines()
                        .takeWhile(one -> !one.contains("<exclusiveGateway"))
                        .count()
                + 1;
        assertThat(told.toString())
                .contains("the process may not have an element scriptTask", "(process.bpmn20.xml, line " + line + ")");

        for (String[] lack : new String[][] {
            {"    supply: WAIVED\n", "", "materials[0].supply is missing"},
            {"{zh: 夜间施工告知, en: Notice of work at night}", "{zh: 夜间施工告知}", "label.en is missing"},
            {"    type: TEXT\n", "", "fields[0].type is missing"},
            {"department: transport\n# BPMN", "# BPMN", "department is missing"},
            {"value: one, label", "value: none, label", "field lane has two options with the value 'none'"},
            {"decides: true", "decides: false", "no task and no decision decides"},
        }) {
            ItemFiles lacking = named(slug, item -> item.replace(lack[0], lack[1]));
            assertThat(lacking.item()).as(lack[2]).isNotEqualTo(good.item());
            assertThat(text(zip(post(API + "/check"), ItemArchive.write(slug, lacking)), OPERATOR))
                    .contains(lack[2]);
            status(zip(post(API), ItemArchive.write(slug, lacking)), OPERATOR);
            assertThat(step(slug, "submission", OPERATOR)).as(lack[2]).isIn(404, 422);
            answer(delete(API + "/" + slug + "/draft?version=" + version(slug)), OPERATOR);
        }
        ItemFiles turned = new ItemFiles(
                good.item(), good.process().replace("<exclusiveGateway", "<!-- \u202e -->\n<exclusiveGateway"), null);
        assertThat(text(zip(post(API + "/check"), ItemArchive.write(slug, turned)), OPERATOR))
                .contains("an invisible character, U+202E");
        String endless = "verdict == 'APPROVE' or ".repeat(5_000) + "verdict == 'APPROVE'";
        ItemFiles deep = new ItemFiles(
                good.item(), good.process().replaceFirst("[$][{]verdict[^}]*}", "\\${" + endless + "}"), null);
        assertThat(deep.process()).contains(endless);
        assertThat(text(zip(post(API + "/check"), ItemArchive.write(slug, deep)), OPERATOR))
                .contains("nested too deeply, or too long");
        for (String[] wrong : new String[][] {
            {"</process>", "</process>\n<process id=\"another\"/>", "one process only"},
            {"targetRef=\"completed\"", "targetRef=\"verdict\"", "would go round for ever"},
            {"${close}", "${await}", "must have one execution listener, ${close}"},
        }) {
            ItemFiles changed = new ItemFiles(good.item(), good.process().replace(wrong[0], wrong[1]), null);
            assertThat(changed.process()).isNotEqualTo(good.process());
            assertThat(text(zip(post(API + "/check"), ItemArchive.write(slug, changed)), OPERATOR))
                    .contains(wrong[2]);
        }
        String brackets = "(".repeat(400) + "1" + ")".repeat(400);
        ItemFiles nested = named(slug, item -> item.replace("value: field.street", "value: " + brackets));
        assertThat(text(zip(post(API + "/check"), ItemArchive.write(slug, nested)), OPERATOR))
                .contains("nested too deeply, or too long");
        refused(new byte[0], "this is no zip with a service item in it");
        refused("PK nonsense".getBytes(StandardCharsets.UTF_8), "this is no zip with a service item in it");
        refused(packed(Map.of("a.yaml", "x: 1", "b.yaml", "x: 2", "c.bpmn", "<a/>")), "an item has one");
        refused(packed(Map.of("a.yaml", "x: 1", "../run.sh", "rm")), "../run.sh is no file of an item");
        refused(packed(Map.of("a.yaml", "x: 1")), "the zip has no BPMN");
        refused(packed(Map.of("a.yaml", "x".repeat(3 << 20), "c.bpmn", "<a/>")), "a.yaml is larger than 1048576 bytes");
        assertThat(status(get(API + "/" + slug), OPERATOR)).isEqualTo(404);
        assertThat(status(zip(post(API), new byte[(1 << 20) + 1]), OPERATOR)).isEqualTo(413);
    }

    private void refused(byte[] zip, String why) throws Exception {
        assertThat(json(zip(post(API), zip), OPERATOR).toString()).contains(why);
        MockHttpServletResponse page = answer(zip(post(PAGE + "/unpacked?lang=en"), zip), OPERATOR);
        assertThat(page.getStatus()).isEqualTo(422);
        assertThat(page.getContentAsString(StandardCharsets.UTF_8)).contains(why);
    }

    private static byte[] packed(Map<String, String> files) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name :
                    files.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(files.get(name).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** An item with a name that no other test has. */
    private ItemFiles named(String slug, UnaryOperator<String> change) {
        return new ItemFiles(
                change.apply(example.item()).replace("night-work-notice", slug),
                example.process().replace("night-work-notice", slug),
                null);
    }

    private static ItemFiles housing(ItemFiles files) {
        return new ItemFiles(
                files.item(),
                files.process().replace("candidateGroups=\"transport\"", "candidateGroups=\"housing\""),
                null);
    }

    private void publish(String slug, ItemFiles files) throws Exception {
        byte[] zip = ItemArchive.write(slug, files);
        boolean there = status(get(API + "/" + slug), OPERATOR) == 200;
        assertThat(status(
                        there
                                ? zip(put(API + "/" + slug + "/draft?version=" + version(slug)), zip)
                                : zip(post(API), zip),
                        OPERATOR))
                .isEqualTo(there ? 200 : 201);
        step(slug, "submission", OPERATOR);
        String waits = PAGE + "/" + slug + "\"";
        assertThat(text(get("/inbox"), SECOND)).contains(waits);
        assertThat(text(get("/inbox"), OPERATOR)).as("the own draft").doesNotContain(waits);
        assertThat(step(slug, "publication", OPERATOR)).as("the own draft").isEqualTo(403);
        assertThat(step(slug, "publication", SECOND)).isEqualTo(200);
    }

    private void withdraw(String slug) throws Exception {
        assertThat(step(slug, "withdrawal", OPERATOR)).isEqualTo(200);
        assertThat(step(slug, "publication", SECOND)).isEqualTo(200);
    }

    private int step(String slug, String step, User by) throws Exception {
        return status(
                post(API + "/" + slug + "/" + step)
                        .contentType("application/json")
                        .content("{\"version\": " + version(slug) + ", \"comment\": \"不再办理\"}"),
                by);
    }

    private long version(String slug) {
        return DraftVersions.of(TestStore.owner(), "service-item", slug);
    }

    private String handIn(String slug) {
        String number = cases.open(seller, slug, "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, map("street", "金安大道", "lane", "one", "phone", "13800138000"));
        return number;
    }

    private static AbstractMockHttpServletRequestBuilder<?> zip(
            AbstractMockHttpServletRequestBuilder<?> request, byte[] zip) {
        return request.contentType("application/zip").content(zip).header("Content-Length", zip.length);
    }

    private int status(AbstractMockHttpServletRequestBuilder<?> request, User by) throws Exception {
        return answer(request, by).getStatus();
    }

    private JsonNode json(AbstractMockHttpServletRequestBuilder<?> request, User by) throws Exception {
        return JsonMapper.shared().readTree(text(request, by));
    }

    private String text(AbstractMockHttpServletRequestBuilder<?> request, User by) throws Exception {
        return answer(request, by).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse answer(AbstractMockHttpServletRequestBuilder<?> request, User by) throws Exception {
        return web.perform(request.with(csrf()).with(user(new SignedInUser(by, ""))))
                .andReturn()
                .getResponse();
    }
}
