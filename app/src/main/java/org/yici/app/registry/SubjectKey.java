package org.yici.app.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The secret under which subject ids are made; whoever has it can tell whether a given identifier is a given subject. */
public record SubjectKey(byte[] value) {
    /** For handing over to the collection job. */
    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    /** Tells keys apart without telling the key. */
    byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("yici subject key|".getBytes(StandardCharsets.US_ASCII));
            return digest.digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SubjectKey[hidden]";
    }
}
