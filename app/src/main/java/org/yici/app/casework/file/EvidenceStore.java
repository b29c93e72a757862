package org.yici.app.casework.file;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.casework.CaseEvidence.Status;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was retrieved for cases, as it was retrieved. */
@Component
class EvidenceStore {
    private static final TypeReference<List<EvidenceRow.EvidenceRecord>> RECORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EvidenceStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<EvidenceRow> of(String number) {
        return jdbc.sql("select * from casework.evidence where case_number = ? order by retrieved_at, material")
                .param(number)
                .query((row, index) -> new EvidenceRow(
                        row.getString("material"),
                        Status.valueOf(row.getString("status")),
                        row.getString("provider"),
                        List.of((String[]) row.getArray("asked").getArray()),
                        json.readValue(row.getString("records"), RECORDS),
                        row.getString("chosen"),
                        row.getTimestamp("retrieved_at").toInstant(),
                        row.getString("rule"),
                        row.getLong("leaf")))
                .list();
    }

    /** Drops what became void and keeps what was retrieved since the case was read. */
    void save(CaseFile file) {
        for (String material : file.voided) {
            jdbc.sql("delete from casework.evidence where case_number = ? and material = ?")
                    .params(file.number, material)
                    .update();
        }
        for (EvidenceRow retrieved : file.retrievedAnew) {
            jdbc.sql("""
                            insert into casework.evidence
                                (case_number, material, status, provider, asked, records, chosen, retrieved_at, rule, leaf)
                            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                            on conflict (case_number, material) do update
                               set status = excluded.status, provider = excluded.provider, asked = excluded.asked, records = excluded.records,
                                   chosen = excluded.chosen, retrieved_at = excluded.retrieved_at, rule = excluded.rule,
                                   leaf = excluded.leaf""")
                    .params(Arrays.asList(
                            file.number,
                            retrieved.material(),
                            retrieved.status().name(),
                            retrieved.provider(),
                            retrieved.asked().toArray(String[]::new),
                            json.writeValueAsString(retrieved.records()),
                            retrieved.chosen(),
                            Timestamp.from(retrieved.retrievedAt()),
                            retrieved.rule(),
                            retrieved.leaf()))
                    .update();
        }
    }
}
