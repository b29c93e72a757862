package org.yici.app.collection;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yici.app.registry.Freshness;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;

@Repository
class FreshnessStore implements Freshness {
    private final JdbcClient jdbc;

    FreshnessStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As long as it is open, what is in quarantine is newer than what is in the register: a good version closes it. */
    @Override
    public Map<String, Instant> newerUnread(String resource, Collection<String> keys) {
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

    @Override
    public boolean isCollected(Resource resource) {
        SourceTable table = resource.source();
        return jdbc.sql("""
                        select not exists (select from collection.source where name = :source)
                            or exists (select from collection.source s join collection.source_table t on t.source = s.name
                                       where s.name = :source and t.schema_name = :schema and t.table_name = :table
                                         and s.state in ('streaming', 'partial', 'loading', 'catching-up')
                                         and t.state = 'streaming')""")
                .param("source", table.source())
                .param("schema", table.schema())
                .param("table", table.table())
                .query(Boolean.class)
                .single();
    }
}
