package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.ConcurrentLruCache;
import org.yici.kernel.resource.Resource;
import tools.jackson.databind.json.JsonMapper;

@Repository
class CatalogueStore {
    /** Texts that are kept read: every value that a page shows asks for its resource. */
    private static final int KEPT = 4096;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ConcurrentLruCache<String, Resource> read;

    CatalogueStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.read = new ConcurrentLruCache<>(KEPT, entry -> json.readValue(entry, Resource.class));
    }

    record Edition(int number, Resource resource, boolean withdrawn) {}

    List<Resource> newest() {
        return jdbc.sql("""
                        select entry from (select distinct on (code) code, entry, withdrawn_at from catalogue.resource
                                           order by code, edition desc) newest
                        where withdrawn_at is null order by code""").query((row, n) -> read(row.getString(1))).list();
    }

    /** Codes of the resources in force that a department provides; every page of a steward asks for them. */
    List<String> codesOf(String department) {
        return jdbc.sql("""
                        select code from catalogue.resource r
                        where entry->>'provider' = ? and withdrawn_at is null
                          and edition = (select max(edition) from catalogue.resource n where n.code = r.code)
                        order by code""").param(department).query(String.class).list();
    }

    /** The newest edition of a resource, be it in force or withdrawn. */
    Optional<Edition> newest(String code) {
        return jdbc.sql("""
                        select edition, entry, withdrawn_at is not null from catalogue.resource where code = ?
                        order by edition desc limit 1""")
                .param(code)
                .query((row, n) -> new Edition(row.getInt(1), read(row.getString(2)), row.getBoolean(3)))
                .optional();
    }

    void withdraw(String code, int edition) {
        jdbc.sql("update catalogue.resource set withdrawn_at = now() where code = ? and edition = ?")
                .params(code, edition)
                .update();
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
        return read.get(entry);
    }
}
