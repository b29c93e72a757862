package org.yici.app.ledger;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a log was begun anew after its newest entries were lost, as its first own entry says: the entries before that one are those of the
 * old log that were restored.
 *
 * @param log name of the new log
 * @param index the entry that says so; so many entries were restored
 * @param restored name of the log whose entries were restored: the old one, or one before it if the backup was older; empty if none were
 * @param before name of the old log
 * @param size how many entries the old log is known to have had
 * @param root the root of these, in hexadecimal
 * @param reason what the operator said
 */
public record Beginning(String log, long index, String restored, String before, long size, String root, String reason) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final String LOG = "log";
    static final String BEFORE = "before";
    static final String SIZE = "beforeSize";
    static final String ROOT = "beforeRoot";
    static final String HEAD = "beforeHead";
    static final String RESTORED = "restored";
    static final String RESTORED_LOG = "restoredLog";
    static final String REASON = "reason";

    /** The facts of the leaf. The old log's last head is among them as it was signed. */
    static Map<String, String> details(String log, LaterHead last, Head restored, String reason) {
        return Map.of(
                LOG, log,
                BEFORE, last.head().origin(),
                SIZE, Long.toString(last.size()),
                ROOT, last.root().hex(),
                HEAD, last.head().note(),
                RESTORED, Long.toString(restored.size()),
                RESTORED_LOG, restored.log(),
                REASON, reason);
    }

    /**
     * Reads it from an entry.
     *
     * @return empty if the entry says nothing of the kind
     */
    public static Optional<Beginning> of(long index, String entry) {
        try {
            JsonNode root = JSON.readTree(entry);
            JsonNode details = root.path("details");
            if (!root.path("kind").asString("").equals(Act.Kind.BEGINNING.name())) {
                return Optional.empty();
            }
            String before = details.path(BEFORE).asString("");
            return Optional.of(new Beginning(
                    details.path(LOG).asString(""),
                    index,
                    details.path(RESTORED_LOG).asString(before),
                    before,
                    Long.parseLong(details.path(SIZE).asString("")),
                    details.path(ROOT).asString(""),
                    details.path(REASON).asString("")));
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** For the operator, in English. */
    @Override
    public String toString() {
        return "entry " + index + " begins the log " + log + " after the loss of " + before + ", which had " + size
                + " entries; " + index + " of them were restored. Reason: " + reason;
    }
}
