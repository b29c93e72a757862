package org.yici.app.web;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** Records that linking knows; the job's own tables are filled by hand here. */
@PlatformTest
abstract class LinkScenario {
    static final String RESOURCE = "TL5100/000001";
    static final String FOREIGN = "TL5100/000002";
    static final String DEPARTMENT = "test-linking";

    final MockMvc pages;
    final JdbcClient jdbc;
    final UUID subject = UUID.randomUUID();
    final UUID before = UUID.randomUUID();
    final String run = UUID.randomUUID().toString().substring(0, 8);

    LinkScenario(@Autowired MockMvc pages, @Autowired Catalogue catalogue, @Autowired Identities identities) {
        this.pages = pages;
        this.jdbc = TestStore.owner();
        identities.register(new Department(DEPARTMENT, new Label("归并部门", "Linking"), "11510000MB00000009"));
        identities.register(new Department("test-others", new Label("其他部门", "Others"), "11510000MB00000007"));
        publish(catalogue, RESOURCE, "test_linking", DEPARTMENT);
        publish(catalogue, FOREIGN, "test_linked_elsewhere", "test-others");
    }

    static void publish(Catalogue catalogue, String code, String table, String department) {
        if (catalogue.resource(code).isPresent()) {
            return;
        }
        Label label = new Label("测试户籍", "Test households");
        Item household = new Item(
                code + "0002",
                "household_no",
                label,
                ItemType.TEXT,
                SecurityLevel.L2,
                false,
                false,
                List.of("hh"),
                Map.of());
        Item name = new Item(
                code + "0003", "name", label, ItemType.NAME, SecurityLevel.L2, false, false, List.of("xm"), Map.of());
        Item id = new Item(
                code + "0001",
                "id_no",
                label,
                ItemType.CITIZEN_ID,
                SecurityLevel.L2,
                false,
                true,
                List.of("sfzh"),
                Map.of());
        catalogue.publish(new Resource(
                code,
                table,
                label,
                label,
                department,
                new SourceTable(department, "public", "t_" + table, List.of("id")),
                Sharing.CONDITIONAL,
                List.of(id, household, name),
                new Linking("zh_person", "id_no", Map.of("name", "name"), false, "household_no")));
    }

    static RequestPostProcessor steward(String department) {
        return user(new SignedInUser(new User("t-linker", "测试", Set.of(Role.STEWARD), department, null), ""));
    }

    String html(String path, String department) throws Exception {
        return pages.perform(get(path).with(steward(department)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    String key(String name) {
        return run + "-" + name;
    }

    void known(String name, @Nullable UUID identified, @Nullable UUID linked) {
        jdbc.sql("insert into linking.record (resource, key, model, fields, keys, subject, linked, position, sequence)"
                        + " values (?, ?, 'zh_person', ?::jsonb, '{}', ?, ?, 1, 0)")
                .params(RESOURCE, key(name), "{\"name\": \"" + name + "\"}", identified, linked)
                .update();
    }

    long change(String kind, UUID from, UUID to, String... names) {
        String[] records =
                Arrays.stream(names).map(name -> RESOURCE + "#" + key(name)).toArray(String[]::new);
        return jdbc.sql(
                        "insert into linking.change (kind, old_subject, new_subject, records, resources, cause, weight, model, version)"
                                + " values (:kind, :from, :to, :records, :resources, :cause, 9.5, 'zh_person', '1') returning id")
                .param("kind", kind)
                .param("from", from)
                .param("to", to)
                .param("records", records)
                .param("resources", new String[] {RESOURCE})
                .param("cause", records[0])
                .query(Long.class)
                .single();
    }

    List<String> rulings() {
        return jdbc
                .sql("select first_key || ' ' || second_key || ' ' || state from linking.review"
                        + " where first_key like ? order by 1")
                .param(run + "%")
                .query(String.class)
                .list()
                .stream()
                .map(ruling -> ruling.replace(run + "-", ""))
                .toList();
    }

    List<String> asked() {
        return jdbc
                .sql("select key from linking.pending where key like ? and failure is null order by 1")
                .param(run + "%")
                .query(String.class)
                .list()
                .stream()
                .map(key -> key.replace(run + "-", ""))
                .toList();
    }

    void undo(long change, String department) throws Exception {
        pages.perform(post("/operator/links/changes/" + change)
                        .param("reason", "核对后撤销")
                        .with(steward(department))
                        .with(csrf()))
                .andExpect(redirectedUrl("/operator/links/changes"));
    }
}
