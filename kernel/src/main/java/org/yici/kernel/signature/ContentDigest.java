package org.yici.kernel.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The {@code Content-Digest} field (RFC 9530) with {@code sha-256}. */
public final class ContentDigest {
    private ContentDigest() {}

    /** The field's value for a content. */
    public static String of(byte[] content) {
        return "sha-256=" + StructuredFields.bytes(sha256(content));
    }

    /** Whether a field's value is exactly one {@code sha-256} digest and that of the content. */
    public static boolean matches(String field, byte[] content) {
        try {
            StructuredFields.Member<byte[]> digest = StructuredFields.byteSequence(field, "Content-Digest");
            return digest.label().equals("sha-256") && MessageDigest.isEqual(digest.value(), sha256(content));
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
