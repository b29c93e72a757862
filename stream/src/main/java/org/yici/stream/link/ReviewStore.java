package org.yici.stream.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.yici.kernel.linking.Constraints.Ruling;
import tools.jackson.databind.json.JsonMapper;

/** Pairs in doubt or linked, with their evidence, and what clerks decided: the table {@code linking.review}. */
final class ReviewStore {
    private static final JsonMapper JSON = new JsonMapper();

    private final Transaction platform;

    ReviewStore(Transaction platform) {
        this.platform = platform;
    }

    /** What clerks have decided about pairs of these records. */
    List<Ruling> rulings(List<LinkRecord> records) throws SQLException {
        var resources =
                platform.texts(records.stream().map(one -> one.id().resource()).toList());
        var keys = platform.texts(records.stream().map(one -> one.id().key()).toList());
        List<Ruling> rulings = new ArrayList<>();
        String among = " in (select * from unnest(?::text[], ?::text[]))";
        try (PreparedStatement statement = platform.prepare(
                "select first_resource, first_key, second_resource, second_key, state from linking.review where state in"
                        + " ('same', 'different') and (first_resource, first_key)" + among
                        + " and (second_resource, second_key)" + among + " order by decided_at, id")) {
            statement.setArray(1, resources);
            statement.setArray(2, keys);
            statement.setArray(3, resources);
            statement.setArray(4, keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rulings.add(new Ruling(
                            new RecordId(rows.getString(1), rows.getString(2)).toString(),
                            new RecordId(rows.getString(3), rows.getString(4)).toString(),
                            rows.getString(5).equals("same")));
                }
            }
        }
        return rulings;
    }

    /** Puts the questions about a record without an identifier to the clerks, and takes back those not asked any more. */
    void ask(RecordId id, List<SubjectFinder.Doubt> doubts) throws SQLException {
        platform.update(
                "update linking.review set state = 'settled' where state in ('open', 'linked') and first_resource = ?"
                        + " and first_key = ?",
                id.resource(),
                id.key());
        for (SubjectFinder.Doubt doubt : doubts) {
            RecordId other = doubt.other().id();
            // Of two records that both lack an identifier either may be looked at first: one question, not two.
            boolean swapped =
                    doubt.other().subject() == null && other.toString().compareTo(id.toString()) < 0;
            RecordId first = swapped ? other : id;
            RecordId second = swapped ? id : other;
            platform.update(
                    "insert into linking.review as r (first_resource, first_key, second_resource, second_key, weight,"
                            + " explanation) values (?, ?, ?, ?, ?, ?::jsonb) on conflict (first_resource, first_key,"
                            + " second_resource, second_key) do update set weight = excluded.weight,"
                            + " explanation = excluded.explanation, state = 'open' where r.state in ('open', 'linked', 'settled')",
                    first.resource(),
                    first.key(),
                    second.resource(),
                    second.key(),
                    doubt.why().weight(),
                    JSON.writeValueAsString(doubt.why()));
        }
    }

    /** Keeps the evidence by which a record was linked without a clerk, so that one can look at it and say otherwise. */
    void linked(RecordId id, SubjectFinder.Doubt strongest) throws SQLException {
        platform.update(
                "insert into linking.review as r (first_resource, first_key, second_resource, second_key, weight, explanation,"
                        + " state) values (?, ?, ?, ?, ?, ?::jsonb, 'linked') on conflict (first_resource, first_key,"
                        + " second_resource, second_key) do update set weight = excluded.weight,"
                        + " explanation = excluded.explanation, state = 'linked' where r.state in ('open', 'linked', 'settled')",
                id.resource(),
                id.key(),
                strongest.other().id().resource(),
                strongest.other().id().key(),
                strongest.why().weight(),
                JSON.writeValueAsString(strongest.why()));
    }

    /** Those who are in doubt about a record are looked at again: it is gone, or somebody's now. */
    void wakeDoubters(RecordId id) throws SQLException {
        platform.update(
                "insert into linking.pending (resource, key) select first_resource, first_key from linking.review"
                        + " where state = 'open' and second_resource = ? and second_key = ?"
                        + " and (first_resource, first_key) <> (?, ?) order by 1, 2" + LinkStore.LOOK,
                id.resource(),
                id.key(),
                id.resource(),
                id.key());
    }
}
