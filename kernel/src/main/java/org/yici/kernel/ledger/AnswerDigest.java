package org.yici.kernel.ledger;

import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The digest of an answer, by which the ledger's entry speaks of it without telling it: the SHA-256 of the answer's
 * {@link CanonicalJson} in UTF-8, as 64 lower-case hexadecimal digits. The entry carries it among its details under
 * {@link #FIELD}.
 */
public final class AnswerDigest {
    /** The detail of an act that carries the digest. */
    public static final String FIELD = "answer";

    private AnswerDigest() {}

    /** The digest of an answer as it was read. */
    public static String sha256(JsonNode answer) {
        return digest(answer);
    }

    /** The digest of an answer as it is about to be written; see {@link CanonicalJson#write} for what it may hold. */
    public static String sha256(Map<String, ?> answer) {
        return digest(answer);
    }

    private static String digest(Object answer) {
        byte[] text = StrictText.encode(CanonicalJson.write(answer));
        return HexFormat.of().formatHex(Hash.sha256().digest(text));
    }
}
