package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.exchange.AccessLog;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** What officials read is in the list of those whose data it is, whichever door they take. */
class ReadingsTest extends CaseScenario {
    private final MockMvc pages;

    @Autowired
    private AccessLog uses;

    @Autowired
    ReadingsTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cases/%s", "/cases/%s/live", "/cases/%s/receipt", "/api/v1/cases/%s"})
    void aClerkWhoLooksAtACaseShowsOnceInTheListOfEachParty(String path) throws Exception {
        String number = handedIn();
        Set<UUID> parties =
                see(buyer, number).parties().stream().map(CaseParty::subject).collect(Collectors.toSet());

        open(path.formatted(number), clerk);
        open(path.formatted(number), clerk);

        assertThat(parties).hasSizeGreaterThan(1);
        for (UUID party : parties) {
            assertThat(readings(party, number)).singleElement().satisfies(use -> {
                assertThat(use.actor()).isEqualTo(clerk.actor());
                assertThat(use.right()).isEqualTo("case");
                assertThat(use.caseNumber()).isEqualTo(number);
            });
        }
    }

    @Test
    void anInboxATaskAndALookUpShowToTheApplicantsInThem() throws Exception {
        String number = handedIn();
        UUID applicant = see(buyer, number).parties().getFirst().subject();
        // The newest task is on the last page, however many other tests have left behind.
        int pages = cases.tasks(clerk, 0, 20).pages();
        for (MockHttpServletRequestBuilder request : List.of(
                get("/window?page=" + pages),
                get("/api/v1/tasks?page=" + (pages - 1)),
                post("/window").with(csrf()).param("list", "done").param("number", number))) {
            User reader = new User("reader-" + UUID.randomUUID(), "窗口", clerk.roles(), clerk.department(), null);
            open(request, reader);
            assertThat(uses.of(applicant, 0, 50).content())
                    .filteredOn(use -> use.actor().equals(reader.actor()))
                    .extracting(AccessLog.Use::right)
                    .containsExactly("case-list");
        }
    }

    @Test
    void whatWasFoundSinceIsReadAnewAlsoOnATaskByItself() throws Exception {
        String number = handedIn();
        UUID applicant = see(buyer, number).parties().getFirst().subject();
        String path = "/api/v1/tasks/" + task(clerk, number, "accept").id();
        User reader = new User("clerk-of-tasks", "窗口", clerk.roles(), clerk.department(), null);
        open(path, reader);
        open(path, reader);
        assertThat(readings(applicant, number)).extracting(AccessLog.Use::right).containsExactly("case");
        jdbc.sql(
                        "insert into casework.finding (case_number, step, department, label, value, own)"
                                + " values (?, 'x', 'housing', '{\"zh\": \"x\", \"en\": \"x\"}', '{\"zh\": \"y\", \"en\": \"y\"}', false)")
                .param(number)
                .update();
        open(path, reader);
        assertThat(readings(applicant, number)).hasSize(2);
    }

    @Test
    void thePartiesReadTheirOwnCaseWithoutALeaf() throws Exception {
        String number = handedIn();
        open("/cases/" + number, seller);
        open("/api/v1/cases/" + number, buyer);

        assertThat(readings(see(buyer, number).parties().getFirst().subject(), number))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator/quarantine?state=any",
                "/operator/quarantine/%d",
                "/operator/quarantine/export.csv?state=any"
            })
    void quarantineIsReadUnderALeafOnThePageAndInTheExport(String path) throws Exception {
        long id = jdbc.sql("""
                        insert into collection.quarantine (resource, source, source_key, position, sequence, rule, item,
                            value, record, edition, source_time)
                        values ('ZZ5100/000001', 'civil-affairs', gen_random_uuid()::text, 1, 0, 'name.form', 'name', '?', '{"XM": "?"}', 1, now())
                        returning id""").query(Long.class).single();
        User steward = new User("steward-" + path.length(), "数据管理员", Set.of(Role.STEWARD), "civil-affairs", null);
        open(path.contains("%d") ? path.formatted(id) : path, steward);

        assertThat(jdbc.sql("select entry from ledger.leaf where kind = 'READING' and actor = ?")
                        .param(steward.actor())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains(path.contains("export") ? "quarantine-export" : "\"quarantine\"", "ZZ5100/000001");
    }

    private List<AccessLog.Use> readings(UUID subject, String number) {
        return uses.of(subject, 0, 200).content().stream()
                .filter(use -> use.kind().equals("reading") && number.equals(use.caseNumber()))
                .toList();
    }

    private void open(String path, User reader) throws Exception {
        open(get(path), reader);
    }

    private void open(MockHttpServletRequestBuilder request, User reader) throws Exception {
        MvcResult answer =
                pages.perform(request.with(user(new SignedInUser(reader, "")))).andReturn();
        assertThat(answer.getResponse().getStatus())
                .as(answer.getRequest().getRequestURI())
                .isEqualTo(200);
    }
}
