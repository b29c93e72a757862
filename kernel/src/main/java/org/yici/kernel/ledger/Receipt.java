package org.yici.kernel.ledger;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proof that an act is in the ledger: the leaf, its path and a checkpoint.
 *
 * @param entry the leaf's content, canonical JSON
 * @param index the leaf's index, from 0
 * @param path the inclusion proof (RFC 6962), lowest first, each hash in base64
 * @param checkpoint the signed note (C2SP tlog-checkpoint) that the path leads to
 */
public record Receipt(String entry, long index, List<String> path, String checkpoint) {
    /** What a receipt's file says it is. */
    public static final String FORMAT = "yici-receipt/1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Receipt {
        path = List.copyOf(path);
    }

    /**
     * The one text that this receipt has as a file: keys in this order, indented by two spaces, one newline at the end. Text is
     * escaped as in RFC 8785.
     */
    public String toJson() {
        StringBuilder out = new StringBuilder("{\n  \"format\": \"" + FORMAT + "\",\n  \"index\": ");
        out.append(index).append(",\n  \"entry\": ");
        CanonicalJson.string(out, entry);
        out.append(",\n  \"path\": [");
        String separator = "\n    ";
        for (String hash : path) {
            out.append(separator);
            CanonicalJson.string(out, hash);
            separator = ",\n    ";
        }
        out.append(path.isEmpty() ? "]" : "\n  ]").append(",\n  \"checkpoint\": ");
        CanonicalJson.string(out, checkpoint);
        return out.append("\n}\n").toString();
    }

    /**
     * Reads what {@link #toJson} writes and nothing else: what is not byte for byte that text is refused, so that no byte of a
     * receipt's file can be altered unseen.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Receipt parse(String json) {
        Receipt receipt = read(json);
        if (!receipt.toJson().equals(json)) {
            throw new IllegalArgumentException(
                    "The file is not as the ledger wrote it: spaces, keys or escapes differ.");
        }
        return receipt;
    }

    private static Receipt read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode index = root.path("index");
        if (!index.isIntegralNumber() || !index.canConvertToLong()) {
            throw new IllegalArgumentException("A receipt has an index.");
        }
        List<String> path = new ArrayList<>();
        if (!root.path("path").isArray()) {
            throw new IllegalArgumentException("A receipt has a path.");
        }
        for (JsonNode hash : root.path("path")) {
            path.add(text(hash, "path"));
        }
        return new Receipt(
                text(root.path("entry"), "entry"),
                index.longValue(),
                path,
                text(root.path("checkpoint"), "checkpoint"));
    }

    private static String text(JsonNode node, String name) {
        if (!node.isString()) {
            throw new IllegalArgumentException("A receipt's " + name + " is a text.");
        }
        return node.stringValue();
    }
}
