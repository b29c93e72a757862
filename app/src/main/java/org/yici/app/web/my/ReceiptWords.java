package org.yici.app.web.my;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yici.app.exchange.AccessLog.Use;
import org.yici.app.ledger.Act;
import org.yici.app.web.frame.Show;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a receipt's entry says, in words: for everybody whom it concerns, so from nobody's side. */
@Component
class ReceiptWords {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Show show;
    private final UseWords words;

    ReceiptWords(Show show, UseWords words) {
        this.show = show;
        this.words = words;
    }

    /** A line of the receipt; its name is the text {@code receipt.line.<key>}. */
    record Line(String key, String value) {}

    List<Line> of(Receipt receipt) {
        JsonNode entry = JSON.readTree(receipt.entry());
        Act.Kind kind = Act.Kind.valueOf(text(entry, "kind"));
        String department = text(entry, "department");
        List<Line> lines = new ArrayList<>();
        add(lines, "kind", kind(kind));
        add(lines, "time", show.time(text(entry, "time")));
        add(lines, "department", department.isEmpty() ? show.say("receipt.person") : show.department(department));
        switch (kind) {
            case QUERY, CHECK, READING, REFUSAL -> addUse(lines, words.of(use(receipt, entry, kind)), department);
            default -> {
                JsonNode details = entry.path("details");
                if (details.has("purpose")) {
                    add(lines, "purpose", words.purpose(text(details, "purpose")));
                }
                if (details.has("resource")) {
                    add(lines, "data", show.resource(text(details, "resource")));
                }
            }
        }
        add(lines, "case", text(entry, "caseNumber"));
        add(lines, "index", Long.toString(receipt.index()));
        return List.copyOf(lines);
    }

    /** What was done; an official or the person itself may have read, which is told beside it. */
    String kind(Act.Kind kind) {
        return show.say(kind == Act.Kind.READING ? "use.kind.reading" : "act." + kind);
    }

    private void addUse(List<Line> lines, UseWords.Words use, String department) {
        if (!department.isEmpty()) {
            add(lines, "by", use.by());
        }
        add(lines, "purpose", use.purpose());
        add(lines, "data", use.data());
        add(lines, "items", words.line(use.items()));
        add(lines, "right", use.right());
        add(lines, "basis", use.basis());
    }

    /** Seen as from a record about somebody else, so that a consent is "of the person concerned", whoever reads. */
    private static Use use(Receipt receipt, JsonNode entry, Act.Kind kind) {
        JsonNode details = entry.path("details");
        String items = text(details, "items");
        String consent = text(details, "consent");
        String right = text(details, "rule") + text(details, "grant") + text(details, "what");
        return new Use(
                Instant.parse(text(entry, "time")),
                text(entry, "department"),
                text(entry, "actor"),
                kind.name().toLowerCase(Locale.ROOT),
                text(details, "resource"),
                items.isEmpty() ? List.of() : List.of(items.split(",")),
                text(details, "purpose"),
                right,
                consent.isEmpty() ? null : UUID.fromString(consent),
                null,
                true,
                receipt.index());
    }

    private static void add(List<Line> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(new Line(key, value));
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
