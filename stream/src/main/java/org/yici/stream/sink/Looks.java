package org.yici.stream.sink;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which records a transaction wants linking to look at. All are asked for by one statement at its end, in the order of their keys: two
 * writers that each asked in several steps would hold what the other waits for.
 */
final class Looks {
    private final List<String> resources = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> bearersResources = new ArrayList<>();
    private final List<String> bearersKeys = new ArrayList<>();
    private final List<Long> blocks = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();

    /** At this record. */
    void at(String resource, String key) {
        resources.add(resource);
        keys.add(key);
    }

    /**
     * At this record, which has an identifier, if it was linked before, or if others bear the identifier under another name: they may be
     * different people, and one look settles all who bear it.
     */
    void atBearersOf(String resource, String key) {
        bearersResources.add(resource);
        bearersKeys.add(key);
    }

    /** At those who wait for somebody with one of these blocking keys. */
    void atThoseWaitingFor(List<Long> keysOfBlocks) {
        blocks.addAll(keysOfBlocks);
    }

    /** At those linked to a subject. */
    void atThoseLinkedTo(String subject) {
        subjects.add(subject);
    }

    /** Puts them on the list. */
    void ask(Connection platform) throws SQLException {
        if (resources.isEmpty() && bearersResources.isEmpty() && blocks.isEmpty() && subjects.isEmpty()) {
            return;
        }
        try (PreparedStatement ask = platform.prepareStatement("insert into linking.pending (resource, key)"
                + " select * from unnest(?::text[], ?::text[])"
                + " union select resource, key from linking.waiting where block = any (?)"
                + " union select resource, key from linking.record where linked = any (?::uuid[])"
                + " union select r.resource, r.key from linking.record r join unnest(?::text[], ?::text[]) as b (resource, key)"
                + " on r.resource = b.resource and r.key = b.key where r.linked is not null or r.subject is not null and"
                + " exists (select 1 from linking.record o where o.subject = r.subject"
                + " and o.fields ->> 'name' <> r.fields ->> 'name')"
                + " order by 1, 2 on conflict (resource, key) do update set id = excluded.id, failure = null")) {
            ask.setArray(1, texts(platform, resources));
            ask.setArray(2, texts(platform, keys));
            ask.setArray(3, platform.createArrayOf("bigint", blocks.toArray()));
            ask.setArray(4, texts(platform, subjects));
            ask.setArray(5, texts(platform, bearersResources));
            ask.setArray(6, texts(platform, bearersKeys));
            ask.executeUpdate();
        }
    }

    private static Array texts(Connection platform, List<String> values) throws SQLException {
        return platform.createArrayOf("text", values.toArray());
    }
}
