package org.yici.app.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Label;

/** Changes that were set aside: those beyond the bound count, and what is closed goes after a year. */
@PlatformTest
class SourceTableStoreTest {
    private static final String SOURCE = "test-aside";

    private final SourceTableStore store;
    private final JdbcClient jdbc;
    private final Clock clock;

    SourceTableStoreTest(
            @Autowired SourceTableStore store,
            @Autowired JdbcClient jdbc,
            @Autowired Clock clock,
            @Autowired Identities identities) {
        this.store = store;
        this.jdbc = jdbc;
        this.clock = clock;
        identities.register(new Department(SOURCE, new Label("搁置部门", "Aside"), "11510000MB00000041"));
    }

    @Test
    void whatIsClosedGoesAfterAYearAndWhatIsOpenStaysAndIsCounted() {
        jdbc.sql(
                        "insert into collection.source (name, department, url, username, password, slot, publication)"
                                + " values (:name, :name, 'jdbc:postgresql://localhost:1/none', 'none', '', 'yici_aside', 'yici')")
                .param("name", SOURCE)
                .update();
        try {
            long before = store.openSetAside();
            aside(1, "open", 0, 1);
            aside(2, "open", 0, 41);
            aside(3, "loaded", 366, 1);
            aside(4, "released", 366, 9);
            aside(5, "loaded", 364, 1);
            store.forgetOld();
            assertThat(jdbc.sql("select position from collection.set_aside where source = ? order by 1")
                            .param(SOURCE)
                            .query(Long.class)
                            .list())
                    .containsExactly(1L, 2L, 5L);
            assertThat(store.openSetAside() - before).isEqualTo(42);
            assertThat(store.setAside(2))
                    .extracting(SourceTables.SetAside::changes)
                    .containsExactly(1L, 41L);
        } finally {
            jdbc.sql("delete from collection.source where name = ?")
                    .param(SOURCE)
                    .update();
        }
    }

    private void aside(int position, String state, int daysAgo, int changes) {
        jdbc.sql(
                        "insert into collection.set_aside (source, position, sequence, reason, digest, state, rest, changes, closed_at)"
                                + " values (?, ?, 1, 'x', '', ?, ?, ?, ?::timestamptz - ? * interval '1 day')")
                .params(
                        SOURCE,
                        position,
                        state,
                        changes > 1,
                        changes,
                        clock.instant().toString(),
                        daysAgo)
                .update();
    }
}
