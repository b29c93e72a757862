package org.yici.stream.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yici.kernel.resource.RegistryTable;
import org.yici.kernel.resource.Resource;
import org.yici.stream.clean.Write;

/**
 * Finds rows that were inserted with the key of another one, in tables that do not keep keys apart themselves. One of the two would stand for
 * both, and the end of either be the end of both; so the table becomes doubtful, and the load that follows looks at the rows themselves.
 */
final class RepeatedKeys {
    /** Names a text of the operator's page. */
    private static final String REASON = "key-repeated";

    private final Resource resource;
    private final String doubt;

    RepeatedKeys(Resource resource) {
        this.resource = resource;
        this.doubt =
                "insert into collection.doubt as d (source, resource, position, reason) select ?, ?, max(n.position), '"
                        + REASON
                        + "' from unnest(?::text[], ?::bigint[], ?::int[], ?::boolean[]) as n (key, position, sequence, certain) where n.certain"
                        + " or exists (select from " + RegistryTable.name(resource)
                        + " r where r._key = n.key and not r._deleted and (r._position, r._sequence) < (n.position, n.sequence))"
                        + " or exists (select from collection.quarantine q where q.resource = ? and q.source_key = n.key"
                        + " and q.state = 'open' and (q.position, q.sequence) < (n.position, n.sequence)) having count(*) > 0"
                        + " on conflict (source, resource) do update set position = greatest(d.position, excluded.position)";
    }

    /** @param writes changes of one resource, those of one record in the order of the log */
    void look(Connection platform, List<Write> writes) throws SQLException {
        if (writes.stream().noneMatch(write -> write.first)) {
            // As with every table that keeps its keys apart itself.
            return;
        }
        Map<String, Write> asked = new HashMap<>();
        Map<String, Write> certain = new HashMap<>();
        Set<String> there = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (Write write : writes) {
            if (write.kind == Write.DELETION) {
                there.remove(write.key);
                gone.add(write.key);
                continue;
            }
            if (write.first && there.contains(write.key)) {
                certain.put(write.key, write);
            } else if (write.first && !gone.contains(write.key)) {
                asked.putIfAbsent(write.key, write);
            }
            there.add(write.key);
        }
        asked.keySet().removeAll(certain.keySet());
        if (!asked.isEmpty() || !certain.isEmpty()) {
            doubt(platform, writes.get(0).source, asked, certain);
        }
    }

    private void doubt(Connection platform, String source, Map<String, Write> asked, Map<String, Write> certain)
            throws SQLException {
        int size = asked.size() + certain.size();
        String[] keys = new String[size];
        Long[] positions = new Long[size];
        Integer[] sequences = new Integer[size];
        Boolean[] sure = new Boolean[size];
        int n = 0;
        for (Map<String, Write> part : List.of(asked, certain)) {
            for (Write one : part.values()) {
                keys[n] = one.key;
                positions[n] = one.position;
                sequences[n] = one.sequence;
                sure[n++] = part == certain;
            }
        }
        try (PreparedStatement statement = platform.prepareStatement(doubt)) {
            statement.setString(1, source);
            statement.setString(2, resource.code());
            statement.setArray(3, platform.createArrayOf("text", keys));
            statement.setArray(4, platform.createArrayOf("bigint", positions));
            statement.setArray(5, platform.createArrayOf("int", sequences));
            statement.setArray(6, platform.createArrayOf("boolean", sure));
            statement.setString(7, resource.code());
            statement.executeUpdate();
        }
    }
}
