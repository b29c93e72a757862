package org.yici.stream.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.stream.clean.Write;

/**
 * Keeps what the records of a linkable resource are compared by, and asks for a look at those that need one: records without a
 * strong identifier, and those that a newcomer may answer.
 */
final class LinkStatements {
    private final Resource resource;
    private final Linking linking;
    private final int subject;

    LinkStatements(Resource resource, Linking linking) {
        this.resource = resource;
        this.linking = linking;
        this.subject =
                resource.subjects().indexOf(resource.item(linking.subject()).orElseThrow());
    }

    /** Writes records and deletions; nothing where a record is compared as before and its subject is known. What the source deleted stays as a row without fields, so that a replay cannot bring it back. */
    void write(Connection platform, List<Write> records, Looks looks) throws SQLException {
        List<String> unknown = new ArrayList<>();
        List<String> known = new ArrayList<>();
        try (PreparedStatement upsert = platform.prepareStatement(
                "with n as (select * from unnest(?::text[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[])"
                        + " as n (key, position, sequence, fields, blocks, subject)), before as (select r.* from"
                        + " linking.record r join n on n.key = r.key where r.resource = ?), written as (insert into"
                        + " linking.record as r (resource, key, model, fields, keys, subject, position, sequence) select ?,"
                        + " n.key, ?, n.fields::jsonb, string_to_array(n.blocks, ' ')::bigint[], n.subject::uuid, n.position,"
                        + " n.sequence from n order by n.key on conflict (resource, key) do update set model = excluded.model,"
                        + " fields = excluded.fields, keys = excluded.keys, subject = excluded.subject,"
                        + " position = excluded.position, sequence = excluded.sequence"
                        + " where (r.position, r.sequence) < (excluded.position, excluded.sequence) and (excluded.subject is null or"
                        + " (r.model, r.fields, r.keys, r.subject) is distinct from (excluded.model, excluded.fields,"
                        + " excluded.keys, excluded.subject)) returning r.*)"
                        + " select w.key, w.subject is null, w.keys || coalesce(b.keys, '{}'), b.subject from written w left"
                        + " join before b on b.key = w.key where w.subject is null or b.key is null or b.subject is distinct"
                        + " from w.subject or b.fields is distinct from w.fields")) {
            int size = records.size();
            @Nullable String[] keys = new String[size];
            Object[] positions = new Object[size];
            Object[] sequences = new Object[size];
            @Nullable String[] fields = new String[size];
            @Nullable String[] blocked = new String[size];
            @Nullable String[] named = new String[size];
            for (int i = 0; i < size; i++) {
                Write record = records.get(i);
                keys[i] = record.key;
                positions[i] = record.position;
                sequences[i] = record.sequence;
                boolean deleted = record.kind == Write.DELETION;
                fields[i] = deleted ? null : record.evidence;
                blocked[i] = deleted ? "" : record.blocks;
                named[i] = deleted ? null : record.subjects[subject];
            }
            upsert.setArray(1, platform.createArrayOf("text", keys));
            upsert.setArray(2, platform.createArrayOf("bigint", positions));
            upsert.setArray(3, platform.createArrayOf("int", sequences));
            upsert.setArray(4, platform.createArrayOf("text", fields));
            upsert.setArray(5, platform.createArrayOf("text", blocked));
            upsert.setArray(6, platform.createArrayOf("text", named));
            upsert.setString(7, resource.code());
            upsert.setString(8, resource.code());
            upsert.setString(9, linking.model());
            try (ResultSet rows = upsert.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        // It is looked at itself, in the midst of those near it; nobody else needs to be.
                        unknown.add(rows.getString(1));
                        looks.at(resource.code(), rows.getString(1));
                    } else {
                        known.add(rows.getString(1));
                        looks.atBearersOf(resource.code(), rows.getString(1));
                        looks.atThoseWaitingFor(
                                List.of((Long[]) rows.getArray(3).getArray()));
                    }
                    if (rows.getString(4) != null) {
                        // Who waited for it as it was has to do without.
                        looks.atThoseWaitingFor(
                                List.of((Long[]) rows.getArray(3).getArray()));
                        looks.atThoseLinkedTo(rows.getString(4));
                    }
                }
            }
        }
        if (!known.isEmpty()) {
            identified(platform, known, looks);
        }
        if (!unknown.isEmpty()) {
            wait(platform, unknown);
        }
    }

    /** Who waited and has an identifier now waits no longer. */
    private void identified(Connection platform, List<String> keys, Looks looks) throws SQLException {
        try (PreparedStatement done = platform.prepareStatement(
                "delete from linking.waiting where resource = ? and key = any (?) returning key")) {
            done.setString(1, resource.code());
            done.setArray(2, texts(platform, keys));
            try (ResultSet gone = done.executeQuery()) {
                while (gone.next()) {
                    looks.at(resource.code(), gone.getString(1));
                }
            }
        }
    }

    private void wait(Connection platform, List<String> keys) throws SQLException {
        for (String sql : List.of(
                "delete from linking.waiting where resource = ? and key = any (?)",
                "insert into linking.waiting (block, resource, key) select distinct unnest(keys), resource, key"
                        + " from linking.record where resource = ? and key = any (?)")) {
            try (PreparedStatement statement = platform.prepareStatement(sql)) {
                statement.setString(1, resource.code());
                statement.setArray(2, texts(platform, keys));
                statement.executeUpdate();
            }
        }
    }

    private static Array texts(Connection platform, List<String> values) throws SQLException {
        return platform.createArrayOf("text", values.toArray());
    }
}
