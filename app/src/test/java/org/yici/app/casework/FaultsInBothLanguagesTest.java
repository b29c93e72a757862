package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import org.yici.app.definition.Definitions;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** What is wrong with a definition is told in the language of the page, and beside it only what it cites. */
class FaultsInBothLanguagesTest extends CaseScenario {
    private static final String PAGE = "/operator/definitions";
    private static final User OPERATOR = new User("operator-f", "运维", Set.of(Role.OPERATOR), null, null);
    private static final Pattern TOLD =
            Pattern.compile("<li><span>([^<]*)</span> <span class=\"text-break\">(.*?)</span></li>"
                    + "|<li> ?<span class=\"text-break\">(.*?)</span></li>");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    /** Words of English that are no names of something. */
    private static final Pattern ENGLISH = Pattern.compile("\\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\\b");

    private final MockMvc web;
    private final Definitions definitions;
    private final Identities identities;

    @Autowired
    FaultsInBothLanguagesTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
        this.definitions = platform.getBean(Definitions.class);
        this.identities = platform.getBean(Identities.class);
    }

    @Test
    void ofADepartment() throws Exception {
        String good = definitions.example("department");
        String taxes = identities.department("tax").orElseThrow().creditCode();
        for (String[] change : new String[][] {
            {good, ""},
            {good, "# nothing"},
            {"example-bureau", "Not A Code"},
            {"example-bureau", "bu\u200Breau"},
            {"en: Example Bureau", "en: ''"},
            {", en: Example Bureau", ""},
            {"11510000YC510001XB", "911"},
            {"11510000YC510001XB", taxes},
            {"# parent: big-data", "parent: nowhere"},
            {"# parent: big-data", "parent: example-bureau"},
            {"creditCode:", "creditcode: x\ncolour: red\ncreditCode:"},
            {"label: {", "label: ["},
            {"label: {zh: 示例局, en: Example Bureau}", "label: bureau"},
            {"creditCode:", "code: twice\ncreditCode:"},
        }) {
            told("department", good, change);
        }
    }

    @Test
    void ofASource() throws Exception {
        String good = definitions.example("source").replace("department: example-bureau", "department: tax");
        for (String[] change : new String[][] {
            {"name: example-bureau", "name: odd-faults"},
            {"name: example-bureau", "name: housing"},
            {"name: example-bureau", "name: Not A Name"},
            {"department: tax", "department: nobody"},
            {"department: tax", "department: N"},
            {"host: db.example-bureau.gov.example", "host: a b"},
            {"port: 5432", "port: 0"},
            {"port: 5432", "port: many"},
            {"database: registry", "database: a/b"},
            {"username: yici_reader", "usrname: a"},
            {"username: yici_reader", "username: a b"},
            {"tls: verify-full", "tls: perhaps"},
        }) {
            told("source", good, change);
        }
    }

    @Test
    void ofAResource() throws Exception {
        String example = definitions.example("resource");
        told("resource", example, "table: example", "table: moved");
        told("resource", example, "name: id_no", "name: other_no");
        String good = example.replace("GA5100/", "ZZ5100/").replace("table: example", "table: faults_table");
        String items = good.substring(good.indexOf("items:"));
        String linking = "linking: {model: zh_person, subject: id_no, columns: {}, reference: false}\nitems:";
        for (String[] change : new String[][] {
            {"code: ZZ5100/000001\n", "code: x\n"},
            {"code: ZZ5100/0000010002", "code: ZZ5100/0000010001"},
            {"code: ZZ5100/0000010002", "code: AA5100/0000010002"},
            {"table: faults_table", "table: No Name"},
            {"table: faults_table", "table: order"},
            {"table: faults_table", "table: subject_key"},
            {"provider: public-security", "provider: nobody"},
            {"provider: public-security", "provider: tax"},
            {"key: [id]", "key: []"},
            {"key: [id]", "key: [id], zone: Nowhere"},
            {"sharing: CONDITIONAL", "sharing: MAYBE"},
            {"sharing: CONDITIONAL\n", ""},
            {"type: NAME", "type: NAMES"},
            {"type: CITIZEN_ID", "type: TEXT"},
            {"name: name", "name: No Name"},
            {"name: name", "name: id_no"},
            {"from: [xm]", "endless: true"},
            {"from: [xm]", "about: nobody"},
            {"type: NAME", "type: CODE\n    codes: {a: '1', A: '2'}"},
            {items, "items: []\n"},
            {"level: L2\n", ""},
            {"items:", linking.replace("zh_person", "nothing")},
            {"items:", linking.replace("{}", "{nothing: name}")},
            {"items:", linking.replace("{}", "{name: nothing}")},
            {"items:", linking.replace("subject: id_no", "subject: nothing")},
            {"items:", linking.replace("reference", "household: nothing, reference")},
        }) {
            told("resource", good, change);
        }
    }

    @Test
    void ofAServiceItem() throws Exception {
        String good = definitions.example("service-item").replace("night-work-notice", "faulty-notice");
        String supply = "supply: WAIVED\n    party: builder";
        String shared = "supply: SHARED\n    party: builder\n    resource: GA5100/000001\n    consumer: transport\n"
                + "    items: [id_no, nothing]";
        String handling = "handling:\n";
        String result = "value: field.street";
        for (String[] change : new String[][] {
            {"=== item.yaml", "=== other.txt\n=== item.yaml"},
            {"=== item.yaml", "first\n=== item.yaml"},
            {"=== process.bpmn20.xml", "=== item.yaml"},
            {"=== process.bpmn20.xml\n", ""},
            {"=== process.bpmn20.xml\n", "=== rules.dmn\n<nonsense/>\n=== process.bpmn20.xml\n"},
            {"=== process.bpmn20.xml\n", "=== rules.dmn\n<a expressionLanguage='juel'/>\n=== process.bpmn20.xml\n"},
            {"slug: faulty-notice", "slug: Faulty"},
            {"slug: faulty-notice", "slgu: a"},
            {"department: transport\n# BPMN", "department: ministry\n# BPMN"},
            {"process: faulty-notice", "process: other"},
            {supply, "supply: SHARED\n    party: nobody"},
            {supply, shared},
            {supply, shared.replace("GA5100/000001", "ZZ5100/000009")},
            {supply, shared.replace("consumer: transport", "consumer: window")},
            {supply, shared + "\n    mayChange: [{item: nothing, from: a, to: a}, {item: id_no, from: a, to: a}]"},
            {"value: one, label", "value: none, label"},
            {"options:", "party: nobody\n    options:"},
            {"decides: true", "decides: false\n      secondEyes: true\n      separateFrom: [nobody]"},
            {"role: APPROVER", "secondEyes: true"},
            {result, "value: field.stret"},
            {result, "value: field.street +"},
            {result, "value: field"},
            {result, "value: '{a: 1}'"},
            {result, "value: 'for i in 1..9 return i'"},
            {result, "value: 'cuont(field.street)'"},
            {handling, handling + "  about: [{label: {zh: 时间, en: Time}, value: now()}]\n"},
            {handling, handling + "  later: [nothing]\n"},
            {handling, handling + "  decisions: [{id: nothing, table: nothing}]\n"},
            {
                handling,
                handling + "  requirements: [{field: nothing, that: field.street, otherwise: '\"a\"'},"
                        + " {field: street, that: task.review.a = 1, otherwise: now()}]\n"
            },
            {"- name: phone", "- name: 9phone"},
            {"- name: phone", "- name: street"},
            {"<exclusiveGateway", "<scriptTask id=\"s\" scriptFormat=\"groovy\"/><exclusiveGateway"},
            {"<exclusiveGateway", "<userTask id=\"another\"/><exclusiveGateway"},
            {"<userTask id=\"review\"", "<userTask id=\"look\""},
            {"candidateGroups=\"transport\"", "candidateGroups=\"tax,housing\""},
            {"<endEvent id=\"refused\"", "<endEvent id=\"ended\""},
            {"${close}", "${nothing.close()}"},
            {"${verdict == 'REFUSE'}", "${verdict.length() > 1}"},
            {"${verdict == 'REFUSE'}", "${verdict == 'NEVER'}"},
            {"${verdict == 'REFUSE'}", "${nothing == 'REFUSE'}"},
            {"</definitions>", ""},
            {"encoding=\"UTF-8\"", "encoding=\"GBK\""},
            {"?>\n<definitions", "?>\n<!DOCTYPE a>\n<definitions"},
            {"<startEvent id=\"handed-in\" name=\"提交\"/>", ""},
        }) {
            told("service-item", good, change);
        }
        String refused = content(post(PAGE + "/service-item/unpacked?lang=zh")
                .contentType("application/zip")
                .content(new byte[0]));
        assertThat(refused).contains("这不是含有事项的 zip");
    }

    /** A text that is made of several files is not given a line of its own beside the file's. */
    @Test
    void aPlaceIsToldOnce() throws Exception {
        String text = definitions.example("service-item").replace("slug: night-work-notice", "slug: Faulty");
        assertThat(findings("service-item", "zh", text).getFirst()).startsWith("item.yaml 第 3 行");
        assertThat(findings("service-item", "en", text).getFirst()).startsWith("item.yaml, line 3: slug Faulty");
        String department = definitions.example("department").replace("example-bureau", "No");
        assertThat(findings("department", "en", department).getFirst()).startsWith("Line 3: code: give");
    }

    private void told(String kind, String good, String... change) throws Exception {
        String text = good.replace(change[0], change[1]);
        assertThat(text).as(change[1]).isNotEqualTo(good);
        List<String> chinese = findings(kind, "zh", text);
        assertThat(chinese).as(change[1]).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault).containsPattern(CHINESE);
            assertThat(fault.replaceFirst("提示：.*", "")).doesNotContainPattern(ENGLISH);
        });
        assertThat(findings(kind, "en", text))
                .as(change[1])
                .hasSameSizeAs(chinese)
                .allSatisfy(fault -> assertThat(fault).doesNotContainPattern(CHINESE));
    }

    /** What the page tells, each with its place. */
    private List<String> findings(String kind, String language, String text) throws Exception {
        String page = content(post(PAGE + "/new")
                .param("kind", kind)
                .param("lang", language)
                .param("check", "yes")
                .param("text", text));
        List<String> findings = new ArrayList<>();
        Matcher told = TOLD.matcher(page);
        while (told.find()) {
            findings.add(HtmlUtils.htmlUnescape(
                    told.group(2) == null ? told.group(3) : told.group(1) + " " + told.group(2)));
        }
        return findings;
    }

    private String content(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return web.perform(request.with(csrf()).with(user(new SignedInUser(OPERATOR, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
