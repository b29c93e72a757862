package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;

/** Quarantined records on pages. */
class QuarantinePagesTest extends PagesScenario {
    QuarantinePagesTest(@Autowired MockMvc pages, @Autowired JdbcClient jdbc, @Autowired ApplicationContext platform) {
        super(pages, jdbc, platform);
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
}
