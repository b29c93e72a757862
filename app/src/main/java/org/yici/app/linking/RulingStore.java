package org.yici.app.linking;

import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.linking.LinkReviews.Side;

/** A steward's rulings upon pairs of records, all to the same effect; the first record of each is of the own department. */
final class RulingStore {
    private static final String PAIRS =
            "(first_resource, first_key) in (select * from unnest(:r1::text[], :k1::text[])) and"
                    + " (second_resource, second_key) in (select * from unnest(:r2::text[], :k2::text[]))";

    private final JdbcClient jdbc;
    private final String steward;
    private final boolean same;

    /** @param same whether the records are ruled to be of one subject, or of two */
    RulingStore(JdbcClient jdbc, String steward, boolean same) {
        this.jdbc = jdbc;
        this.steward = steward;
        this.same = same;
    }

    void rule(Side own, Side other) {
        jdbc.sql(
                        "insert into linking.review (first_resource, first_key, second_resource, second_key, state, decided_at,"
                                + " decided_by) values (?, ?, ?, ?, ?, clock_timestamp(), ?) on conflict (first_resource, first_key,"
                                + " second_resource, second_key) do update set state = excluded.state,"
                                + " decided_at = excluded.decided_at, decided_by = excluded.decided_by")
                .params(own.resource(), own.key(), other.resource(), other.key(), state(same), steward)
                .update();
    }

    /** What was ruled to the contrary upon the first records and the second is turned round. */
    void turnRound(List<Side> first, List<Side> second) {
        pairs(
                        "update linking.review set state = :now, decided_at = clock_timestamp(), decided_by = :by where state = :before and ",
                        first,
                        second)
                .param("now", state(same))
                .param("by", steward)
                .update();
    }

    /** Whether something was ruled to the contrary upon the first records and the second. */
    boolean contradict(List<Side> first, List<Side> second) {
        return !pairs("select 1 from linking.review where state = :before and ", first, second)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    private JdbcClient.StatementSpec pairs(String statement, List<Side> first, List<Side> second) {
        return jdbc.sql(statement + PAIRS)
                .param("before", state(!same))
                .param("r1", texts(first, Side::resource))
                .param("k1", texts(first, Side::key))
                .param("r2", texts(second, Side::resource))
                .param("k2", texts(second, Side::key));
    }

    private static String[] texts(List<Side> sides, Function<Side, String> part) {
        return sides.stream().map(part).toArray(String[]::new);
    }

    private static String state(boolean same) {
        return same ? "same" : "different";
    }
}
