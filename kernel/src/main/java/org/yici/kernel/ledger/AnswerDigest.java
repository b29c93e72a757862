package org.yici.kernel.ledger;

import java.util.HexFormat;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The digest of an answer, by which the ledger's entry speaks of it without telling it: the SHA-256 of the answer's
 * {@link CanonicalJson} in UTF-8, as 64 lower-case hexadecimal digits. The entry carries it among its details under
 * {@link #FIELD}.
 */
public final class AnswerDigest {
    /** The detail of an act that carries the digest. */
    public static final String FIELD = "answer";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A double would round an amount that was written with more digits.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AnswerDigest() {}

    /** The digest of an answer as it was read. */
    public static String sha256(JsonNode answer) {
        return digest(answer);
    }

    /** The digest of an answer as it is about to be written; see {@link CanonicalJson#write} for what it may hold. */
    public static String sha256(Map<String, ?> answer) {
        return digest(answer);
    }

    /**
     * The digest of an answer's file, however its JSON is written.
     *
     * @throws IllegalArgumentException if it is not one JSON value, or names a key twice
     */
    public static String ofFile(byte[] json) {
        try {
            return digest(JSON.readTree(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String digest(Object answer) {
        return HexFormat.of().formatHex(Hash.sha256().digest(CanonicalJson.bytes(answer)));
    }
}
