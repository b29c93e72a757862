package org.yici.app.ledger;

import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.CanonicalJson;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification;
import org.yici.kernel.ledger.Verification.Reason;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proves a receipt offline, alone or together with the answer it was given for. */
public final class Verify {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Verify() {}

    /**
     * Proves that a receipt's entry is in the log.
     *
     * @param receipt the bytes of the receipt's file
     * @param vkey the log's key, as a C2SP verifier key; white space around it is left out
     */
    public static Verification receipt(byte[] receipt, String vkey) {
        return ReceiptVerifier.verify(receipt, vkey.strip());
    }

    /**
     * Proves that a receipt's entry is in the log and that it speaks of this very answer: the digest of the answer (see
     * {@link AnswerDigest}) is the one among the entry's details.
     *
     * @param answer the bytes of the answer's file, JSON: the answer by itself, or an object of {@code answer} and
     *     {@code receipt} as the exchange sends it
     * @throws IllegalArgumentException if the answer is not JSON
     */
    public static Verification receiptOf(byte[] receipt, String vkey, byte[] answer) {
        String digest = AnswerDigest.ofFile(answer(answer));
        return switch (receipt(receipt, vkey)) {
            case Refuted refuted -> refuted;
            case Verified verified -> compare(verified, digest);
        };
    }

    /** Takes the answer out of what the exchange sent around it. */
    private static byte[] answer(byte[] file) {
        try {
            JsonNode root = EXACT.readTree(file);
            boolean sent = root.isObject() && root.size() == 2 && root.has("answer") && root.has("receipt");
            return sent ? CanonicalJson.bytes(root.path("answer")) : file;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Verification compare(Verified verified, String digest) {
        String logged;
        try {
            JsonNode details = EXACT.readTree(verified.entry()).path("details");
            logged = details.path(AnswerDigest.FIELD).asString("");
        } catch (JacksonException e) {
            return new Refuted(Reason.OTHER_ANSWER, "The entry is not JSON, so it names no answer.");
        }
        if (logged.isEmpty()) {
            return new Refuted(Reason.OTHER_ANSWER, "The entry names no answer.");
        }
        if (!logged.equals(digest)) {
            return new Refuted(
                    Reason.OTHER_ANSWER,
                    "The entry is about an answer with the digest " + logged + "; this one has " + digest + ".");
        }
        return verified;
    }
}
