package org.yici.stream.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** How many records there are and what they are like, from as few of them as tell it. */
final class SampleStore {
    /** More records than these are not counted one by one. */
    static final long LARGE = 200_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SAMPLE = 20_000;

    private final Transaction platform;

    SampleStore(Transaction platform) {
        this.platform = platform;
    }

    /** How many records of a model there are, near enough: in a large table by the server's own estimate and some of its pages. */
    long count(String model) throws SQLException {
        long all;
        try (PreparedStatement estimate = platform.prepare(
                        "select reltuples::bigint from pg_class where oid = 'linking.record'::regclass");
                ResultSet row = estimate.executeQuery()) {
            row.next();
            all = row.getLong(1);
        }
        String sql = "select count(*) filter (where model = ?)::float8 / greatest(count(*), 1) * ? from linking.record"
                + " tablesample system (?)";
        try (PreparedStatement count =
                platform.prepare(all > LARGE ? sql : "select count(*) from linking.record where model = ?")) {
            count.setString(1, model);
            if (all > LARGE) {
                count.setLong(2, all);
                count.setDouble(3, share(all));
            }
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return Math.round(row.getDouble(1));
            }
        }
    }

    /** The share of a large table, in percent, that has a little more than a sample of records. */
    private static double share(long records) {
        return Math.min(100, 120.0 * SAMPLE / records);
    }

    /**
     * The fields of records, enough of them to tell what is common: of a small table the same ones every time, of a large one some
     * of its pages.
     */
    List<Map<String, String>> sample(String model, long records) throws SQLException {
        String where = " where model = ? and fields is not null";
        try (PreparedStatement sample = platform.prepare(
                records > LARGE
                        ? "select fields::text from linking.record tablesample system (" + share(records) + ")" + where
                        : "select fields::text from linking.record" + where + " order by md5(key) limit " + SAMPLE)) {
            sample.setString(1, model);
            List<Map<String, String>> drawn = new ArrayList<>();
            try (ResultSet rows = sample.executeQuery()) {
                while (rows.next()) {
                    drawn.add(JSON.readValue(rows.getString(1), LinkStore.FIELDS));
                }
            }
            return drawn;
        }
    }
}
