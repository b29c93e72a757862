package org.yici.app.casework.file;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.service.CaseProcess;

/**
 * A material as it was retrieved.
 *
 * @param asked the items that were asked for; empty if it was retrieved before that was kept
 * @param records the subject's current records, newest first, masked as the exchange gave them
 * @param chosen key of the record that the case is about, if a step told it
 */
public record EvidenceRow(
        String material,
        Status status,
        String provider,
        List<String> asked,
        List<EvidenceRecord> records,
        @Nullable String chosen,
        Instant retrievedAt,
        @Nullable String rule,
        long leaf) {
    public EvidenceRow {
        asked = List.copyOf(asked);
        records = List.copyOf(records);
    }

    public record EvidenceRecord(String key, Map<String, String> values, Instant sourceTime) {
        public boolean has(Map<String, String> wanted) {
            return wanted.entrySet().stream().allMatch(entry -> entry.getValue().equals(values.get(entry.getKey())));
        }
    }

    /** Whether an item was asked for; of a row that does not say, whether it told anything of it. */
    public boolean hasAsked(String item) {
        return asked.isEmpty()
                ? records.stream().anyMatch(record -> record.values().get(item) != null)
                : asked.contains(item);
    }

    public EvidenceRow choosing(EvidenceRecord retrieved) {
        return new EvidenceRow(material, status, provider, asked, records, retrieved.key(), retrievedAt, rule, leaf);
    }

    EvidenceRow keeping(@Nullable String key) {
        return new EvidenceRow(material, status, provider, asked, records, key, retrievedAt, rule, leaf);
    }

    /** The same record as before counts: that of its key, or the one that was entered anew with its values. */
    public EvidenceRow following(EvidenceRow before) {
        String key = before.chosen();
        if (key == null || records.stream().anyMatch(record -> record.key().equals(key))) {
            return keeping(key);
        }
        return before.records().stream()
                .filter(record -> record.key().equals(key))
                .findFirst()
                .flatMap(old -> records.stream()
                        .filter(record -> record.values().equals(old.values()))
                        .findFirst())
                .map(record -> keeping(record.key()))
                .orElseGet(() -> keeping(key));
    }

    /**
     * The record that counts: the one that the applicant chose in the form, the one that a step chose, or the newest. Empty if the
     * chosen one is no longer there.
     */
    public Optional<EvidenceRecord> record(CaseProcess handling, Map<String, String> fields) {
        for (Map.Entry<String, CaseProcess.Source> prefilled :
                handling.prefill().entrySet()) {
            CaseProcess.Source source = prefilled.getValue();
            String value = fields.get(prefilled.getKey());
            if (source.material().equals(material) && value != null) {
                return records.stream()
                        .filter(retrieved -> value.equals(retrieved.values().get(source.item())))
                        .findFirst();
            }
        }
        return chosen == null
                ? records.stream().findFirst()
                : records.stream()
                        .filter(retrieved -> retrieved.key().equals(chosen))
                        .findFirst();
    }
}
