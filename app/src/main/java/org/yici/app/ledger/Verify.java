package org.yici.app.ledger;

import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification;
import org.yici.kernel.ledger.Verification.Reason;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proves a receipt offline, alone or together with the answer it was given for. */
public final class Verify {
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
     * @param answer the bytes of the answer's file, JSON
     * @throws IllegalArgumentException if the answer is not JSON
     */
    public static Verification receiptOf(byte[] receipt, String vkey, byte[] answer) {
        String digest = AnswerDigest.ofFile(answer);
        return switch (receipt(receipt, vkey)) {
            case Refuted refuted -> refuted;
            case Verified verified -> compare(verified, digest);
        };
    }

    private static Verification compare(Verified verified, String digest) {
        String logged;
        try {
            JsonNode details = JSON.readTree(verified.entry()).path("details");
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
