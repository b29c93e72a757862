package org.yici.stream.link;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yici.kernel.linking.Constraints;
import org.yici.kernel.linking.Constraints.Ruling;
import tools.jackson.databind.json.JsonMapper;

/** Pairs in doubt or linked, with their evidence, and what stewards decided: the table {@code linking.review}. */
final class ReviewStore {
    private static final JsonMapper JSON = new JsonMapper();

    private final Transaction platform;

    ReviewStore(Transaction platform) {
        this.platform = platform;
    }

    /** What stewards have decided about pairs of these records. */
    Constraints rulings(LinkRecord record, List<LinkRecord> others) throws SQLException {
        List<LinkRecord> records =
                Stream.concat(Stream.of(record), others.stream()).toList();
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
        return new Constraints(rulings);
    }

    /** Takes back a record's questions and the evidence by which it was linked: a look puts down what holds now. */
    void settle(RecordId id) throws SQLException {
        platform.update(
                "update linking.review set state = 'settled' where state in ('open', 'linked') and first_resource = ?"
                        + " and first_key = ?",
                id.resource(),
                id.key());
    }

    /** The evidence by which a record was linked to another is void where the two are not of one subject any more. */
    void settleParted(RecordId id) throws SQLException {
        platform.update(
                "update linking.review r set state = 'settled' from linking.record a, linking.record b where r.state = 'linked'"
                        + " and (a.resource, a.key) = (r.first_resource, r.first_key)"
                        + " and (b.resource, b.key) = (r.second_resource, r.second_key)"
                        + " and ((r.first_resource, r.first_key) = (?, ?) or (r.second_resource, r.second_key) = (?, ?))"
                        + " and coalesce(a.subject, a.linked) is distinct from coalesce(b.subject, b.linked)",
                id.resource(),
                id.key(),
                id.resource(),
                id.key());
    }

    /** Asks a steward. */
    void ask(SubjectFinder.Pair pair) throws SQLException {
        put(pair, "open");
    }

    /** Keeps the evidence by which a record was linked without a steward, so that one can look at it and say otherwise. */
    void linked(SubjectFinder.Pair pair) throws SQLException {
        put(pair, "linked");
    }

    private void put(SubjectFinder.Pair pair, String state) throws SQLException {
        platform.update(
                "insert into linking.review as r (first_resource, first_key, second_resource, second_key, weight, explanation,"
                        + " state) values (?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (first_resource, first_key,"
                        + " second_resource, second_key) do update set weight = excluded.weight,"
                        + " explanation = excluded.explanation, state = case when r.state in ('same', 'different')"
                        + " then r.state else excluded.state end",
                pair.first().resource(),
                pair.first().key(),
                pair.second().resource(),
                pair.second().key(),
                pair.why().weight(),
                JSON.writeValueAsString(pair.why()),
                state);
    }

    /**
     * Those who are in doubt about a record are looked at again: it is gone, or somebody's now, or different.
     *
     * @param but those of whom it is known that they still are
     */
    void wakeDoubters(RecordId id, List<RecordId> but) throws SQLException {
        platform.update(
                "insert into linking.pending (resource, key) select first_resource, first_key from linking.review"
                        + " where state = 'open' and second_resource = ? and second_key = ?"
                        + " and (first_resource, first_key) not in (select * from unnest(?::text[], ?::text[])) order by 1, 2"
                        + LinkStore.LOOK,
                id.resource(),
                id.key(),
                platform.texts(but.stream().map(RecordId::resource).toList()),
                platform.texts(but.stream().map(RecordId::key).toList()));
    }

    /** A record of which stewards are asked is looked at again: it has moved. */
    void wakeIfInDoubt(RecordId id) throws SQLException {
        platform.update(
                "insert into linking.pending (resource, key) select first_resource, first_key from linking.review"
                        + " where state = 'open' and first_resource = ? and first_key = ? limit 1" + LinkStore.LOOK,
                id.resource(),
                id.key());
    }
}
