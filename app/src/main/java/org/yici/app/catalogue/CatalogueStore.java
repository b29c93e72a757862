package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.kernel.resource.Resource;
import tools.jackson.databind.json.JsonMapper;

@Repository
class CatalogueStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    CatalogueStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Edition(int number, Resource resource) {}

    List<Resource> newest() {
        return jdbc.sql("select distinct on (code) entry from catalogue.resource order by code, edition desc")
                .query((row, n) -> read(row.getString(1)))
                .list();
    }

    Optional<Edition> newest(String code) {
        return jdbc.sql("select edition, entry from catalogue.resource where code = ? order by edition desc limit 1")
                .param(code)
                .query((row, n) -> new Edition(row.getInt(1), read(row.getString(2))))
                .optional();
    }

    /** Waits for others who publish the same resource. */
    void lock(String code) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param(code)
                .query()
                .listOfRows();
    }

    void insert(int edition, Resource resource) {
        jdbc.sql("insert into catalogue.resource (code, edition, entry) values (?, ?, ?::jsonb)")
                .params(resource.code(), edition, json.writeValueAsString(resource))
                .update();
    }

    private Resource read(String entry) {
        return json.readValue(entry, Resource.class);
    }
}
