package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.ConcurrentLruCache;
import org.yici.kernel.resource.DataStandard;
import tools.jackson.databind.json.JsonMapper;

@Repository
class StandardStore implements Standards {
    /** Texts that are kept read: pages show values by them. */
    private static final int KEPT = 1024;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ConcurrentLruCache<String, DataStandard> read;

    StandardStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.read = new ConcurrentLruCache<>(KEPT, entry -> json.readValue(entry, DataStandard.class));
    }

    @Override
    public List<DataStandard> all() {
        return jdbc.sql("select entry from catalogue.standard where not withdrawn order by code")
                .query((row, n) -> read(row.getString(1)))
                .list();
    }

    @Override
    public Optional<DataStandard> find(String code) {
        return jdbc.sql("select entry from catalogue.standard where code = ? and not withdrawn")
                .param(code)
                .query((row, n) -> read(row.getString(1)))
                .optional();
    }

    /** Puts a standard in force, in the place of its edition before. */
    void put(DataStandard standard) {
        jdbc.sql("insert into catalogue.standard (code, entry) values (?, ?::json)"
                        + " on conflict (code) do update set entry = excluded.entry, withdrawn = false")
                .params(standard.code(), json.writeValueAsString(standard))
                .update();
    }

    void withdraw(String code) {
        jdbc.sql("update catalogue.standard set withdrawn = true where code = ?")
                .param(code)
                .update();
    }

    private DataStandard read(String entry) {
        return read.get(entry);
    }
}
