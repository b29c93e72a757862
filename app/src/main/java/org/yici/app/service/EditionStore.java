package org.yici.app.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code service.edition}. */
@Repository
class EditionStore {
    private final JdbcClient jdbc;

    EditionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An edition's place among those of its item.
     *
     * @param inForce whether it can be applied for
     */
    record Key(String slug, int number, boolean inForce) {}

    /**
     * An edition.
     *
     * @param files see {@link ItemFiles#text}
     * @param process id of its process in the engine
     */
    record Row(String slug, int number, String files, String process) {}

    /** All editions, by item, the newest of each first. */
    List<Key> all() {
        return jdbc.sql(
                        "select slug, number, withdrawn_at is null and number = max(number) over (partition by slug) as in_force"
                                + " from service.edition order by slug, number desc")
                .query((row, n) -> new Key(row.getString("slug"), row.getInt("number"), row.getBoolean("in_force")))
                .list();
    }

    Optional<Row> find(String slug, int number) {
        return jdbc.sql("select * from service.edition where slug = ? and number = ?")
                .params(slug, number)
                .query(EditionStore::read)
                .optional();
    }

    Optional<Row> newest(String slug) {
        return jdbc.sql("select * from service.edition where slug = ? order by number desc limit 1")
                .param(slug)
                .query(EditionStore::read)
                .optional();
    }

    /** Until the transaction ends nobody else publishes an item. */
    void lock(String slug) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("service item " + slug)
                .query(row -> {});
    }

    void insert(Row edition) {
        jdbc.sql("insert into service.edition (slug, number, files, process) values (?, ?, ?, ?)")
                .params(edition.slug(), edition.number(), edition.files(), edition.process())
                .update();
    }

    void setWithdrawn(String slug, boolean withdrawn) {
        jdbc.sql("update service.edition set withdrawn_at = case when ? then now() end where slug = ?"
                        + " and number = (select max(number) from service.edition where slug = ?)")
                .params(withdrawn, slug, slug)
                .update();
    }

    private static Row read(ResultSet row, int n) throws SQLException {
        return new Row(row.getString("slug"), row.getInt("number"), row.getString("files"), row.getString("process"));
    }
}
