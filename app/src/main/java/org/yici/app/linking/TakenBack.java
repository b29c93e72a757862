package org.yici.app.linking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.yici.kernel.text.Invisible;

/** Why a steward took a decision back or undid a change. The words stay in the department's table: the ledger has no personal data. */
record TakenBack(String reason) {
    private static final int LONGEST = 500;

    static TakenBack of(String reason) {
        String words = Invisible.removed(reason);
        if (words.length() < 2 || words.length() > LONGEST) {
            throw new IllegalArgumentException("Give a reason of 2 to " + LONGEST + " characters");
        }
        return new TakenBack(words);
    }

    /** For the leaf. */
    Map<String, String> details() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(reason.getBytes(StandardCharsets.UTF_8));
            return Map.of("reasonDigest", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
