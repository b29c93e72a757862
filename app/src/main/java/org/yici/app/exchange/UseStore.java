package org.yici.app.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UseStore {
    private final JdbcClient jdbc;

    UseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID subject, Uses.Use use) {
        jdbc.sql("""
                insert into exchange.use (leaf, at, subject, consumer, actor, kind, resource, items, purpose, right_id,
                    consent, case_number)
                values (:leaf, :at, :subject, :consumer, :actor, :kind, :resource, string_to_array(:items, ','), :purpose,
                    :right, :consent, :case)
                on conflict (leaf) do nothing""")
                .param("leaf", use.leaf())
                .param("at", Timestamp.from(use.at()))
                .param("subject", subject)
                .param("consumer", use.consumer())
                .param("actor", use.actor())
                .param("kind", use.kind())
                .param("resource", use.resource())
                .param("items", String.join(",", use.items()))
                .param("purpose", use.purpose())
                .param("right", use.right())
                .param("consent", use.consent())
                .param("case", use.caseNumber())
                .update();
    }

    List<Uses.Use> of(UUID subject, int page, int size) {
        return jdbc.sql("select * from exchange.use where subject = :subject order by leaf desc limit :size offset :skip")
                .param("subject", subject)
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, n) -> read(row))
                .list();
    }

    long count(UUID subject) {
        return jdbc.sql("select count(*) from exchange.use where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    long mark() {
        return jdbc.sql("select leaf from exchange.use_mark").query(Long.class).single();
    }

    void mark(long leaf) {
        jdbc.sql("update exchange.use_mark set leaf = :leaf where leaf < :leaf")
                .param("leaf", leaf)
                .update();
    }

    /** Leaves in a range that have no row, in order. */
    List<Long> without(long from, long to) {
        return jdbc.sql("select n from generate_series(:from, :last) n"
                        + " where not exists (select from exchange.use where leaf = n) order by n")
                .param("from", from)
                .param("last", to - 1)
                .query(Long.class)
                .list();
    }

    private static Uses.Use read(ResultSet row) throws SQLException {
        return new Uses.Use(
                row.getTimestamp("at").toInstant(),
                row.getString("consumer"),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("resource"),
                List.of((String[]) row.getArray("items").getArray()),
                row.getString("purpose"),
                row.getString("right_id"),
                row.getObject("consent", UUID.class),
                row.getString("case_number"),
                row.getLong("leaf"));
    }
}
