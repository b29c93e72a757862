package org.yici.app.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.PlatformTest;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** An edition that links otherwise has its table loaded anew; one that links no more lets its records go, and the log says so. */
@PlatformTest
class PlanStoreTest {
    private static final String DEPARTMENT = "test-plans";
    private static final String CODE = "TP5100/000001";
    private static final Linking BY_NAME = new Linking("zh_person", "id_no", Map.of("name", "name"), false);
    private static final Linking BY_BOTH =
            new Linking("zh_person", "id_no", Map.of("name", "name", "id_no", "id_no"), false);

    private final Catalogue catalogue;
    private final JdbcClient jdbc;

    PlanStoreTest(@Autowired Catalogue catalogue, @Autowired JdbcClient jdbc, @Autowired Identities identities) {
        this.catalogue = catalogue;
        this.jdbc = jdbc;
        identities.register(new Department(DEPARTMENT, new Label("计划部门", "Plans"), "11510000MB00000008"));
        // Nobody listens there: what counts here is only what has been loaded.
        jdbc.sql(
                        "insert into collection.source (name, department, url, username, password, slot, publication, state)"
                                + " values (:name, :name, 'jdbc:postgresql://localhost:1/none', 'none', '', 'yici_plans', 'yici', 'streaming')")
                .param("name", DEPARTMENT)
                .update();
    }

    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from collection.source where name = ?")
                .param(DEPARTMENT)
                .update();
    }

    @Test
    void recordsLeaveTheirSubjectsWhenTheirResourceIsLinkedNoMore() {
        UUID subject = UUID.randomUUID();
        publish(null);
        publish(BY_NAME);
        record("a", subject);
        record("b", subject);
        record("c", null);
        publish(BY_NAME);
        assertThat(records()).containsExactly("a 5", "b 5", "c 5");

        publish(BY_BOTH);
        assertThat(records()).as("subjects stay until the new load").containsExactly("a 5", "b 5", "c 5");
        assertThat(changes(subject)).isEmpty();

        publish(null);
        assertThat(records()).isEmpty();
        assertThat(changes(subject)).containsExactly("DEPARTURE {TP5100/000001#a,TP5100/000001#b}");
    }

    private void publish(@Nullable Linking linking) {
        Label label = new Label("计划测试", "Plan test");
        catalogue.publish(new Resource(
                CODE,
                "test_plans",
                label,
                label,
                DEPARTMENT,
                new SourceTable(DEPARTMENT, "public", "t_plans", List.of("id")),
                Sharing.CONDITIONAL,
                List.of(
                        item(1, "id_no", ItemType.CITIZEN_ID, label, true),
                        item(2, "name", ItemType.NAME, label, false)),
                linking));
    }

    private static Item item(int number, String name, ItemType type, Label label, boolean subject) {
        return new Item(
                CODE + "%04d".formatted(number),
                name,
                label,
                type,
                SecurityLevel.L2,
                false,
                subject,
                List.of(name),
                Map.of());
    }

    private void record(String key, @Nullable UUID linked) {
        jdbc.sql("insert into linking.record (resource, key, model, fields, keys, linked, position, sequence)"
                        + " values (?, ?, 'zh_person', '{}', '{}', ?, 5, 1)")
                .params(CODE, key, linked)
                .update();
    }

    private List<String> records() {
        return jdbc.sql("select key || ' ' || position from linking.record where resource = ? order by 1")
                .param(CODE)
                .query(String.class)
                .list();
    }

    private List<String> changes(UUID subject) {
        return jdbc.sql(
                        "select kind || ' ' || records::text from linking.change where old_subject = ? and new_subject is null")
                .param(subject)
                .query(String.class)
                .list();
    }
}
