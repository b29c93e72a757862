package org.yici.app.collection;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.catalogue.ResourcePublished;
import tools.jackson.databind.json.JsonMapper;

/** Hands published entries to the collection job, which compiles its cleaning plans from them. */
@Repository
class PlanStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PlanStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListener
    @Order(1)
    void on(ResourcePublished event) {
        forgetIfLinkedOtherwise(event);
        jdbc.sql("insert into collection.plan (resource, edition, entry) values (?, ?, ?::jsonb)")
                .params(event.resource().code(), event.edition(), json.writeValueAsString(event.resource()))
                .update();
    }

    /** What the records are compared by has changed: they are loaded anew. */
    private void forgetIfLinkedOtherwise(ResourcePublished event) {
        String code = event.resource().code();
        boolean otherwise = jdbc.sql("select entry -> 'linking' is distinct from nullif(?::jsonb, 'null'::jsonb)"
                        + " and not (coalesce(entry -> 'linking', 'null'::jsonb) = 'null'::jsonb and ?::jsonb = 'null'::jsonb)"
                        + " from collection.plan where resource = ? order by edition desc limit 1")
                .params(
                        json.writeValueAsString(event.resource().linking()),
                        json.writeValueAsString(event.resource().linking()),
                        code)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (otherwise) {
            for (String table : new String[] {"linking.waiting", "linking.record", "collection.loaded"}) {
                jdbc.sql("delete from " + table + " where resource = ?")
                        .param(code)
                        .update();
            }
        }
    }
}
