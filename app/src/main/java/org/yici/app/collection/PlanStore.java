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
        jdbc.sql("insert into collection.plan (resource, edition, entry) values (?, ?, ?::jsonb)")
                .params(event.resource().code(), event.edition(), json.writeValueAsString(event.resource()))
                .update();
    }
}
