package org.yici.app.collection;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yici.app.catalogue.ResourcePublished;
import org.yici.app.catalogue.ResourceWithdrawn;
import org.yici.app.registry.Registry;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import tools.jackson.databind.json.JsonMapper;

/** Hands published entries to the collection job, which compiles its cleaning plans from them. */
@Repository
class PlanStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Registry registry;

    PlanStore(JdbcClient jdbc, JsonMapper json, Registry registry) {
        this.jdbc = jdbc;
        this.json = json;
        this.registry = registry;
    }

    @EventListener
    @Order(1)
    void on(ResourcePublished event) {
        Resource resource = event.resource();
        Linking before = jdbc.sql("select entry from collection.plan where resource = ? order by edition desc limit 1")
                .param(resource.code())
                .query(String.class)
                .optional()
                .map(entry -> json.readValue(entry, Resource.class).linking())
                .orElse(null);
        if (before != null && resource.linking() == null) {
            linkNoMore(resource, before);
        }
        jdbc.sql("insert into collection.plan (resource, edition, entry) values (?, ?, ?::jsonb)")
                .params(event.resource().code(), event.edition(), json.writeValueAsString(event.resource()))
                .update();
    }

    /** The job stops collecting it; were it published again, its table would be loaded anew. */
    @EventListener
    void on(ResourceWithdrawn event) {
        String code = event.resource().code();
        jdbc.sql("update collection.plan set withdrawn = true where resource = ?")
                .param(code)
                .update();
        jdbc.sql("delete from collection.loaded where resource = ?").param(code).update();
    }

    /** The records leave their subjects, which the log says; those that were compared with them are looked at again. */
    private void linkNoMore(Resource resource, Linking before) {
        String code = resource.code();
        resource.item(before.subject()).filter(Item::subject).ifPresent(item -> {
            registry.unlink(resource, item);
            // The job may have linked one more before this is committed; afterwards it has nothing to link by.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    registry.unlink(resource, item);
                }
            });
        });
        jdbc.sql("select distinct model from linking.record where resource = ? and linked is not null")
                .param(code)
                .query(String.class)
                .list()
                .forEach(model -> jdbc.sql(
                                "insert into linking.change (kind, old_subject, records, resources, cause, model, version)"
                                        + " select 'DEPARTURE', linked, array_agg(resource || '#' || key order by key), array[min(resource)],"
                                        + " min(resource || '#' || key), model, ? from linking.record where resource = ? and model = ?"
                                        + " and linked is not null group by linked, model")
                        .params(ModelFiles.named(model).version(), code, model)
                        .update());
        jdbc.sql("insert into linking.pending (resource, key) select l.resource, l.key from linking.record l where"
                        + " l.resource <> :code and l.linked in (select coalesce(r.subject, r.linked) from linking.record r"
                        + " where r.resource = :code) union select first_resource, first_key from linking.review where"
                        + " second_resource = :code and first_resource <> :code and state in ('open', 'linked') order by 1, 2"
                        + " on conflict (resource, key) do update set id = excluded.id, failure = null")
                .param("code", code)
                .update();
        jdbc.sql("update linking.review set state = 'settled' where state in ('open', 'linked')"
                        + " and :code in (first_resource, second_resource)")
                .param("code", code)
                .update();
        for (String table : new String[] {"linking.pending", "linking.waiting", "linking.record"}) {
            jdbc.sql("delete from " + table + " where resource = ?").param(code).update();
        }
    }
}
