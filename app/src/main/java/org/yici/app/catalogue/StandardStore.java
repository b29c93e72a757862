package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.kernel.resource.DataStandard;
import tools.jackson.databind.json.JsonMapper;

@Repository
class StandardStore implements Standards {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    StandardStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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
        return json.readValue(entry, DataStandard.class);
    }
}
