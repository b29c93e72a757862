package org.yici.app.collection;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.registry.UnreadVersions;

/** As long as it is open, what is in quarantine is newer than what is in the register: a good version closes it. */
@Repository
class UnreadVersionStore implements UnreadVersions {
    private final JdbcClient jdbc;

    UnreadVersionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Instant> of(String resource, Collection<String> keys) {
        Map<String, Instant> newer = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.sql("select source_key, max(source_time) as at from collection.quarantine"
                            + " where resource = ? and state = 'open' and source_key = any (?) group by source_key")
                    .param(resource)
                    .param(keys.toArray(String[]::new))
                    .query(row -> {
                        newer.put(
                                row.getString("source_key"),
                                row.getTimestamp("at").toInstant());
                    });
        }
        return newer;
    }
}
