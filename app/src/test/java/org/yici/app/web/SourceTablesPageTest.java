package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.Receipt;

/** A table that is stopped and a change that was set aside are told where operator and department look, in both languages. */
@PlatformTest
class SourceTablesPageTest {
    private static final String SOURCE = "test-tables";

    private final MockMvc pages;
    private final JdbcClient jdbc;
    private final Ledger ledger;

    SourceTablesPageTest(@Autowired MockMvc pages, @Autowired JdbcClient jdbc, @Autowired Ledger ledger) {
        this.ledger = ledger;
        this.pages = pages;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aSource() {
        jdbc.sql(
                        "insert into collection.source (name, department, url, username, password, slot, publication, state, loaded_at)"
                                + " values (?, 'public-security', 'jdbc:postgresql://localhost:1/none', 'none', '', 'yici_tables', 'yici', 'partial', now())")
                .param(SOURCE)
                .update();
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from collection.loaded where source = ?").param(SOURCE).update();
        jdbc.sql("delete from collection.source where name = ?").param(SOURCE).update();
    }

    @Test
    void aSourceWithABacklogReadsCatchingUp() throws Exception {
        jdbc.sql("update collection.source set state = 'catching-up', mark_time = 1767225600000000 where name = ?")
                .param(SOURCE)
                .update();
        jdbc.sql("insert into collection.source_table (source, schema_name, table_name, state, arguments, published)"
                        + " values (?, 'public', 'behind', 'catching-up', '{}', true)")
                .param(SOURCE)
                .update();
        for (String words : List.of("补读中", "Catching up")) {
            assertThat(pages.perform(get("/operator")
                                    .param("lang", words.equals("补读中") ? "zh" : "en")
                                    .with(as(Role.OPERATOR)))
                            .andReturn()
                            .getResponse()
                            .getContentAsString(StandardCharsets.UTF_8))
                    .contains(words, "2026-01-01 08:00:00");
        }
    }

    @Test
    void aLaterLoadIsShownWithItsOwnTimeAndCount() throws Exception {
        jdbc.sql(
                        "update collection.source set loaded_at = '2026-01-01T00:00:00Z', loaded_rows = 7654321 where name = ?")
                .param(SOURCE)
                .update();
        jdbc.sql("insert into collection.loaded (source, resource, position, rows, configuration, loaded_at)"
                        + " values (?, 'GA5100/000001', 1, 7654321, '', '2026-02-03T04:05:06Z')")
                .param(SOURCE)
                .update();
        String page = pages.perform(get("/operator").with(as(Role.OPERATOR)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("7,654,321 条，完成于 2026-02-03 12:05:06");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys-differ",
                "missing",
                "kind",
                "foreign",
                "unlogged",
                "identity-refuses",
                "filter-refuses",
                "list-refuses",
                "children",
                "identity",
                "key-not-unique",
                "key-empty",
                "key-column",
                "column-missing",
                "column-generated",
                "column-type",
                "select",
                "row-security",
                "publication-missing",
                "not-published",
                "cannot-publish",
                "via-root",
                "operations",
                "under-root",
                "row-filter",
                "column-list",
                "load"
            })
    void everyCauseIsToldWithItsRemedy(String cause) throws Exception {
        jdbc.sql(
                        "insert into collection.source_table (source, schema_name, table_name, state, cause, arguments)"
                                + " values (?, 'public', 't_watched', 'stopped', ?, array['public.t_watched', 'argone', 'argtwo', 'argthree', 'argfour', 'argfive'])")
                .params(SOURCE, cause)
                .update();

        for (String language : new String[] {"zh", "en"}) {
            for (String path : new String[] {"/operator", "/operator/tables"}) {
                assertThat(html(path + "?lang=" + language, Role.OPERATOR))
                        .contains("public.t_watched")
                        .doesNotContain("source.fault.")
                        .doesNotContain("source.remedy.")
                        .doesNotContainPattern("\\{[1-5]}")
                        .doesNotContain("??");
            }
            assertThat(html("/operator/quarantine?lang=" + language, Role.STEWARD))
                    .as("the department's own steward is told too")
                    .contains("public.t_watched");
        }
    }

    @Test
    void aTableIsLoadedAnewAndAChangeReleasedAtTheOperatorsWord() throws Exception {
        jdbc.sql(
                        "insert into collection.source_table (source, schema_name, table_name, state, types, reason, reloaded_at)"
                                + " values (?, 'public', 't_watched', 'streaming', 'x', 'gap', now())")
                .param(SOURCE)
                .update();
        jdbc.sql("insert into collection.plan (resource, edition, entry) values ('TT5100/000001', 1,"
                        + " '{\"source\": {\"schema\": \"public\", \"table\": \"t_watched\"}}') on conflict do nothing")
                .update();
        try {
            loaded();
            jdbc.sql(
                            "insert into collection.set_aside (source, schema_name, table_name, position, sequence, reason, bytes, digest, rest, changes)"
                                    + " values (?, 'public', 't_watched', 23876424, 1, 'no such column', '\\x5500004001'::bytea, '', true, 1200)")
                    .param(SOURCE)
                    .update();
            assertThat(html("/operator/tables?lang=en", Role.OPERATOR))
                    .contains("0/16C5348", "no such column", "5500004001", "Waits for a load", "restored from a backup")
                    .contains("this is the newest of 1,200 that are counted only");
            assertThat(html("/operator?lang=en", Role.OPERATOR)).contains("1,200 changes could not be decoded");

            long id = jdbc.sql("select id from collection.set_aside where source = ?")
                    .param(SOURCE)
                    .query(Long.class)
                    .single();
            pages.perform(post("/operator/set-aside/" + id)
                            .with(as(Role.OPERATOR))
                            .with(csrf()))
                    .andExpect(redirectedUrl("/operator/tables"));
            assertThat(isLoaded()).isFalse();
            assertThat(html("/operator/tables?lang=en", Role.OPERATOR)).contains("Released");
            theNewestLeafIs("RELEASE", "\"source\":\"test-tables\"", "\"position\":\"0/16C5348\"", "public.t_watched");

            loaded();
            pages.perform(post("/operator/tables/load")
                            .param("source", SOURCE)
                            .param("schema", "public")
                            .param("table", "t_watched")
                            .with(as(Role.OPERATOR))
                            .with(csrf()))
                    .andExpect(redirectedUrl("/operator/tables"));
            assertThat(isLoaded()).isFalse();
            theNewestLeafIs("RELOAD", "account:t-OPERATOR", "public.t_watched");
            loaded();
            pages.perform(post("/operator/sources/load")
                            .param("source", SOURCE)
                            .with(as(Role.STEWARD))
                            .with(csrf()))
                    .andExpect(status().isForbidden());
            assertThat(isLoaded()).isTrue();
            pages.perform(post("/operator/sources/load")
                    .param("source", SOURCE)
                    .with(as(Role.OPERATOR))
                    .with(csrf()));
            assertThat(isLoaded()).isFalse();
            theNewestLeafIs("RELOAD", "account:t-OPERATOR", "{\"source\":\"test-tables\"}");
            assertThat(html("/ledger?lang=en", Role.AUDITOR)).contains("Loaded anew", "Change released");
            assertThat(html("/ledger?lang=zh", Role.AUDITOR)).contains("重新加载", "放行变更");
        } finally {
            jdbc.sql("delete from collection.plan where resource = 'TT5100/000001'")
                    .update();
        }
    }

    private void theNewestLeafIs(String kind, String... parts) {
        Receipt receipt = ledger.receipt(ledger.size() - 1).orElseThrow();
        assertThat(receipt.entry()).contains("\"kind\":\"" + kind + "\"").contains(parts);
        assertThat(jdbc.sql("select count(*) from ledger.pending where index = ?")
                        .param(receipt.index())
                        .query(Long.class)
                        .single())
                .as("it took effect")
                .isZero();
    }

    private void loaded() {
        jdbc.sql("insert into collection.loaded (source, resource, position, rows) values (?, 'TT5100/000001', 1, 1)")
                .param(SOURCE)
                .update();
    }

    private boolean isLoaded() {
        return jdbc.sql("select exists (select 1 from collection.loaded where source = ?)")
                .param(SOURCE)
                .query(Boolean.class)
                .single();
    }

    private String html(String path, Role role) throws Exception {
        return pages.perform(get(path).with(as(role)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static RequestPostProcessor as(Role role) {
        return user(new SignedInUser(
                new User("t-" + role, "测试", Set.of(role), role == Role.STEWARD ? "public-security" : "big-data", null),
                ""));
    }
}
