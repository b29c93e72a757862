package org.yici.app.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.AuditFinding.Kind;
import org.yici.kernel.ledger.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit of one stored leaf by itself. */
final class AuditLeaf {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AuditLeaf() {}

    /** The hashes it may truly have: one, if its entry and its stored hash agree. */
    static List<AuditTree.Candidate> candidates(AuditStore.Leaf leaf) {
        Hash computed = Hash.leaf(leaf.entry().getBytes(StandardCharsets.UTF_8));
        if (Arrays.equals(computed.bytes(), leaf.hash())) {
            return List.of(new AuditTree.Candidate(computed, List.of()));
        }
        List<AuditTree.Candidate> candidates = new ArrayList<>();
        if (leaf.hash().length == Hash.LENGTH) {
            candidates.add(new AuditTree.Candidate(
                    Hash.of(leaf.hash()),
                    List.of(finding(Kind.ENTRY_ALTERED, leaf, "was altered: its text has another hash."))));
        }
        candidates.add(new AuditTree.Candidate(
                computed,
                List.of(finding(Kind.LEAF_HASH_ALTERED, leaf, "is as written, but its stored hash was altered."))));
        return candidates;
    }

    /** What the columns for look-up say otherwise than the entry. */
    static List<AuditFinding> columns(AuditStore.Leaf leaf) {
        JsonNode entry;
        try {
            entry = JSON.readTree(leaf.entry());
        } catch (JacksonException e) {
            return List.of(finding(Kind.COLUMN_ALTERED, leaf, "is not JSON, so its columns cannot be compared."));
        }
        List<String> wrong = new ArrayList<>();
        compare(wrong, "kind", leaf.kind(), text(entry, "kind"));
        compare(wrong, "department", leaf.department(), text(entry, "department"));
        compare(wrong, "case_number", leaf.caseNumber(), text(entry, "caseNumber"));
        compare(wrong, "actor", actor(leaf), text(entry, "actor"));
        String subject = leaf.subject() == null ? null : Draft.commitment(leaf.opening(), "subject", leaf.subject());
        compare(wrong, "subject or opening", subject, text(entry, "subject"));
        List<String> logged = entry.path("others")
                .valueStream()
                .map(other -> other.asString(""))
                .toList();
        // Older entries have no commitments to nobody.
        int others = leaf.others().size();
        int length = logged.size() == others ? others : Draft.padded(others);
        compare(wrong, "others", Draft.commitments(leaf.opening(), leaf.others(), length), logged);
        compare(wrong, "appended_at", leaf.at(), time(text(entry, "time")));
        return wrong.isEmpty()
                ? List.of()
                : List.of(finding(
                        Kind.COLUMN_ALTERED,
                        leaf,
                        "says something else than its row's column " + String.join(", ", wrong) + "."));
    }

    private static String actor(AuditStore.Leaf leaf) {
        return Draft.isCitizen(leaf.actor(), leaf.department())
                ? Draft.PERSON + ":" + Draft.commitment(leaf.opening(), "actor", leaf.actor())
                : leaf.actor();
    }

    private static @Nullable String text(JsonNode entry, String field) {
        return entry.path(field).isString() ? entry.path(field).stringValue() : null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void compare(List<String> wrong, String column, @Nullable Object stored, @Nullable Object logged) {
        if (!Objects.equals(stored, logged)) {
            wrong.add(column);
        }
    }

    private static AuditFinding finding(Kind kind, AuditStore.Leaf leaf, String what) {
        return new AuditFinding(kind, leaf.index(), leaf.index() + 1, "Entry " + leaf.index() + " " + what);
    }
}
