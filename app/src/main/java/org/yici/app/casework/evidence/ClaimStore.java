package org.yici.app.casework.evidence;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What live cases claim; a claim is gone once its case is closed. */
@Component
class ClaimStore {
    private final JdbcClient jdbc;

    ClaimStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for a case that is claiming the same right now. @return whether the claim is held */
    boolean claim(String number, String claim, String digest, boolean exclusive, Instant at) {
        return jdbc.sql("""
                                insert into casework.claim (case_number, claim, digest, exclusive, claimed_at)
                                values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(number, claim, digest, exclusive, Timestamp.from(at))
                        .update()
                == 1;
    }

    boolean holds(String number, String claim, String digest) {
        return jdbc.sql("select count(*) from casework.claim where case_number = ? and claim = ? and digest = ?")
                        .params(number, claim, digest)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** The oldest other case that claims the same. */
    Optional<String> other(String number, String digest) {
        return jdbc.sql("select case_number from casework.claim where digest = ? and case_number <> ?"
                        + " order by exclusive desc, claimed_at limit 1")
                .params(digest, number)
                .query(String.class)
                .optional();
    }

    /** Releases the claims of a case other than those with these digests. */
    void releaseOthers(String number, List<String> kept) {
        jdbc.sql("delete from casework.claim where case_number = ? and digest <> all (?)")
                .params(number, kept.toArray(String[]::new))
                .update();
    }
}
