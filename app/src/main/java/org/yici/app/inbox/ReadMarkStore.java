package org.yici.app.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who has read what. */
@Repository
class ReadMarkStore {
    private final JdbcClient jdbc;

    ReadMarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The time up to which an account has read everything. */
    Instant until(String account) {
        return jdbc.sql("select until from inbox.read_until where account = ?")
                .param(account)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(Instant.EPOCH);
    }

    /** Entries that an account has read one by one since then, with the times as of which. */
    Map<String, Instant> marks(String account) {
        Map<String, Instant> marks = new HashMap<>();
        jdbc.sql("select entry, at from inbox.read_mark where account = ?")
                .param(account)
                .query(row -> {
                    marks.put(row.getString("entry"), row.getTimestamp("at").toInstant());
                });
        return marks;
    }

    /** Keeps a mark, and forgets those of entries that no inbox shows any more. */
    @Transactional
    void mark(String account, String entry, Instant at, Instant forget) {
        jdbc.sql("delete from inbox.read_mark where account = ? and at < ?")
                .params(account, Timestamp.from(forget))
                .update();
        jdbc.sql("""
                        insert into inbox.read_mark (account, entry, at) values (?, ?, ?)
                        on conflict (account, entry) do update set at = greatest(read_mark.at, excluded.at)""").params(account, entry, Timestamp.from(at)).update();
    }

    @Transactional
    void readUntil(String account, Instant until) {
        jdbc.sql("delete from inbox.read_mark where account = ? and at <= ?")
                .params(account, Timestamp.from(until))
                .update();
        jdbc.sql("""
                        insert into inbox.read_until (account, until) values (?, ?)
                        on conflict (account) do update set until = greatest(read_until.until, excluded.until)""").params(account, Timestamp.from(until)).update();
    }
}
