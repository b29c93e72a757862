package org.yici.app.casework.file;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yici.app.casework.CaseEvidence.Status;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was drawn for cases, as it was drawn. */
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
        return jdbc.sql("select * from casework.evidence where case_number = ? order by drawn_at, material")
                .param(number)
                .query((row, index) -> new EvidenceRow(
                        row.getString("material"),
                        Status.valueOf(row.getString("status")),
                        row.getString("provider"),
                        List.of((String[]) row.getArray("asked").getArray()),
                        json.readValue(row.getString("records"), RECORDS),
                        row.getString("chosen"),
                        row.getTimestamp("drawn_at").toInstant(),
                        row.getString("rule"),
                        row.getLong("leaf")))
                .list();
    }

    /** Drops what became void and keeps what was drawn since the case was read. */
    void save(CaseFile file) {
        for (String material : file.voided) {
            jdbc.sql("delete from casework.evidence where case_number = ? and material = ?")
                    .params(file.number, material)
                    .update();
        }
        for (EvidenceRow drawn : file.redrawn) {
            jdbc.sql("""
                            insert into casework.evidence
                                (case_number, material, status, provider, asked, records, chosen, drawn_at, rule, leaf)
                            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                            on conflict (case_number, material) do update
                               set status = excluded.status, provider = excluded.provider, asked = excluded.asked, records = excluded.records,
                                   chosen = excluded.chosen, drawn_at = excluded.drawn_at, rule = excluded.rule,
                                   leaf = excluded.leaf""")
                    .params(Arrays.asList(
                            file.number,
                            drawn.material(),
                            drawn.status().name(),
                            drawn.provider(),
                            drawn.asked().toArray(String[]::new),
                            json.writeValueAsString(drawn.records()),
                            drawn.chosen(),
                            Timestamp.from(drawn.drawnAt()),
                            drawn.rule(),
                            drawn.leaf()))
                    .update();
        }
    }
}
