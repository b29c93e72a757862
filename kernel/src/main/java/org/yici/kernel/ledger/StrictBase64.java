package org.yici.kernel.ledger;

import java.util.Base64;

/** Base64 (RFC 4648, section 4) in which bytes have one text only: padded, and unused bits zero. */
final class StrictBase64 {
    private StrictBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        // The JDK's decoder lets missing padding and stray bits pass; such a text could be altered without being
        // noticed.
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("Not canonical base64: " + text);
        }
        return bytes;
    }
}
