package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.Act;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A use of a subject's data as its leaf tells it. */
record UseLeaf(UUID subject, Uses.Use use) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a leaf; empty if it is not of a use, or of nobody's data. */
    static Optional<UseLeaf> read(Receipt receipt) {
        JsonNode entry = JSON.readTree(receipt.entry());
        Act.Kind kind = Act.Kind.valueOf(entry.required("kind").stringValue());
        String subject = text(entry, "subject");
        if (subject == null || kind != Act.Kind.QUERY && kind != Act.Kind.CHECK && kind != Act.Kind.REFUSAL) {
            return Optional.empty();
        }
        JsonNode details = entry.required("details");
        String rule = text(details, "rule");
        String grant = text(details, "grant");
        String consent = text(details, "consent");
        return Optional.of(new UseLeaf(
                UUID.fromString(subject),
                new Uses.Use(
                        Instant.parse(entry.required("time").stringValue()),
                        orEmpty(text(entry, "department")),
                        entry.required("actor").stringValue(),
                        kind.name().toLowerCase(Locale.ROOT),
                        orEmpty(text(details, "resource")),
                        items(orEmpty(text(details, "items"))),
                        orEmpty(text(details, "purpose")),
                        rule != null ? rule : orEmpty(grant),
                        consent == null ? null : UUID.fromString(consent),
                        text(entry, "case"),
                        receipt.index())));
    }

    private static List<String> items(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
